/// What is no PDF where PDF should be.
struct PDFSyntaxError: Error {}

/// Takes the text of PDF apart: objects, content streams and CMaps (ISO 32000-1 §7.2, §7.3). Goes over it once.
struct PDFLexer {
    enum Token: Equatable {
        case value(PDFValue)
        /// `Tj`, `obj`, `R`, …
        case word(String)
        case endOfArray, endOfDictionary
    }

    private static let maximumDepth = 50

    let bytes: [UInt8]
    private(set) var position = 0
    /// Where the last token begins; of an array or dictionary, the whole.
    private(set) var start = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The one object that these bytes are.
    static func value(of bytes: [UInt8]) throws(PDFSyntaxError) -> PDFValue {
        var lexer = PDFLexer(bytes)
        var values: [PDFValue] = []
        while let token = try lexer.next() { try values.add(token) }
        guard values.count == 1 else { throw PDFSyntaxError() }
        return values[0]
    }

    /// Nil at the end.
    mutating func next(depth: Int = 0) throws(PDFSyntaxError) -> Token? {
        skipSpace()
        if depth == 0 { start = position }
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "/"):
            position += 1
            return .value(.name(regular()))
        case UInt8(ascii: "("):
            return .value(.string(try literal()))
        case UInt8(ascii: "<"):
            guard position + 1 < bytes.count, bytes[position + 1] == byte else {
                return .value(.string(try hexadecimal()))
            }
            position += 2
            return .value(try dictionary(depth + 1))
        case UInt8(ascii: ">"):
            guard position + 1 < bytes.count, bytes[position + 1] == byte else { throw PDFSyntaxError() }
            position += 2
            return .endOfDictionary
        case UInt8(ascii: "["):
            position += 1
            return .value(.array(try values(until: .endOfArray, depth + 1)))
        case UInt8(ascii: "]"):
            position += 1
            return .endOfArray
        case UInt8(ascii: "{"), UInt8(ascii: "}"):
            position += 1
            return .word(String(UnicodeScalar(byte)))
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .value(try number())
        default:
            return try word()
        }
    }

    /// Passes over the bytes of an image between `ID` and `EI` (§8.9.7).
    mutating func skipInlineImage() throws(PDFSyntaxError) {
        position += 1
        while position + 2 <= bytes.count {
            let isEnd = bytes[position] == UInt8(ascii: "E") && bytes[position + 1] == UInt8(ascii: "I")
            if isEnd, bytes[position - 1].isPDFSpace, position + 2 == bytes.count || bytes[position + 2].isPDFSpace {
                position += 2
                return
            }
            position += 1
        }
        throw PDFSyntaxError()
    }

    // MARK: Parts

    private mutating func skipSpace() {
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "%") {
                while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            } else if bytes[position].isPDFSpace {
                position += 1
            } else {
                return
            }
        }
    }

    private mutating func regular() -> String {
        let start = position
        while position < bytes.count, bytes[position].isPDFRegular { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func word() throws(PDFSyntaxError) -> Token {
        let word = regular()
        switch word {
        case "": throw PDFSyntaxError()
        case "true": return .value(.boolean(true))
        case "false": return .value(.boolean(false))
        case "null": return .value(.null)
        default: return .word(word)
        }
    }

    private mutating func number() throws(PDFSyntaxError) -> PDFValue {
        let text = regular()
        if let integer = Int(text) { return .integer(integer) }
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }), Double(text) != nil else {
            throw PDFSyntaxError()
        }
        return .real(text)
    }

    private mutating func values(until end: Token, _ depth: Int) throws(PDFSyntaxError) -> [PDFValue] {
        if depth > Self.maximumDepth { throw PDFSyntaxError() }
        var values: [PDFValue] = []
        while let token = try next(depth: depth) {
            if token == end { return values }
            try values.add(token)
        }
        throw PDFSyntaxError()
    }

    private mutating func dictionary(_ depth: Int) throws(PDFSyntaxError) -> PDFValue {
        let values = try values(until: .endOfDictionary, depth)
        var entries: [String: PDFValue] = [:]
        for index in stride(from: 0, to: values.count, by: 2) {
            guard let name = values[index].name, index + 1 < values.count else { throw PDFSyntaxError() }
            entries[name] = values[index + 1]
        }
        return .dictionary(entries)
    }

    /// In parentheses (§7.3.4.2).
    private mutating func literal() throws(PDFSyntaxError) -> [UInt8] {
        var result: [UInt8] = []
        var open = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\\"):
                try escape(into: &result)
                continue
            case UInt8(ascii: "("):
                open += 1
                if open == 1 { continue }
            case UInt8(ascii: ")"):
                open -= 1
                if open == 0 { return result }
            default: break
            }
            result.append(byte)
        }
        throw PDFSyntaxError()
    }

    private mutating func escape(into result: inout [UInt8]) throws(PDFSyntaxError) {
        guard position < bytes.count else { throw PDFSyntaxError() }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case 0x0A: break
        case 0x0D: if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var number = Int(byte - UInt8(ascii: "0"))
            for _ in 0..<2 {
                guard position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[position]) else {
                    break
                }
                number = number * 8 + Int(bytes[position] - UInt8(ascii: "0"))
                position += 1
            }
            result.append(UInt8(truncatingIfNeeded: number))
        default: result.append(byte)
        }
    }

    /// Between angle brackets (§7.3.4.3); a missing last digit is 0.
    private mutating func hexadecimal() throws(PDFSyntaxError) -> [UInt8] {
        var result: [UInt8] = []
        var first: UInt8?
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: ">") {
                if let first { result.append(first << 4) }
                return result
            }
            if byte.isPDFSpace { continue }
            guard let digit = byte.hexadecimalDigit else { throw PDFSyntaxError() }
            if let high = first {
                result.append(high << 4 | digit)
                first = nil
            } else {
                first = digit
            }
        }
        throw PDFSyntaxError()
    }
}

extension [PDFValue] {
    /// Two numbers and `R` are a reference.
    fileprivate mutating func add(_ token: PDFLexer.Token) throws(PDFSyntaxError) {
        switch token {
        case .value(let value): append(value)
        case .word("R"):
            guard popLast()?.integer != nil, let number = popLast()?.integer else { throw PDFSyntaxError() }
            append(.reference(number))
        case .word, .endOfArray, .endOfDictionary: throw PDFSyntaxError()
        }
    }
}

extension UInt8 {
    fileprivate var isPDFSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B || self == 0 }

    /// No space, and nothing that delimits (ISO 32000-1 §7.2.2).
    fileprivate var isPDFRegular: Bool {
        switch self {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            false
        default: !isPDFSpace
        }
    }

    var hexadecimalDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

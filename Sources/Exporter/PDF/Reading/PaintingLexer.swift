/// What stands before an operator in a content stream (ISO 32000-1 §7.3).
indirect enum PDFOperand: Sendable {
    case number(Double)
    case name(String)
    case string([UInt8])
    case array([PDFOperand])
    case dictionary([String: PDFOperand])

    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var name: String? { if case .name(let name) = self { name } else { nil } }
    var string: [UInt8]? { if case .string(let bytes) = self { bytes } else { nil } }
}

/// Reads a content stream, or a character map, operator by operator (ISO 32000-1 §7.2, §7.8.2).
struct PaintingLexer {
    private enum Token {
        case operand(PDFOperand)
        case word(String)
        case open(UInt8)
        case close(UInt8)
    }

    private let bytes: [UInt8]
    private var position = 0

    /// Deeper than any content stream goes.
    private static let deepest = 16

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next operator, and in `operands` what stands before it; nil at the end.
    mutating func next(_ operands: inout [PDFOperand]) -> String? {
        operands.removeAll(keepingCapacity: true)
        while let token = token() {
            switch token {
            case .operand(let operand): operands.append(operand)
            case .open(let kind): operands.append(compound(kind, depth: 1))
            case .close: continue
            case .word("true"), .word("false"), .word("null"): operands.append(.name(""))
            case .word("BI"): skipPicture()
            case .word(let word): return word
            }
        }
        return nil
    }

    private mutating func compound(_ kind: UInt8, depth: Int) -> PDFOperand {
        var items: [PDFOperand] = []
        loop: while let token = token() {
            switch token {
            case .operand(let operand): items.append(operand)
            case .open(let inner) where depth < Self.deepest: items.append(compound(inner, depth: depth + 1))
            case .open, .word: continue
            case .close: break loop
            }
        }
        guard kind == UInt8(ascii: "<") else { return .array(items) }
        var entries: [String: PDFOperand] = [:]
        for index in stride(from: 0, to: items.count - 1, by: 2) {
            if let key = items[index].name { entries[key] = items[index + 1] }
        }
        return .dictionary(entries)
    }

    private mutating func token() -> Token? {
        skipSpace()
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "/"):
            position += 1
            return .operand(.name(name()))
        case UInt8(ascii: "("):
            position += 1
            return .operand(.string(literal()))
        case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "<"):
            position += 2
            return .open(byte)
        case UInt8(ascii: ">") where peek(1) == UInt8(ascii: ">"):
            position += 2
            return .close(byte)
        case UInt8(ascii: "<"):
            position += 1
            return .operand(.string(hexadecimal()))
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            position += 1
            return .open(UInt8(ascii: "["))
        case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"), UInt8(ascii: ")"):
            position += 1
            return .close(byte)
        default:
            let word = regular()
            return Self.number(word).map { .operand(.number($0)) }
                ?? .word(String(decoding: word, as: UTF8.self))
        }
    }

    private func peek(_ offset: Int) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }

    private mutating func skipSpace() {
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "%") {
                while position < bytes.count, bytes[position] != 10, bytes[position] != 13 { position += 1 }
            } else if bytes[position].isPDFSpace {
                position += 1
            } else {
                return
            }
        }
    }

    private mutating func regular() -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, bytes[position].isPDFRegular { position += 1 }
        return bytes[start..<position]
    }

    /// With what `#` and two digits stand for (ISO 32000-1 §7.3.5).
    private mutating func name() -> String {
        let written = regular()
        guard written.contains(UInt8(ascii: "#")) else { return String(decoding: written, as: UTF8.self) }
        var result: [UInt8] = []
        var index = written.startIndex
        while index < written.endIndex {
            if written[index] == UInt8(ascii: "#"), index + 2 < written.endIndex,
                let high = written[index + 1].hexadecimalValue, let low = written[index + 2].hexadecimalValue
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(written[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func number(_ word: ArraySlice<UInt8>) -> Double? {
        var (value, scale, isNegative, hasDigits) = (0.0, 0.0, false, false)
        for (index, byte) in word.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                hasDigits = true
                let digit = Double(byte - UInt8(ascii: "0"))
                if scale == 0 {
                    value = value * 10 + digit
                } else {
                    value += digit * scale
                    scale /= 10
                }
            case UInt8(ascii: ".") where scale == 0: scale = 0.1
            case UInt8(ascii: "-") where index == 0: isNegative = true
            case UInt8(ascii: "+") where index == 0: break
            default: return nil
            }
        }
        return hasDigits && value.isFinite ? (isNegative ? -value : value) : nil
    }

    /// A string in parentheses (ISO 32000-1 §7.3.4.2).
    private mutating func literal() -> [UInt8] {
        var result: [UInt8] = []
        var depth = 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\\"): escape(&result)
            case UInt8(ascii: "("):
                depth += 1
                result.append(byte)
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return result }
                result.append(byte)
            default: result.append(byte)
            }
        }
        return result
    }

    private mutating func escape(_ result: inout [UInt8]) {
        guard position < bytes.count else { return }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "n"): result.append(10)
        case UInt8(ascii: "r"): result.append(13)
        case UInt8(ascii: "t"): result.append(9)
        case UInt8(ascii: "b"): result.append(8)
        case UInt8(ascii: "f"): result.append(12)
        case 10: break
        case 13: if peek(0) == 10 { position += 1 }
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = Int(byte - UInt8(ascii: "0"))
            for _ in 0..<2 where (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(peek(0)) {
                value = value * 8 + Int(peek(0) - UInt8(ascii: "0"))
                position += 1
            }
            result.append(UInt8(truncatingIfNeeded: value))
        default: result.append(byte)
        }
    }

    private mutating func hexadecimal() -> [UInt8] {
        var result: [UInt8] = []
        var high: UInt8?
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: ">") { break }
            guard let value = byte.hexadecimalValue else { continue }
            if let first = high {
                result.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        if let high { result.append(high << 4) }
        return result
    }

    /// A picture within the stream ends with EI by itself (ISO 32000-1 §8.9.7).
    private mutating func skipPicture() {
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "E"), peek(1) == UInt8(ascii: "I"), !peek(2).isPDFRegular, position > 0,
                bytes[position - 1].isPDFSpace
            {
                position += 2
                return
            }
            position += 1
        }
    }
}

extension UInt8 {
    fileprivate var isPDFSpace: Bool { self == 32 || self == 10 || self == 13 || self == 9 || self == 12 || self == 0 }

    fileprivate var isPDFRegular: Bool {
        switch self {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            false
        default: !isPDFSpace
        }
    }

    fileprivate var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Whether bytes are JSON (RFC 8259). Goes over them once, with no more than their depth in memory.
struct JSONText {
    private static let maximumDepth = 1000

    private let bytes: [UInt8]
    private var place = 0

    /// Of an object or an array: a number by itself is text like any other.
    static func isDocument(_ bytes: [UInt8]) -> Bool {
        var text = JSONText(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { text.place = 3 }
        text.skipSpace()
        guard text.next == "{" || text.next == "[", text.readValue() else { return false }
        text.skipSpace()
        return text.place == bytes.count
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: Unicode.Scalar? { place < bytes.count ? Unicode.Scalar(bytes[place]) : nil }

    private mutating func skipSpace() {
        while let next, " \t\n\r".unicodeScalars.contains(next) { place += 1 }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == scalar else { return false }
        place += 1
        return true
    }

    /// One value with all that is in it. `open` are the ends of the objects and arrays around the place.
    private mutating func readValue() -> Bool {
        var open: [Unicode.Scalar] = []
        while true {
            skipSpace()
            switch next {
            case "{", "[":
                let end: Unicode.Scalar = next == "{" ? "}" : "]"
                place += 1
                if !take(end) {
                    open.append(end)
                    guard open.count <= Self.maximumDepth, end == "]" || readKey() else { return false }
                    continue
                }
            case "\"": guard readString() else { return false }
            default: guard readWord() else { return false }
            }
            // A value has ended, and with it perhaps what it is in.
            while let end = open.last, take(end) { open.removeLast() }
            guard let end = open.last else { return true }
            guard take(","), end == "]" || readKey() else { return false }
        }
    }

    private mutating func readKey() -> Bool {
        skipSpace()
        return readString() && take(":")
    }

    private mutating func readString() -> Bool {
        guard take("\"") else { return false }
        while let scalar = next {
            place += scalar == "\\" ? 2 : 1
            if scalar == "\"" { return true }
            if scalar.value < 0x20 { return false }
        }
        return false
    }

    private mutating func readWord() -> Bool {
        let word = bytes[place...].prefix(64).prefix {
            let scalar = Unicode.Scalar($0)
            return scalar.properties.isAlphabetic || "+-.0123456789".unicodeScalars.contains(scalar)
        }
        place += word.count
        let text = String(decoding: word, as: UTF8.self)
        return ["true", "false", "null"].contains(text)
            || (text.first.map { $0 == "-" || $0.isNumber } ?? false)
                && Double(text) != nil
    }
}

/// What is left of a line of a log, read from the left.
struct LogText {
    private(set) var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    func starts(with text: String) -> Bool { bytes.starts(with: text.utf8) }

    mutating func skip(_ text: String) -> Bool {
        guard starts(with: text) else { return false }
        bytes = bytes.dropFirst(text.utf8.count)
        return true
    }

    /// What stands before a text, which is skipped as well; nil when it does not follow.
    mutating func take(upTo text: String) -> String? {
        guard let place = place(of: text) else { return nil }
        defer { bytes = bytes[(place + text.utf8.count)...] }
        return String(decoding: bytes[..<place], as: UTF8.self)
    }

    func place(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return nil }
        var rest = bytes
        while let index = rest.firstIndex(of: first) {
            if rest[index...].starts(with: wanted) { return index }
            rest = rest[(index + 1)...]
        }
        return nil
    }

    mutating func skip(while isSkipped: (UInt8) -> Bool) { bytes = bytes.drop(while: isSkipped) }

    /// What stands before the next space, which is skipped as well; all that is left when there is none.
    var token: ArraySlice<UInt8>? {
        mutating get {
            let token = bytes.prefix { $0 != UInt8(ascii: " ") }
            bytes = bytes.dropFirst(token.count).drop { $0 == UInt8(ascii: " ") }
            return token.isEmpty ? nil : token
        }
    }
}

/// Parts of a time.
extension LogText {
    /// One of so many digits.
    mutating func number(of digits: Int) -> Int? {
        let text = bytes.prefix(digits)
        guard text.count == digits, text.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(String(decoding: text, as: UTF8.self))
        else { return nil }
        bytes = bytes.dropFirst(digits)
        return number
    }

    /// The index of the one that follows.
    mutating func word(among words: [String]) -> Int? {
        guard let index = words.firstIndex(where: { starts(with: $0) }) else { return nil }
        bytes = bytes.dropFirst(words[index].utf8.count)
        return index
    }

    /// `26` or ` 6`
    var day: Int? {
        mutating get { skip(" ") ? number(of: 1) : number(of: 2) }
    }

    /// `15:08:11.123456`, in seconds.
    var clock: Int? {
        mutating get {
            guard let hours = number(of: 2), skip(":"), let minutes = number(of: 2), skip(":"),
                let seconds = number(of: 2), hours < 24, minutes < 60, seconds < 61
            else { return nil }
            skipFraction()
            return hours * 3600 + minutes * 60 + seconds
        }
    }

    mutating func skipFraction() {
        if skip(".") || skip(",") { skip { (0x30...0x39).contains($0) } }
    }

    /// `Z`, `+01:00` or `+0100`, in seconds east of UTC (RFC 3339 §5.6).
    var offset: Int? {
        mutating get {
            if skip("Z") { return 0 }
            let isWest = starts(with: "-")
            guard isWest ? skip("-") : skip("+"), let hours = number(of: 2) else { return nil }
            _ = skip(":")
            guard let minutes = number(of: 2), hours < 24, minutes < 60 else { return nil }
            return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
        }
    }
}

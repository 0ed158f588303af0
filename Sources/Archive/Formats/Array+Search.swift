extension [UInt8] {
    /// Where some bytes begin for the first time within a range.
    func firstIndex(of bytes: [UInt8], in range: Range<Int>? = nil) -> Int? {
        let range = (range ?? indices).clamped(to: indices)
        guard let first = bytes.first, range.count >= bytes.count else { return nil }
        let span = span
        var index = range.lowerBound
        let last = range.upperBound - bytes.count
        while index <= last {
            if span[index] == first, self[index...].starts(with: bytes) { return index }
            index += 1
        }
        return nil
    }

    func firstIndex(of text: String, in range: Range<Int>? = nil) -> Int? {
        firstIndex(of: Array(text.utf8), in: range)
    }

    func contains(_ text: String, in range: Range<Int>? = nil) -> Bool { firstIndex(of: text, in: range) != nil }

    func starts(with text: String) -> Bool { starts(with: text.utf8) }

    /// The first bytes as text in small letters, to find words of ASCII in.
    func lowercasedStart(_ count: Int) -> [UInt8] {
        prefix(count).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
}

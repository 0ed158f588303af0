enum PlainText {
    /// Appends a value as plain text has it: as it is, but for its line breaks, and within the target of a link.
    static func append(_ value: String, context: Int, to bytes: inout [UInt8]) {
        if context == HoleContext.link.rawValue {
            LinkText.append(value, to: &bytes)
        } else {
            bytes.append(contentsOf: value.replacing("\r\n", with: "\n").utf8)
        }
    }

    /// Without blank lines at the beginning, and with at most one between paragraphs.
    static func tidied(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var newlines = 2
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                newlines += 1
                if newlines > 2 { continue }
            } else {
                newlines = 0
            }
            result.append(byte)
        }
        while result.last == UInt8(ascii: "\n") { result.removeLast() }
        return result + [UInt8(ascii: "\n")]
    }
}

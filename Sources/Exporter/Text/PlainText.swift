enum PlainText {
    /// Ends a cell and a paragraph in one until the letter is filled: no value holds these characters.
    static let cellEnd = "\u{1F}"
    static let paragraphEnd = "\u{1E}"

    /// Appends a value as plain text has it: as it is, but for its line breaks, and within the target of a link.
    static func append(_ value: String, context: Int, to bytes: inout [UInt8]) {
        if context == HoleContext.link.rawValue {
            LinkText.append(value, to: &bytes)
        } else {
            bytes.append(contentsOf: value.replacing("\r\n", with: "\n").utf8)
        }
    }

    /// Without blank lines at the beginning, and with at most one between paragraphs; the cells of a row, and what is in
    /// them, apart.
    static func tidied(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var newlines = 2
        // Of the cell in hand.
        var (hasText, endsParagraph) = (false, false)
        for byte in bytes {
            switch byte {
            case 0x1E:
                endsParagraph = hasText
                continue
            case 0x1F:
                result += " | ".utf8
                (newlines, hasText, endsParagraph) = (0, false, false)
                continue
            case UInt8(ascii: "\n"):
                (hasText, endsParagraph) = (false, false)
            default:
                if endsParagraph { result += " / ".utf8 }
                (hasText, endsParagraph) = (true, false)
            }
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

/// JSON, and text that is nothing more.
enum TextFormat {
    static func format(of bytes: [UInt8]) -> FileFormat? {
        guard isText(bytes) else { return nil }
        return JSONText.isDocument(bytes) ? .json : .text
    }

    /// In UTF-16 with its mark, or in bytes of which none is a control character that text does not have. What is above
    /// ASCII may be UTF-8, or Latin of any kind.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        if bytes.isEmpty { return false }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return bytes.count.isMultiple(of: 2) && isTextOfPairs(bytes)
        }
        // From bell to carriage return, and escape.
        return bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x07...0x0D).contains($0) || $0 == 0x1B }
    }

    private static func isTextOfPairs(_ bytes: [UInt8]) -> Bool {
        let low = bytes[0] == 0xFF ? 0 : 1
        return stride(from: 2, to: bytes.count, by: 2).allSatisfy { place in
            bytes[place + 1 - low] != 0 || bytes[place + low] >= 0x20 || (0x07...0x0D).contains(bytes[place + low])
        }
    }
}

import Templating

/// A PDF as it would be on the day of the letter. LibreOffice writes into it when it was made, and identifiers by chance;
/// without those, the same letter gives the same bytes.
enum ReproduciblePDF {
    /// What is written over has the same length, so every offset in the file stays right (ISO 32000-1 §7.5.4).
    static func bytes(_ pdf: [UInt8], date: CalendarDate) -> [UInt8] {
        var bytes = pdf
        let day = date.description
        for key in ["/CreationDate(D:", "/ModDate(D:"] {
            overwrite(&bytes, after: key, with: day.filter { $0 != "-" } + "000000")
        }
        for key in ["<xmp:CreateDate>", "<xmp:ModifyDate>", "<xmp:MetadataDate>"] {
            overwrite(&bytes, after: key, with: "\(day)T00:00:00")
        }
        identify(&bytes, with: String(repeating: "0", count: 32))
        identify(&bytes, with: String(ContentHash(of: bytes).hex.uppercased().prefix(32)))
        return bytes
    }

    /// The two parts of the file identifier (ISO 32000-1 §14.4), and LibreOffice's own.
    private static func identify(_ bytes: inout [UInt8], with identifier: String) {
        overwrite(&bytes, after: "/ID [ <", with: identifier)
        overwrite(&bytes, after: "/ID [ <\(identifier)>\n<", with: identifier)
        overwrite(&bytes, after: "/DocChecksum /", with: identifier)
    }

    private static func overwrite(_ bytes: inout [UInt8], after key: String, with text: String) {
        guard let start = end(of: Array(key.utf8), in: bytes), start + text.utf8.count <= bytes.count else { return }
        bytes.replaceSubrange(start..<start + text.utf8.count, with: text.utf8)
    }

    private static func end(of key: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= key.count else { return nil }
        return (0...bytes.count - key.count).first { start in
            bytes[start] == key[0] && bytes[start..<start + key.count].elementsEqual(key)
        }.map { $0 + key.count }
    }
}

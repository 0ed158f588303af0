/// Documents of Microsoft Office before 2007, and messages of Outlook: small file systems in a file (MS-CFB).
enum CompoundFormat {
    /// Where the names of streams are looked for.
    private static let reach = 32_000_000

    static func format(of bytes: [UInt8]) -> FileFormat? {
        guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else { return nil }
        if hasStream("__properties_version1.0", bytes) {
            return FileFormat("Microsoft Outlook Email Message", "x-fmt/430", "application/vnd.ms-outlook", "msg")
        }
        if hasStream("WordDocument", bytes), bytes.contains("Word.Document.8", in: 0..<reach) {
            return FileFormat("Microsoft Word Document", "fmt/40", version: "97-2003", "application/msword", "doc")
        }
        return FileFormat("OLE2 Compound Document Format", "fmt/111", "application/x-ole-storage", "ole")
    }

    /// By an entry of the directory, which is aligned; of the tree it stands in nothing is believed (MS-CFB §2.6.1).
    private static func hasStream(_ name: String, _ bytes: [UInt8]) -> Bool {
        let entry: [UInt8] = name.utf8.flatMap { [$0, 0] } + [0, 0]
        var place = 512
        while place + 128 <= min(bytes.count, reach) {
            if bytes[place] == entry[0], bytes[place...].starts(with: entry) { return true }
            place += 128
        }
        return false
    }
}

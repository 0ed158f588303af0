/// RTF. Its versions are told apart by words of the header that came with them.
enum RichTextFormat {
    /// Where the header ends, surely.
    private static let reach = 262_144

    static func format(of bytes: [UInt8]) -> FileFormat? {
        guard bytes.starts(with: "{\\rtf") else { return nil }
        let header = Array(bytes.prefix(reach))
        let (puid, version) = version(of: header)
        return FileFormat("Rich Text Format", puid, version: version, "application/rtf", "rtf")
    }

    private static func version(of header: [UInt8]) -> (puid: String, String) {
        guard header.contains("\\ansicpg", in: 0..<40) else { return ("fmt/45", "1.0-1.4") }
        guard let style = header.firstIndex(of: "\\stshfdbch"), header.contains("\\stshfbi", in: style..<style + 100)
        else { return ("fmt/50", "1.5-1.6") }
        let newest = ["\\*\\colorschememapping", "\\afelev", "\\*\\datastore", "\\*\\defchp"]
        if newest.contains(where: { header.contains($0, in: style..<header.count) }) { return ("fmt/355", "1.9") }
        return header.contains("\\lsdstimax", in: style..<header.count) ? ("fmt/53", "1.8") : ("fmt/52", "1.7")
    }
}

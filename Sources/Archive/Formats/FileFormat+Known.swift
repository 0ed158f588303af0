/// What Oproep writes, and what has no versions to tell apart.
extension FileFormat {
    static let json = FileFormat("JSON Data Interchange Format", "fmt/817", "application/json", "json")
    static let jsonLines = FileFormat("JSON Lines Text Format", "fmt/2054", "application/jsonl", "jsonl")
    static let xml = FileFormat("Extensible Markup Language", "fmt/101", version: "1.0", "application/xml", "xml")
    static let html = FileFormat("Hypertext Markup Language", "fmt/471", version: "5", "text/html", "html")
    static let markdown = FileFormat("Markdown", "fmt/1149", "text/markdown", "md")
    static let csv = FileFormat("Comma Separated Values", "x-fmt/18", "text/csv", "csv")
    static let yaml = FileFormat("YAML", "fmt/818", "application/yaml", "yaml")
    static let text = FileFormat("Plain Text File", "x-fmt/111", "text/plain", "txt")
    static let zip = FileFormat("ZIP Format", "x-fmt/263", "application/zip", "zip")
    /// A message as mail programs make it now (RFC 2045).
    static let message = FileFormat("MIME Email", "fmt/950", version: "1.0", "message/rfc822", "eml")
    static let unknown = FileFormat("Onbekend", nil, "application/octet-stream", "bin")
}

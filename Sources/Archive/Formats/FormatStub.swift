struct FileFormat: Hashable, Sendable {
    let name: String
    let puid: String?
    let version: String?
    let mediaType: String
    let fileExtension: String
    static let json = FileFormat(name: "JSON", puid: "fmt/817", version: nil, mediaType: "", fileExtension: "json")
    static let jsonLines = FileFormat(
        name: "JSONL", puid: "fmt/2054", version: nil, mediaType: "", fileExtension: "jsonl")
    static let html = FileFormat(name: "HTML", puid: "fmt/471", version: nil, mediaType: "", fileExtension: "html")
    static let xml = FileFormat(name: "XML", puid: "fmt/101", version: nil, mediaType: "", fileExtension: "xml")
    static let markdown = FileFormat(
        name: "Markdown", puid: "fmt/1149", version: nil, mediaType: "", fileExtension: "md")
    static func of(_ bytes: [UInt8]) -> FileFormat { .json }
    static func source(named: String, _ bytes: [UInt8]) -> FileFormat { .json }
}

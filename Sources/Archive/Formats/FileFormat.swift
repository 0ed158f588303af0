/// What a file is, in the terms of PRONOM, the register of formats that archives refer to. Told from its bytes and
/// never from its name.
struct FileFormat: Hashable, Sendable {
    /// As PRONOM has it: `OpenDocument Text`.
    let name: String
    /// The identifier in PRONOM: `fmt/1756`. None when PRONOM does not have the format, or this version of it.
    let puid: String?
    let version: String?
    let mediaType: String
    /// Without a dot.
    let fileExtension: String

    init(_ name: String, _ puid: String?, version: String? = nil, _ mediaType: String, _ fileExtension: String) {
        self.name = name
        self.puid = puid
        self.version = version
        self.mediaType = mediaType
        self.fileExtension = fileExtension
    }

    /// The first of these that knows the bytes. Each goes over them once, or over the part where it must find
    /// something.
    static func of(_ bytes: [UInt8]) -> FileFormat {
        PDFFormat.format(of: bytes) ?? PackageFormat.format(of: bytes) ?? PictureFormat.format(of: bytes)
            ?? CompoundFormat.format(of: bytes) ?? RichTextFormat.format(of: bytes) ?? MarkupFormat.format(of: bytes)
            ?? MessageFormat.format(of: bytes) ?? TextFormat.format(of: bytes) ?? .unknown
    }

    /// Of a source, whose bytes tell no more than that it is text: then its name tells for what it is kept.
    static func source(named name: String, _ bytes: [UInt8]) -> FileFormat {
        let format = of(bytes)
        guard [.text, .json].contains(format) || bytes.isEmpty || format.mediaType == message.mediaType else {
            return format
        }
        switch name.split(separator: ".").last?.lowercased() {
        case "md": return .markdown
        case "csv": return .csv
        case "yaml", "yml": return .yaml
        case "json": return .json
        case "jsonl": return .jsonLines
        case "txt": return .text
        default: return format
        }
    }
}

/// What a file is that is no text, told from its name or from how it begins.
enum FileKind: String, Sendable {
    case spreadsheet = "a spreadsheet"
    case document = "a document of a word processor"
    case pdf = "a PDF"
    case compressed = "a compressed file"
    case package = "an office document or another ZIP file"
    case office = "a document of an older Word or Excel"
    case picture = "a picture"
    case page = "a web page (HTML)"
    case binary = "no text"

    init?(ofName name: String) {
        switch name.split(separator: ".").last?.lowercased() {
        case "xlsx", "xlsm", "xlsb", "xls", "ods", "fods", "numbers": self = .spreadsheet
        case "docx", "doc", "odt", "fodt", "ott", "rtf", "pages": self = .document
        case "pdf": self = .pdf
        case "zip", "gz", "7z", "rar": self = .compressed
        default: return nil
        }
    }

    /// Whether a spreadsheet may be in it.
    var isOfSpreadsheets: Bool { [.spreadsheet, .package, .office, .page].contains(self) }

    /// Nil for what may be a text.
    init?(of bytes: [UInt8]) {
        let starts: [(FileKind, [UInt8])] = [
            (.package, [0x50, 0x4B, 0x03, 0x04]), (.package, [0x50, 0x4B, 0x05, 0x06]),
            (.office, [0xD0, 0xCF, 0x11, 0xE0]), (.pdf, Array("%PDF-".utf8)), (.compressed, [0x1F, 0x8B]),
            (.compressed, [0x37, 0x7A, 0xBC, 0xAF]), (.document, Array("{\\rtf".utf8)),
            (.picture, [0x89, 0x50, 0x4E, 0x47]), (.picture, [0xFF, 0xD8, 0xFF]),
        ]
        if let found = starts.first(where: { bytes.starts(with: $0.1) }) {
            self = found.0
        } else if Self.isPage(bytes) {
            self = .page
        } else if bytes.prefix(4096).count(where: { $0 == 0 }) > 3, UTF16Order(of: bytes) == nil {
            self = .binary
        } else {
            return nil
        }
    }

    /// What some programs call a spreadsheet.
    private static func isPage(_ bytes: [UInt8]) -> Bool {
        let start = String(decoding: bytes.prefix(200), as: UTF8.self).trimmed.lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html") || start.hasPrefix("<table")
    }
}

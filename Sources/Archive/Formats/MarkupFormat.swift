/// HTML and XML, by what stands before their first element.
enum MarkupFormat {
    private static let reach = 4096

    static func format(of bytes: [UInt8]) -> FileFormat? {
        var start = bytes.lowercasedStart(reach)[...]
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        let isXML = start.starts(with: "<?xml version=".utf8)
        if isXML { skip(through: "?>", &start) }
        skipSpaceAndComments(&start)
        if start.starts(with: "<!doctype html".utf8), let type = documentType(start.dropFirst(14)) { return type }
        if isXML { return .xml }
        guard start.starts(with: "<html".utf8), let next = start.dropFirst(5).first,
            [0x20, 0x09, 0x0A, 0x0D, 0x3E].contains(next)
        else { return nil }
        return FileFormat("Hypertext Markup Language", "fmt/96", "text/html", "html")
    }

    private static func skipSpaceAndComments(_ start: inout ArraySlice<UInt8>) {
        while true {
            start = start.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
            guard start.starts(with: "<!--".utf8) else { return }
            skip(through: "-->", &start)
        }
    }

    private static func skip(through end: String, _ start: inout ArraySlice<UInt8>) {
        let rest = Array(start)
        start = rest.firstIndex(of: end).map { rest[($0 + end.utf8.count)...] } ?? []
    }

    /// By the rest of a document type declaration, in small letters.
    private static func documentType(_ rest: ArraySlice<UInt8>) -> FileFormat? {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let words = String(decoding: rest[..<end], as: UTF8.self)
        if words.allSatisfy(\.isWhitespace) || words.contains("about:legacy-compat") { return .html }
        let types = [
            ("dtd xhtml 1.1", "Extensible Hypertext Markup Language", "fmt/103", "1.1", "application/xhtml+xml"),
            ("dtd xhtml 1.0", "Extensible Hypertext Markup Language", "fmt/102", "1.0", "application/xhtml+xml"),
            ("html 4.01", "Hypertext Markup Language", "fmt/100", "4.01", "text/html"),
            ("html 4.0", "Hypertext Markup Language", "fmt/99", "4.0", "text/html"),
            ("html 3.2", "Hypertext Markup Language", "fmt/98", "3.2", "text/html"),
            ("html 2.0", "Hypertext Markup Language", "fmt/97", "2.0", "text/html"),
        ]
        for (mark, name, puid, version, mediaType) in types where words.contains(mark) {
            return FileFormat(name, puid, version: version, mediaType, "html")
        }
        return nil
    }
}

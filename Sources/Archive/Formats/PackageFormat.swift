internal import Containers

/// What is kept in a ZIP: office documents, which have no mark of their own before it, and other ZIPs.
enum PackageFormat {
    /// How much of a member is looked at.
    private static let reach = 65_536

    static func format(of bytes: [UInt8]) -> FileFormat? {
        guard bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) else { return nil }
        if let kind = openDocumentKind(of: bytes) { return kind.format(version: openDocumentVersion(of: bytes)) }
        return bytes.contains("[Content_Types].xml") ? officeOpenXML(bytes) ?? .zip : .zip
    }

    // MARK: OpenDocument

    private struct OpenDocumentKind {
        let name: String
        let mediaType: String
        let fileExtension: String
        /// By version.
        let identifiers: [String: String]

        func format(version: String?) -> FileFormat {
            let puid = version.flatMap { identifiers[$0] }
            return FileFormat(name, puid, version: puid == nil ? nil : version, mediaType, fileExtension)
        }
    }

    private static let openDocumentKinds = [
        OpenDocumentKind(
            name: "OpenDocument Text", mediaType: "application/vnd.oasis.opendocument.text", fileExtension: "odt",
            identifiers: ["1.0": "fmt/136", "1.1": "fmt/290", "1.2": "fmt/291", "1.3": "fmt/1756", "1.4": "fmt/2044"]),
        OpenDocumentKind(
            name: "OpenDocument Spreadsheet", mediaType: "application/vnd.oasis.opendocument.spreadsheet",
            fileExtension: "ods",
            identifiers: ["1.0": "fmt/137", "1.1": "fmt/294", "1.2": "fmt/295", "1.3": "fmt/1755", "1.4": "fmt/2045"]),
        OpenDocumentKind(
            name: "OpenDocument Presentation", mediaType: "application/vnd.oasis.opendocument.presentation",
            fileExtension: "odp",
            identifiers: ["1.0": "fmt/138", "1.1": "fmt/292", "1.2": "fmt/293", "1.3": "fmt/1754", "1.4": "fmt/2046"]),
    ]

    /// By the first member, which stands at a fixed place for this (ODF 1.3 part 2 §3.3).
    private static func openDocumentKind(of bytes: [UInt8]) -> OpenDocumentKind? {
        guard bytes.count > 38, bytes[30..<38].elementsEqual("mimetype".utf8) else { return nil }
        let size = Int(clamping: bytes.number(at: 22, 4))
        // Some write an extra field, or the size after the contents.
        let start = 38 + Int(bytes.number(at: 28, 2))
        let rest = bytes.dropFirst(start).prefix(size == 0 ? 100 : size)
        return openDocumentKinds.first { kind in
            size == 0
                ? rest.starts(with: Array(kind.mediaType.utf8) + [0x50, 0x4B]) : rest.elementsEqual(kind.mediaType.utf8)
        }
    }

    /// `office:version` of the root element (ODF 1.3 part 3 §19.388).
    private static func openDocumentVersion(of bytes: [UInt8]) -> String? {
        guard let content = start(of: "content.xml", in: bytes),
            let root = content.firstIndex(of: "<office:document-content"),
            let end = content.firstIndex(of: ">", in: root..<content.count),
            let attribute = content.firstIndex(of: "office:version=", in: root..<end)
        else { return nil }
        let value = content[attribute..<end].dropFirst(15)
        guard let quote = value.first, let close = value.dropFirst().firstIndex(of: quote) else { return nil }
        return String(decoding: value[value.startIndex + 1..<close], as: UTF8.self)
    }

    // MARK: Office Open XML

    /// By the type of the main part (ISO/IEC 29500-2 §10.1.2).
    private static func officeOpenXML(_ bytes: [UInt8]) -> FileFormat? {
        guard let types = start(of: "[Content_Types].xml", in: bytes) else { return nil }
        let base = "application/vnd.openxmlformats-officedocument."
        let kinds = [
            ("wordprocessingml.document", "Microsoft Word for Windows", "fmt/412", "docx"),
            ("spreadsheetml.sheet", "Microsoft Excel for Windows", "fmt/214", "xlsx"),
            ("presentationml.presentation", "Microsoft Powerpoint for Windows", "fmt/215", "pptx"),
        ]
        for (type, name, puid, fileExtension) in kinds where types.contains("\"\(base)\(type).main+xml\"") {
            return FileFormat(name, puid, version: "2007 onwards", base + type, fileExtension)
        }
        return nil
    }

    private static func start(of name: String, in bytes: [UInt8]) -> [UInt8]? {
        guard var reader = try? ZIPFileReader(bytes, name: "ZIP", limits: .bag) else { return nil }
        guard let entry = reader.entries.first(where: { reader.path(of: $0) == name }) else { return nil }
        return try? reader.start(of: entry, limit: reach)
    }
}

internal import CQPDF

/// What a PDF says of itself, read with qpdf.
struct PDFDocument: Sendable {
    struct Font: Equatable, Sendable {
        let name: String
        let isEmbedded: Bool
    }

    let pageCount: Int
    /// Tagged, for those who cannot see it (ISO 32000-1 §14.8).
    let isTagged: Bool
    let title: String?
    let language: String?
    /// XMP (ISO 16684-1), which holds the claims of PDF/A and PDF/UA.
    let metadata: String
    let fonts: [Font]
    /// Where links go, and what is told of pictures.
    let targets: Set<String>
    let alternatives: Set<String>

    /// Of the library: `11.3.0`.
    static var version: String { unsafe String(cString: qpdf_get_qpdf_version()) }

    /// Nil when it is no PDF, or a damaged one.
    init?(_ bytes: [UInt8]) {
        guard let reader = QPDFFile(bytes) else { return nil }
        let root = reader.root
        pageCount = Int(reader.integer(reader.value(root, "/Pages"), "/Count") ?? 0)
        isTagged =
            reader.has(root, "/StructTreeRoot") && reader.boolean(reader.value(root, "/MarkInfo"), "/Marked") == true
        title = reader.text(reader.value(reader.trailer, "/Info"), "/Title")
        language = reader.text(root, "/Lang")
        metadata = String(decoding: reader.stream(reader.value(root, "/Metadata")) ?? [], as: UTF8.self)
        var fonts: [Font] = []
        var targets: Set<String> = []
        var alternatives: Set<String> = []
        for object in reader.dictionaries {
            if reader.name(object, "/Type") == "/Font", reader.name(object, "/Subtype") != "/Type0" {
                fonts.append(Font(object, reader))
            }
            if let target = reader.text(reader.value(object, "/A"), "/URI") { targets.insert(target) }
            if let alternative = reader.text(object, "/Alt") { alternatives.insert(alternative) }
        }
        guard !reader.isDamaged else { return nil }
        (self.fonts, self.targets, self.alternatives) = (fonts, targets, alternatives)
    }
}

extension PDFDocument.Font {
    /// A simple font, or the descendant of a composite one (ISO 32000-1 §9.6, §9.7).
    fileprivate init(_ font: UInt32, _ reader: borrowing QPDFFile) {
        name = String((reader.name(font, "/BaseFont") ?? "").dropFirst())
        let descriptor = reader.value(font, "/FontDescriptor")
        let files = ["/FontFile", "/FontFile2", "/FontFile3"]
        isEmbedded = reader.name(font, "/Subtype") == "/Type3" || files.contains { reader.has(descriptor, $0) }
    }
}

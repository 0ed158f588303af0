import Templating

/// The files of ODF packages that differ only in some of them: what is the same is compressed once.
struct ODFPackage: Sendable {
    struct File: Sendable {
        let path: String
        let mediaType: String

        static let content = File(path: "content.xml", mediaType: "text/xml")
        static let styles = File(path: "styles.xml", mediaType: "text/xml")
        static let meta = File(path: "meta.xml", mediaType: "text/xml")
    }

    /// Of what varies, so that the bytes of a letter seldom move as they grow.
    private static let usualSize = 16_384

    private let begun: ZipWriter
    private let varying: [File]

    /// `mediaType` is that of the document. `fixed` are the same in every package, `varying` are given for each.
    init(
        mediaType: String, fixed: [(file: File, contents: [UInt8])], varying: [File]
    ) throws(ZipError) {
        var deflater = Deflater()
        var writer = ZipWriter()
        // First, stored, without extra field, so that its text stands at byte 38 (ODF 1.3 part 2 §3.3).
        try writer.add(CompressedMember(storing: Array(mediaType.utf8), as: "mimetype"))
        let manifest = XMLSerializer.serialize(Self.manifest(mediaType, files: varying + fixed.map(\.file)))
        try writer.add(CompressedMember(compressing: manifest, as: "META-INF/manifest.xml", with: &deflater))
        for (file, contents) in fixed {
            try writer.add(CompressedMember(compressing: contents, as: file.path, with: &deflater))
        }
        begun = writer
        self.varying = varying
    }

    /// One package, given the varying files in their order.
    func package(_ contents: [(filling: Filling, deflate: SplicedDeflate)]) throws(ZipError) -> [UInt8] {
        precondition(contents.count == varying.count, "a file of the manifest has no contents")
        var writer = begun
        writer.reserve(Self.usualSize)
        for (file, contents) in zip(varying, contents) {
            try writer.add(file.path, contents.filling, with: contents.deflate)
        }
        return try writer.finish()
    }

    /// All files but `mimetype` and itself, and the document as a whole (ODF 1.3 part 2 §3.2, §4.3).
    private static func manifest(_ mediaType: String, files: [File]) -> XMLElement {
        func entry(_ path: String, _ mediaType: String) -> XMLElement {
            XMLElement(
                .manifest("file-entry"),
                [XMLAttribute(.manifest("full-path"), path), XMLAttribute(.manifest("media-type"), mediaType)])
        }
        var document = entry("/", mediaType)
        document[.manifest("version")] = "1.3"
        return XMLElement(
            .manifest("manifest"), [XMLAttribute(.manifest("version"), "1.3")],
            ([document] + files.map { entry($0.path, $0.mediaType) }).map(XMLNode.element))
    }
}

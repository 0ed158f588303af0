internal import Containers

/// The files of ODF packages that differ only in some of them: what is the same is compressed once.
package struct ODFPackage: Sendable {
    struct File: Sendable {
        let path: String
        let mediaType: String

        static let content = File(path: "content.xml", mediaType: "text/xml")
        static let styles = File(path: "styles.xml", mediaType: "text/xml")
        static let meta = File(path: "meta.xml", mediaType: "text/xml")
    }

    private var writer = ZIPWriter()
    /// Where what varies begins.
    private let begun: ZIPWriter.Mark
    private let varying: [ZIPWriter.Entry]

    /// `mediaType` is that of the document. `fixed` are the same in every package, `varying` are given for each.
    init(
        mediaType: String, fixed: [(file: File, contents: [UInt8])], varying: [File]
    ) throws(ZIPError) {
        var deflater = Deflater()
        // First, stored, without extra field, so that its text stands at byte 38 (ODF 1.3 part 2 §3.3).
        try writer.add(CompressedMember(storing: Array(mediaType.utf8), as: "mimetype"))
        let manifest = XMLSerializer.serialize(Self.manifest(mediaType, files: varying + fixed.map(\.file)))
        try writer.add(CompressedMember(compressing: manifest, as: "META-INF/manifest.xml", with: &deflater))
        for (file, contents) in fixed {
            try writer.add(CompressedMember(compressing: contents, as: file.path, with: &deflater))
        }
        begun = writer.mark
        var entries: [ZIPWriter.Entry] = []
        for file in varying { entries.append(try writer.entry(file.path, .deflated)) }
        self.varying = entries
    }

    /// One package; `append` writes the varying file of that number, compressed.
    mutating func package(
        _ append: (_ file: Int, inout [UInt8]) -> (checksum: UInt32, size: Int)
    ) throws(ZIPError) -> [UInt8] {
        writer.revert(to: begun)
        for (file, entry) in varying.enumerated() { try writer.add(entry) { append(file, &$0) } }
        return try writer.finish()
    }

    /// All files but `mimetype` and itself, and the document as a whole (ODF 1.3 part 2 §3.2, §4.3).
    private static func manifest(_ mediaType: String, files: [File]) -> DocumentElement {
        func entry(_ path: String, _ mediaType: String) -> DocumentElement {
            DocumentElement(
                .manifest("file-entry"),
                [
                    DocumentAttribute(.manifest("full-path"), path),
                    DocumentAttribute(.manifest("media-type"), mediaType),
                ])
        }
        var document = entry("/", mediaType)
        document[.manifest("version")] = "1.3"
        return DocumentElement(
            .manifest("manifest"), [DocumentAttribute(.manifest("version"), "1.3")],
            ([document] + files.map { entry($0.path, $0.mediaType) }).map(DocumentNode.element))
    }
}

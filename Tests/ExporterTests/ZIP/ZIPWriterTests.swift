import Foundation
import Support
import Templating
import Testing

@testable import Containers
@testable import Exporter

struct ZIPWriterTests {
    @Test func `Other programs find in a package what was put there, its mimetype first, stored and bare`() throws {
        let long = Array(String(repeating: "tekst & meer ", count: 20_000).utf8)
        var random = SplitMix(state: 1)
        let noise = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        var package = try ODFPackage(
            mediaType: "application/vnd.oasis.opendocument.text",
            fixed: [(.styles, long), (.init(path: "Pictures/é.png", mediaType: "image/png"), noise)],
            varying: [.content, .meta])
        let files = [filled(Array("<a/>".utf8)), filled(long)]
        let bytes = try package.package { files[$0].deflate.append(files[$0].filling, to: &$1) }
        // Also after another one.
        _ = try package.package { files[1 - $0].deflate.append(files[1 - $0].filling, to: &$1) }
        #expect(try package.package { files[$0].deflate.append(files[$0].filling, to: &$1) } == bytes)

        #expect(bytes[38...].starts(with: "application/vnd.oasis.opendocument.text".utf8))
        #expect(try withFile(of: bytes) { try Program("unzip", "-t", $0).output() }.contains("No errors detected"))
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as archive:
                for info in archive.infolist():
                    print(info.filename, info.compress_type, len(info.extra), info.date_time, info.flag_bits,
                          info.create_version, info.create_system, info.file_size == len(archive.read(info)))
            """
        let found = try withFile(of: bytes) { try Program("python3", "-c", script, $0).output() }
        #expect(
            found == """
                mimetype 0 0 (1980, 1, 1, 0, 0, 0) 0 20 0 True
                META-INF/manifest.xml 8 0 (1980, 1, 1, 0, 0, 0) 0 20 0 True
                styles.xml 8 0 (1980, 1, 1, 0, 0, 0) 0 20 0 True
                Pictures/é.png 0 0 (1980, 1, 1, 0, 0, 0) 2048 20 0 True
                content.xml 8 0 (1980, 1, 1, 0, 0, 0) 0 20 0 True
                meta.xml 8 0 (1980, 1, 1, 0, 0, 0) 0 20 0 True

                """)
        let manifest = try withFile(of: bytes) { try Program("unzip", "-p", $0, "META-INF/manifest.xml").output() }
        #expect(
            manifest == """
                <?xml version="1.0" encoding="UTF-8"?>
                <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" \
                manifest:version="1.3"><manifest:file-entry manifest:full-path="/" \
                manifest:media-type="application/vnd.oasis.opendocument.text" manifest:version="1.3"/>\
                <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>\
                <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>\
                <manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>\
                <manifest:file-entry manifest:full-path="Pictures/é.png" manifest:media-type="image/png"/>\
                </manifest:manifest>

                """)
    }

    /// A file without values in it.
    private func filled(_ bytes: [UInt8]) -> (filling: Filling, deflate: SplicedDeflate) {
        let template = Template([.run(bytes)])
        var filler = Filler(frame: Frame(for: Scope()), language: .dutch)
        var filling = Filling()
        filler.fill(template, into: &filling) { _, _, _ in }
        return (filling, SplicedDeflate(template))
    }

    @Test func `An empty file and an empty archive are fine`() throws {
        let (filling, deflate) = filled([])
        var writer = ZIPWriter()
        try writer.add(writer.entry("leeg", .deflated)) { deflate.append(filling, to: &$0) }
        let bytes = try writer.finish()
        #expect(try withFile(of: bytes) { try Program("unzip", "-t", $0).output() }.contains("No errors detected"))
        var empty = ZIPWriter()
        #expect(try empty.finish().count == 22)
    }

    @Test func `What needs ZIP64 is refused`() throws {
        func member(_ name: String, size: Int) -> CompressedMember {
            CompressedMember(name: name, method: .stored, checksum: 0, size: size, bytes: [])
        }
        var writer = ZIPWriter()
        #expect(throws: ZIPError("package", member: Array("a".utf8), .needsZIP64)) {
            try writer.add(member("a", size: 0xFFFF_FFFF))
        }
        let name = String(repeating: "n", count: 65_536)
        #expect(throws: ZIPError("package", member: Array(name.utf8), .nameTooLong)) {
            try writer.add(member(name, size: 0))
        }

        var many = ZIPWriter()
        for number in 0..<65_534 { try many.add(member("\(number)", size: 0)) }
        #expect(throws: ZIPError("package", member: Array("7".utf8), .nameTwice)) {
            var copy = ZIPWriter()
            try copy.add(member("7", size: 0))
            try copy.add(member("7", size: 0))
        }
        #expect(throws: ZIPError("package", .tooManyFiles(limit: 65_534))) { try many.add(member("one more", size: 0)) }
    }
}

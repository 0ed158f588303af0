import Foundation
import Support
import Templating
import Testing
import Workspace

@testable import Containers
@testable import Exporter

struct SplicedDeflateTests {
    /// What Python's zlib, which knows nothing of pieces, makes of streams: a line for each, with size and checksum.
    private func inflated(_ streams: [[UInt8]]) throws -> String {
        let script = """
            import sys, struct, zlib
            data = open(sys.argv[1], 'rb').read()
            while data:
                size, = struct.unpack('<I', data[:4])
                inflater = zlib.decompressobj(-15)
                text = inflater.decompress(data[4:4 + size]) + inflater.flush()
                assert inflater.eof and not inflater.unused_data
                print(len(text), zlib.crc32(text))
                data = data[4 + size:]
            """
        var file: [UInt8] = []
        for stream in streams {
            file += (0..<4).map { UInt8(truncatingIfNeeded: stream.count >> (8 * $0)) }
            file += stream
        }
        return try withFile(of: file) { try Program("python3", "-c", script, $0).output() }
    }

    @Test func `Random templates with random values inflate to what filling and folding them gives`() throws {
        var random = SplitMix(state: 3)
        var streams: [[UInt8]] = []
        var expected = ""
        for _ in 0..<60 {
            let letter = try TestTemplate(xml(&random), vanishing: ["p", "span"])
            let deflate = SplicedDeflate(letter.template)
            let again = SplicedDeflate(letter.template)
            for _ in 0..<12 {
                let name = value(&random)
                let copies = (0..<Int.random(in: 0...3, using: &random)).map { _ in value(&random) }
                let frame = letter.frame(
                    name: name, flag: ["", "a", "b"].randomElement(using: &random)!, copies: copies)
                let filling = letter.filling(letter.template, frame)
                let bytes = filling.bytes(of: letter.template)
                var stream: [UInt8] = []
                let (checksum, size) = deflate.append(filling, to: &stream)
                streams.append(stream)
                expected += "\(bytes.count) \(CRC32.checksum(bytes))\n"
                #expect(size == bytes.count && checksum == CRC32.checksum(bytes))

                // Whatever was compressed before it, and whoever did it.
                var other: [UInt8] = []
                _ = again.append(filling, to: &other)
                #expect(other == stream)

                for known in [[], [0], [1], [0, 1]] as [Set<Int>] {
                    let folded = letter.template.folding(
                        known, tables: known.isEmpty ? [] : [0], of: frame, in: .dutch,
                        escape: HoleContext.append)
                    #expect(letter.filling(folded, frame).bytes(of: folded) == bytes)
                }
            }
        }
        #expect(try inflated(streams) == expected)
    }

    @Test func `Values longer than a stored block, and templates of nothing else, are compressed as well`() throws {
        let texts = ["", "a", String(repeating: "x", count: 65_535), String(repeating: "é", count: 100_000)]
        var streams: [[UInt8]] = []
        var expected = ""
        for runs in [[], [Array("kort".utf8)], [Array(String(repeating: "lang ", count: 30).utf8)]] as [[[UInt8]]] {
            for text in texts {
                let template = try TestTemplate("<text:p>{{ recipient.name }}</text:p>".asODF)
                let value = template.template.parts.filter { if case .hole = $0 { true } else { false } }
                let bare = Template(runs.map(Template.Part.run) + value + runs.map(Template.Part.run))
                let filling = template.filling(bare, template.frame(name: text, flag: "", copies: []))
                var stream: [UInt8] = []
                _ = SplicedDeflate(bare).append(filling, to: &stream)
                streams.append(stream)
                let bytes = filling.bytes(of: bare)
                expected += "\(bytes.count) \(CRC32.checksum(bytes))\n"
            }
        }
        #expect(try inflated(streams) == expected)
    }

    @Test func `The sample letter takes at most a fifth more room than plain deflate of level 6`() throws {
        let compiled = try SampleCopy().letter()
        let filler = try LetterFiller(compiled)
        for recipient in compiled.letter.recipients {
            let odt = try filler.fill(recipient, as: .odt)
            let script = """
                import sys, zipfile, zlib
                plain = 0
                for member in zipfile.ZipFile(sys.argv[1]).infolist():
                    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
                    text = zipfile.ZipFile(sys.argv[1]).read(member)
                    plain += len(deflate.compress(text) + deflate.flush()) - member.compress_size
                print(plain)
                """
            let saved = try withFile(of: odt) { try Program("python3", "-c", script, $0).output() }
            let difference = try #require(Int(saved.dropLast()))
            #expect(Double(odt.count) <= 1.2 * Double(odt.count + difference))
        }
    }

    private func value(_ random: inout SplitMix) -> String {
        let length = [0, 3, 20, 300, 5_000].randomElement(using: &random) ?? 0
        // Empty is an error of its own.
        return "v" + random.text(maximumLength: length)
    }

    /// Paragraphs that share words with one another, so that there is something to refer back to.
    private func xml(_ random: inout SplitMix) -> String {
        let words = ["gemeente ", "taakstelling ", "huisvesting ", "provincie ", "text:style-name ", "en ", "0000000 "]
        func text() -> String {
            (0..<Int.random(in: 0...40, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined()
        }
        func piece(_ inside: String) -> String { "<text:p>\(text())\(inside)\(text())</text:p>" }
        let pieces = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            switch Int.random(in: 0..<6, using: &random) {
            case 0: piece("{{ recipient.name }}")
            case 1: piece("{% if recipient.flag == \"a\" %}\(text()){{ recipient.name }}{% else %}\(text()){% endif %}")
            case 2: "{% for copy in letter.copies %}\(piece("{{ copy }}")){% endfor %}"
            case 3: "<text:p>{% if recipient.flag == \"b\" %}{{ recipient.name }}{% endif %}</text:p>"
            case 4: piece(String(repeating: text(), count: 20))
            default:
                "<text:p><text:a xlink:href=\"https://a/{{ recipient.name }}\">{{ recipient.name }}</text:a></text:p>"
            }
        }
        return pieces.joined().asODF
    }
}

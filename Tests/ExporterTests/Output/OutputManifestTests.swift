import Disk
import Support
import Testing

@testable import Exporter

struct OutputManifestTests {
    @Test func `A manifest is written as it always was`() {
        let manifest = SampleRun.manifest(
            "oproep",
            [
                .init(code: "GM0150", file: "GM0150-deventer.odt", sha256: "ab", bytes: 12_345),
                .init(code: "GM0193", file: "GM0193-zwolle.odt", sha256: "cd", bytes: 1),
            ])
        #expect(
            String(decoding: manifest, as: UTF8.self) == """
                {"letter": "oproep",
                 "letters": [
                  {"code": "GM0150", "file": "GM0150-deventer.odt", "sha256": "ab", "bytes": 12345},
                  {"code": "GM0193", "file": "GM0193-zwolle.odt", "sha256": "cd", "bytes": 1}]}

                """)
        #expect(String(decoding: SampleRun.manifest("", []), as: UTF8.self).hasSuffix("[]}\n"))
    }

    @Test func `Any text in a manifest reads back as it was, also elsewhere`() throws {
        var random = SplitMix(state: 6)
        let texts = (0..<500).map { _ in random.text() } + ["\u{0}\u{1F}\"\\/"]
        let manifest = SampleRun.manifest(
            texts.joined(), texts.map { .init(code: $0, file: $0, sha256: $0, bytes: 0) })
        let read = try #require(OutputManifest(json: manifest))
        #expect(read.letters.map { Array($0.code.utf8) } == texts.map { Array($0.utf8) })
        #expect(Array(read.letter.utf8) == Array(texts.joined().utf8))
        let script = "import json, sys; print(len(json.load(open(sys.argv[1]))['letters']))"
        #expect(try withFile(of: manifest) { try Program("python3", "-c", script, $0).output() } == "501\n")
    }

    @Test func `What is not a manifest is none`() {
        for json in ["", "{}", "[]", "{\"letter\": 1}", "{\"letter\": \"a\", \"letters\": [{}]}", "\u{0}"] {
            #expect(OutputManifest(json: Array(json.utf8)) == nil)
        }
    }

    @Test func `A hash is that of sha256sum`() throws {
        let bytes = Array("Zwolle".utf8)
        let sum = try withFile(of: bytes) { try Program("sha256sum", $0).output() }
        #expect(sum.hasPrefix(ContentHash(of: bytes).hex + " "))
    }
}

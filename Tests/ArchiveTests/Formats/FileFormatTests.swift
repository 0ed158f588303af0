import Foundation
import Support
import Testing

@testable import Archive

struct FileFormatTests {
    @Test(.judged) func `What files of many formats are, siegfried says as well`() throws {
        let python = try #require(Siegfried.python)
        try TestFolder.withPath { directory in
            try compare(Samples.bytes, with: python, in: directory)
        }
    }

    @Test(.judged) func `What LibreOffice writes, siegfried and Oproep call the same`() throws {
        let python = try #require(Siegfried.python)
        try TestFolder.withPath { directory in
            let profile = "-env:UserInstallation=file://\(directory)/profile"
            func convert(_ name: String, to format: String, as renamed: String? = nil) throws {
                let output = directory + "/out"
                try Program(
                    "soffice", profile, "--headless", "--convert-to", format, "--outdir", output, directory + "/" + name
                ).output()
                if let renamed {
                    try FileManager.default.moveItem(atPath: output + "/brief.pdf", toPath: output + "/" + renamed)
                }
            }
            try Data(#"{\rtf1\ansi Brief}"#.utf8).write(to: URL(filePath: directory + "/brief.rtf"))
            try Data("naam,plaats\nJan,Deventer\n".utf8).write(to: URL(filePath: directory + "/lijst.csv"))
            try convert("brief.rtf", to: "odt")
            try FileManager.default.moveItem(atPath: directory + "/out/brief.odt", toPath: directory + "/brief.odt")
            for format in ["odt", "docx", "doc", "rtf", "fodt", "html"] { try convert("brief.odt", to: format) }
            for format in ["ods", "xlsx", "csv"] { try convert("lijst.csv", to: format) }
            for level in 1...3 {
                let options = """
                    pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"\(level)"}}
                    """
                try convert("brief.odt", to: options, as: "a-\(level).pdf")
            }
            var samples: [(name: String, bytes: [UInt8])] = []
            for name in try FileManager.default.contentsOfDirectory(atPath: directory + "/out").sorted() {
                samples.append((name, Array(try Data(contentsOf: URL(filePath: "\(directory)/out/\(name)")))))
            }
            #expect(samples.count == 12)
            // Only its name tells that text is CSV.
            try compare(samples, with: python, in: directory)
        }
    }

    @Test(.judged) func `What Oproep writes, siegfried and Oproep call the same`() throws {
        let python = try #require(Siegfried.python)
        try TestFolder.withPath { directory in
            try Program(
                BuiltProgram.path, "render", Repository.letter, "--only", "GM0150", "--workspace",
                Repository.root.path, "--format", "odt,fodt,html,txt,pdf", "--output", directory + "/out"
            ).output()
            var samples: [(name: String, bytes: [UInt8])] = []
            for name in try FileManager.default.contentsOfDirectory(atPath: directory + "/out").sorted() {
                samples.append((name, Array(try Data(contentsOf: URL(filePath: "\(directory)/out/\(name)")))))
            }
            #expect(samples.count == 6)
            try compare(samples, with: python, in: directory)
        }
    }

    /// Each file under its own name.
    private func compare(
        _ samples: [(name: String, bytes: [UInt8])], with python: String, in directory: String
    ) throws {
        try FileManager.default.createDirectory(atPath: directory + "/judged", withIntermediateDirectories: true)
        for sample in samples {
            try Data(sample.bytes).write(to: URL(filePath: "\(directory)/judged/\(sample.name)"))
        }
        let answers = try Siegfried.answers(python, samples.map { "\(directory)/judged/\($0.name)" })
        for (sample, answer) in zip(samples, answers) {
            let format = FileFormat.source(named: sample.name, sample.bytes)
            #expect(
                Siegfried.Answer(puid: format.puid ?? "UNKNOWN", name: format.name, version: format.version ?? "")
                    == answer, "\(sample.name)")
        }
    }

    @Test(.judged) func `A name that lies changes nothing`() throws {
        let lying = [
            ("brief.pdf", Samples.openDocument("text", "1.3"), "fmt/1756"), ("brief.txt", Samples.png(), "fmt/11"),
            ("brief.odt", Samples.pdf("1.7"), "fmt/276"), ("brief", Array(Samples.message.utf8), "fmt/950"),
            ("brief.docx", CraftedZIP(.init("a")).bytes, "x-fmt/263"), ("brief.md", Samples.pdf("1.4"), "fmt/18"),
            ("brief.yaml", Samples.png(), "fmt/11"), ("brief.png", Array("tekst\n".utf8), "x-fmt/111"),
        ]
        for (name, bytes, puid) in lying { #expect(FileFormat.source(named: name, bytes).puid == puid, "\(name)") }
        let python = try #require(Siegfried.python)
        try TestFolder.withPath { directory in
            // The last is text by its contents, which siegfried does not say against its name.
            let judged = lying.dropLast()
            for (name, bytes, _) in judged { try Data(bytes).write(to: URL(filePath: directory + "/" + name)) }
            #expect(
                try Siegfried.answers(python, judged.map { directory + "/" + $0.0 }).map(\.puid) == judged.map(\.2))
        }
    }

    @Test(.judged) func `Of text, the name of a source tells for what it is kept`() throws {
        let sources = [
            ("brief.md", FileFormat.markdown, "# Kop\n"), ("a.csv", .csv, "a,b\n"), ("oproep.yaml", .yaml, "a: 1\n"),
            ("a.yml", .yaml, "a: 1\n"), ("a.jsonl", .jsonLines, "{\"a\":1}\n{\"a\":2}\n"), ("a.json", .json, "{}"),
            ("a.txt", .text, "a\n"), ("a.MD", .markdown, "a\n"), ("vreemd.xyz", .text, "a\n"),
            ("leeg.md", .markdown, ""),
            ("huisstijl.fodt", .xml, "<?xml version=\"1.0\"?><office:document/>"),
        ]
        for (name, format, text) in sources { #expect(FileFormat.source(named: name, Array(text.utf8)) == format) }
        let python = try #require(Siegfried.python)
        try TestFolder.withPath { directory in
            // siegfried knows names by their last letters in any case; none that is empty, or that nobody knows.
            let judged = sources.filter { !$0.2.isEmpty && $0.0 != "vreemd.xyz" }
            for (name, _, text) in judged { try Data(text.utf8).write(to: URL(filePath: directory + "/" + name)) }
            let answers = try Siegfried.answers(python, judged.map { directory + "/" + $0.0 })
            #expect(answers.map(\.puid) == judged.map(\.1.puid))
            #expect(answers.map(\.name) == judged.map(\.1.name))
        }
    }

    /// Where siegfried does not know, or goes by the name: decided by what PRONOM describes.
    @Test(
        arguments: [
            // Siegfried wants the end of a PDF too; a damaged one is a PDF all the same.
            ("%PDF-1.7\n", "fmt/276"),
            // A message without MIME is one by RFC 5322; siegfried has signatures only for two programs that made such.
            ("From: a@example.org\r\nDate: Mon, 01 Jan 2024 00:00:00 +0000\r\n\r\nHallo\r\n", "fmt/278"),
            ("From: wie?\nDit is een brief.\n\nHallo\n", "x-fmt/111"), ("Date: x\nFrom: y\n", "x-fmt/111"),
            // JSON by its grammar, where siegfried goes by the name.
            (#"{"a": 1}"#, "fmt/817"), (#"{"a": 1"#, "x-fmt/111"), ("[1] noot\n[2] noot\n[3]", "x-fmt/111"),
            (#"{"a" 1}"#, "x-fmt/111"), ("[1,]", "x-fmt/111"), ("12", "x-fmt/111"), (#"["\"]"#, "x-fmt/111"),
            ("[] []", "x-fmt/111"), ("[1}", "x-fmt/111"),
            ("<p>los</p>", "x-fmt/111"), ("<htmlx>", "x-fmt/111"), ("a\0b", nil), ("", nil),
            ("PK\u{3}\u{4} and nothing more", "x-fmt/263"),
        ] as [(String, String?)])
    func `What siegfried leaves open is decided by reason`(_ text: String, _ puid: String?) {
        #expect(FileFormat.of(Array(text.utf8)).puid == puid)
    }

    @Test func `A version that PRONOM does not have is not made up, nor a document that cannot be opened`() {
        let format = FileFormat.of(Samples.openDocument("text", "1.9"))
        #expect(format.name == "OpenDocument Text")
        #expect(format.puid == nil && format.version == nil && format.fileExtension == "odt")
        let cut = Array(Samples.openDocument("spreadsheet", "1.3").prefix(200))
        #expect(FileFormat.of(cut).name == "OpenDocument Spreadsheet")
        #expect(FileFormat.of(cut).puid == nil)
        #expect(FileFormat.unknown.name == "Onbekend" && FileFormat.unknown.fileExtension == "bin")
    }

    @Test func `Messages of Outlook and other compound files are told apart`() {
        let header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 504)
        func entry(_ name: String) -> [UInt8] {
            let bytes = name.utf8.flatMap { [$0, UInt8(0)] }
            return bytes + Array(repeating: 0, count: 128 - bytes.count)
        }
        #expect(FileFormat.of(header + entry("Root Entry") + entry("__properties_version1.0")).puid == "x-fmt/430")
        #expect(FileFormat.of(header + entry("Root Entry") + entry("WordDocument")).puid == "fmt/111")
        #expect(FileFormat.of(Array(header.prefix(9))).puid == "fmt/111")
    }

    /// Of every sample.
    @Test func `Bytes cut off, changed or repeated are called something`() {
        var random = SplitMix(state: 2)
        for (_, bytes) in Samples.bytes {
            for count in stride(from: 0, to: bytes.count, by: 7) { _ = FileFormat.of(Array(bytes.prefix(count))) }
            for _ in 0..<100 where !bytes.isEmpty {
                var changed = bytes
                changed[.random(in: changed.indices, using: &random)] = .random(in: 0...255, using: &random)
                _ = FileFormat.of(changed)
            }
        }
        for start in [
            "%PDF-1.7", "[", "{\"a\":", "<!--", "<?xml version=", "a:\n", "{\\rtf1", "http://www.aiim.org/pdfa/ns/id/",
        ] {
            _ = FileFormat.of(Array(String(repeating: start, count: 30_000).utf8))
        }
    }
}

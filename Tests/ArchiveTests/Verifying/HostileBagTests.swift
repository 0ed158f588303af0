import Disk
import Foundation
import Registry
import Support
import Testing

@testable import Archive
@testable import Exporter

/// The built program is given bags that are made to do harm: it ends in time, within bounded memory, says what is wrong, and
/// writes nothing.
@Suite("Bags that are made to do harm", .serialized)
struct HostileBagTests {
    /// Of addresses, so that a test does not depend on how much memory there is.
    private static let memory = 2_000_000_000
    /// Of a processor: so many times what it takes to prove the bag as it was, on this machine and by this program.
    private static let seconds = Result {
        var work = Duration.zero
        let program = BuiltProgram(directory: "/", program: BuiltProgram.quick)
        let said = try program.run(["verify", BagFiles.small.get().path]) { work = $0.workUntilEnd() }
        try #require(said.status == 0, "\(said.output)")
        return Int((work / .seconds(1) * 500).rounded(.up))
    }

    private let original: BagFiles
    private let dossier: String

    init() throws {
        original = try BagFiles.small.get()
        dossier = try original.dossier
    }

    private var events: String { "\(dossier)/verzendronde_1_gebeurtenissen.jsonl" }
    private var freeze: String { "\(dossier)/verzendronde_1_bevriezing/verzendronde_1_bevriezing.jsonl" }
    private var top: String { "\(dossier)/verzendronde_1_oproep.mdto.xml" }

    /// What is said of a bag, or of a ZIP, which must be that it does not hold.
    @discardableResult
    private func verify(
        _ path: String, _ arguments: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        try TestFolder.withPath { folder in
            let temporary = folder + "/tmp"
            try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
            let program = BuiltProgram(
                directory: folder, program: BuiltProgram.quick, environment: ["TMPDIR": temporary])
            let result = try program.run(
                ["verify", path] + arguments, memory: Self.memory, seconds: Self.seconds.get())
            let said = result.output.prefix(2_000)
            #expect(result.status == 1, "\(result.status): \(said)", sourceLocation: sourceLocation)
            #expect(
                said.contains("error: ") || said.contains("FALSE") || said.contains("false"), "\(said)",
                sourceLocation: sourceLocation)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["tmp"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
            return result.output
        }
    }

    /// The same of a bag in which something was changed.
    @discardableResult
    private func verify(
        _ arguments: [String] = [], sourceLocation: SourceLocation = #_sourceLocation, _ change: (Forger) throws -> Void
    ) throws -> String {
        let forger = try Forger(original)
        try change(forger)
        return try verify(forger.bag.path, arguments, sourceLocation: sourceLocation)
    }

    private func repeated(_ text: String, _ count: Int) -> [UInt8] { Array(String(repeating: text, count: count).utf8) }

    // MARK: Lists

    @Test(arguments: ["../../etc/passwd", "data/../../../etc/passwd", "/etc/passwd", "data//x", "data/./x", "~/x"])
    func `a list with paths that lead elsewhere`(path: String) throws {
        let said = try verify { forger in
            let line = "\(String(repeating: "0", count: 64))  \(path)\n"
            try forger.bag.write(forger.bag.bytes(Bag.manifest) + line.utf8, as: Bag.manifest)
        }
        #expect(said.contains(path == "~/x" ? "'~/x' is in" : "is not a SHA-256, two spaces and a path in the bag"))
    }

    @Test func `lists of one endless line, of a million lines, and of no text`() throws {
        try verify { try $0.bag.write(repeated("0123456789", 1_000_000), as: Bag.manifest) }
        try verify { forger in
            let zeros = String(repeating: "0", count: 64)
            let lines = (0..<1_000_000).map { "\(zeros)  data/\($0)\n" }.joined()
            try forger.bag.write(Array(lines.utf8), as: Bag.manifest)
        }
        try verify { try $0.bag.write(repeated("\n", 900_000), as: Bag.tagManifest) }
        for name in [Bag.manifest, Bag.tagManifest, Bag.info, Bag.declaration] {
            let said = try verify { try $0.bag.write([0xFF, 0xFE, 0, 0x0A, 0xC0, 0x80], as: name) }
            #expect(said.contains("'\(name)'"), "\(said)")
        }
    }

    // MARK: Metadata

    @Test func `metadata that unfold when they are read`() throws {
        let entities = (1..<10).map { "<!ENTITY e\($0) '\(String(repeating: "&e\($0 - 1);", count: 10))'>" }.joined()
        let bombs: [[UInt8]] = [
            Array("<!DOCTYPE MDTO [<!ENTITY e0 'lol'>\(entities)]><MDTO>&e9;</MDTO>".utf8),
            Array("<!DOCTYPE MDTO SYSTEM 'file:///dev/zero'><MDTO/>".utf8),
            Array("<!DOCTYPE MDTO [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><MDTO>&x;</MDTO>".utf8),
            repeated("<a>", 1_000_000), repeated("<a>", 200) + repeated("</a>", 200),
            Array("<MDTO ".utf8) + Array((0..<200_000).map { "a\($0)='' " }.joined().utf8) + Array("/>".utf8),
        ]
        for bomb in bombs {
            let said = try verify { try $0.bag.write(bomb, as: top) }
            #expect(said.contains("'\(top)'"), "\(said.prefix(500))")
            #expect(!said.contains("root:"))
        }
    }

    @Test func `a dossier of half a million parts, and one of nothing but elements`() throws {
        func dossier(_ parts: [UInt8], of forger: Forger) throws {
            let parted = try forger.bag.text(top).components(separatedBy: "<bevatOnderdeel>")
            try forger.bag.write(
                Array(parted[0].utf8) + parts
                    + Array(parted.dropFirst().map { "<bevatOnderdeel>\($0)" }.joined().utf8), as: top)
        }
        // To read half a million takes a build for tests long.
        let count = BuiltProgram.quick == BuiltProgram.path ? 100_000 : 500_000
        let said = try verify { forger in
            let part = "<bevatOnderdeel><verwijzingNaam>x</verwijzingNaam></bevatOnderdeel>"
            try dossier(repeated(part, count), of: forger)
        }
        #expect(said.contains("bevatOnderdeel 'x' leads to nothing") && said.contains(" more"))
        try verify { try dossier(repeated("<a/>", 10_000_000), of: $0) }
        try verify { try $0.bag.write(repeated(" ", 61_000_000), as: top) }
    }

    // MARK: Events, and what was frozen

    @Test func `events of one endless line, of a million lines, and very deep`() throws {
        let start = Array("[\"oproep-events\",1,1,\"\(String(repeating: "0", count: 64))\"]\n".utf8)
        for lines in [
            repeated("0123456789", 100_000) + [0x0A],
            Array("[1,\"".utf8) + repeated("x", 50_000_000) + Array("\"]\n".utf8),
            repeated("\"\(String(repeating: "0", count: 64))\"\n", 100_000), repeated("[", 500_000) + [0x0A],
            repeated("[[[[[[[[\n", 100_000), repeated("\n", 500_000),
        ] {
            let said = try verify { try $0.bag.write(start + lines, as: events) }
            #expect(said.contains("verzendronde_1_gebeurtenissen.jsonl'"))
        }
        try verify { try $0.bag.write(repeated("[[[[[[[[\n", 100_000), as: freeze) }
        try verify { try $0.bag.write(repeated("[", 500_000), as: freeze) }
        try verify { try $0.bag.write(repeated("[\"letter\",\"A-b\",\"odt\",\"x\"]\n", 20_000), as: freeze) }
    }

    // MARK: Folders

    @Test func `what is no file, lies very deep or cannot be read`() throws {
        let manager = FileManager.default
        let data = "data"
        for (target, name) in [("/etc/passwd", "link"), ("/", "root"), ("link", "link"), ("../../..", "up")] {
            let said = try verify { forger in
                try manager.createSymbolicLink(
                    atPath: "\(forger.bag.path)/\(data)/\(name)", withDestinationPath: target)
            }
            #expect(said.contains("'data/\(name)' is no file"))
        }
        let said = try verify { forger in
            try Program("mkfifo", "\(forger.bag.path)/data/pipe").output()
            // Only root may make one.
            _ = try? Program("mknod", "\(forger.bag.path)/data/zero", "c", "1", "5").output()
        }
        #expect(said.contains("'data/pipe' is no file"))
        #expect(!manager.isReadableFile(atPath: "/data/zero"))
        try verify { forger in
            let script = """
                import os, sys
                os.chdir(sys.argv[1])
                for _ in range(3000):
                    os.mkdir('d')
                    os.chdir('d')
                """
            try Program("python3", "-c", script, "\(forger.bag.path)/data").output()
        }
        try TestFolder.withPath { folder in
            try Program("mkfifo", "\(folder)/pipe").output()
            #expect(try verify("\(folder)/pipe").contains("error: "))
            #expect(try verify("\(folder)/nothing").contains("error: "))
        }
        #expect(try verify("/dev/zero").contains("error: "))
    }

    @Test func `a file that may not be read`() throws {
        let forger = try Forger(original)
        let path = try #require(forger.bag.paths.first { $0.hasSuffix(".odt") })
        unsafe chmod("\(forger.bag.path)/\(path)", 0)
        // To root all files can be read.
        let user = getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        do {
            try Program(user + [BuiltProgram.path, "verify", forger.bag.path]).output()
            Issue.record("it holds")
        } catch let failure as Program.Failure {
            #expect(failure.status == 1 && failure.output.contains("'\(path)'"), "\(failure.output)")
        }
    }

    // MARK: Filling letters anew

    /// Puts other contents in the place of a source, and has the freeze say so.
    private func replaceSource(_ name: String, with bytes: [UInt8], in forger: Forger) throws {
        let path = try forger.bag.path(endingWith: name)
        let before = ContentHash(of: try forger.bag.bytes(path)).hex
        try forger.bag.write(bytes, as: path)
        try forger.change(freeze) { $0 = $0.replacing(before, with: ContentHash(of: bytes).hex) }
    }

    @Test func `sources whose names lead elsewhere are written nowhere`() throws {
        let canary = FileManager.default.temporaryDirectory.appending(path: "oproep-\(UUID().uuidString)").path
        let long = String(repeating: "x", count: 5_000)
        for name in [
            "../../x", canary, "letters/../../x", "oproep.yaml/x", long, "", ".", "letters//x", "a\\u0000b", "letters",
        ] {
            let said = try verify(["--rerender"]) { forger in
                try forger.change(freeze) { $0 = $0.replacing("\"letters/oproep/letter.md\"", with: "\"\(name)\"") }
            }
            #expect(said.contains("the letters cannot be made of the files in the bag"), "\(name): \(said)")
        }
        #expect(!FileManager.default.fileExists(atPath: canary))
    }

    @Test func `sources that unfold when a letter is made of them`() throws {
        let anchors = (1..<30).map {
            "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ","))]\n"
        }
        let yaml = "a0: &a0 [x,x]\n" + anchors.joined()
        let sources: [(name: String, bytes: [UInt8])] = [
            ("_letter.yaml", Array(yaml.utf8)), ("_letter.yaml", repeated("[", 1_000_000)),
            ("_letter.yaml", Array("derived: { x: \"".utf8) + repeated("(", 100_000) + Array("1\" }\n".utf8)),
            ("_oproep.yaml", Array(yaml.utf8)), ("_letter.md", repeated("> ", 200_000)),
            ("_letter.md", repeated("[", 200_000)), ("_letter.md", repeated("{{#if x}}", 1_000)),
            ("_letter.md", Array("{{ ".utf8) + repeated("(", 100_000) + Array(" }}".utf8)),
            ("_house-style.fodt", repeated("<a>", 1_000_000)), ("_figures.csv", repeated("\"", 500_000)),
            ("_figures.csv", repeated(",", 500_000)),
        ]
        for (name, bytes) in sources {
            let said = try verify(["--rerender"]) { try replaceSource(name, with: bytes, in: $0) }
            #expect(said.contains("rendering"), "\(name): \(said.prefix(500))")
        }
    }

    // MARK: ZIP

    @Test func `ZIP files that lead elsewhere, grow, or hold no bag`() throws {
        try TestFolder.withPath { folder in
            let script = """
                import os, stat, sys, zipfile
                os.chdir(sys.argv[1])
                def make(name, members, **options):
                    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as archive:
                        for member, contents in members: archive.writestr(member, contents)
                make('slip.zip', [('bag/../../evil', 'x')])
                make('absolute.zip', [('/tmp/evil', 'x')])
                make('backslash.zip', [('bag\\\\..\\\\evil', 'x')])
                make('roots.zip', [('a/x', 'x'), ('b/x', 'x')])
                make('loose.zip', [('bagit.txt', 'x')])
                make('empty.zip', [])
                make('twice.zip', [('bag/x', 'x'), ('bag/X/y', 'x'), ('bag/x', 'y')])
                make('bomb.zip', [('bag/data/bomb', bytes(300_000_000))])
                make('bombs.zip', [('bag/data/%d' % n, bytes(5_000_000)) for n in range(40)])
                make('list.zip', [('bag/manifest-sha256.txt', b'0123456789' * 9_000_000 + os.urandom(1_000_000)), ('bag/data/a/x', 'x')])
                link = zipfile.ZipInfo('bag/data/link')
                link.create_system = 3
                link.external_attr = (stat.S_IFLNK | 0o777) << 16
                make('link.zip', [(link, '/etc/passwd')])
                """
            try Program("python3", "-W", "ignore", "-c", script, folder).output()
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
                let said = try verify("\(folder)/\(name)", ["--rerender"])
                #expect(!said.contains("root:"), "\(name): \(said)")
            }
        }
    }

    @Test func `a bag as a ZIP in which a file was changed`() throws {
        let forger = try Forger(original)
        try forger.change(events) { $0 = $0.replacing("Piet", with: "Klaas") }
        #expect(
            try verify(forger.bag.zipped()).contains("gebeurtenissen.jsonl' is not what 'manifest-sha256.txt' says"))
    }
}

import Disk
import Foundation
import Glibc
import Support
import Testing

@testable import Exporter

struct OutputFolderTests {
    private let sandbox: TestFolder

    init() throws {
        sandbox = try TestFolder()
    }

    private func refusal(_ path: String? = nil, force: Bool = false) -> String? {
        do {
            try SampleRun.render(["B": "nieuw"], to: path ?? sandbox.out, force: force)
            return nil
        } catch {
            switch LetterFailure(error) {
            case .refused(let why): return why.replacing(sandbox.path, with: "…")
            case .failed(let why): return "74: \(why)".replacing(sandbox.path, with: "…")
            default: return "\(error)"
            }
        }
    }

    @Test func `All letters are there with a manifest that proves them, and nothing else`() throws {
        try SampleRun.render(["A": "aap", "B": "noot"], to: sandbox.path + "/een/twee")
        #expect(
            try sandbox.contents() == [
                "een": "/", "een/twee": "/", "een/twee/A.odt": "aap", "een/twee/B.odt": "noot",
                "een/twee/manifest.json": "…",
            ])
        let sums = try Program("sh", "-c", "cd \"$1\" && sha256sum *.odt", "sh", sandbox.path + "/een/twee").output()
        let json = try #require(FileManager.default.contents(atPath: sandbox.path + "/een/twee/manifest.json"))
        let manifest = try #require(OutputManifest(json: Array(json)))
        #expect(sums == manifest.letters.map { "\($0.sha256)  \($0.file)\n" }.joined())
        #expect(manifest.letters.map(\.bytes) == [3, 4])
    }

    @Test func `What is not committed leaves nothing behind, not even the directories on the way`() throws {
        do {
            let output = try OutputFolder(at: OutputTarget(sandbox.path + "/een/twee/drie"))
            _ = try output.files.write([1], as: "A.odt", for: "A")
            #expect(try sandbox.contents().count == 4)
        }
        #expect(try sandbox.contents() == [:])
    }

    @Test func `A later run takes the place of an earlier one, and keeps its mode`() throws {
        try SampleRun.render(["A": "oud", "B": "oud"], to: sandbox.out)
        unsafe chmod(sandbox.out, 0o750)
        try SampleRun.render(["B": "nieuw"], to: sandbox.out + "/")
        #expect(try sandbox.contents() == ["out": "/", "out/B.odt": "nieuw", "out/manifest.json": "…"])
        let mode = try FileManager.default.attributesOfItem(atPath: sandbox.out)[.posixPermissions] as? Int
        #expect(mode == 0o750)
    }

    @Test func `An empty directory is as good as none`() throws {
        try FileManager.default.createDirectory(atPath: sandbox.out, withIntermediateDirectories: false)
        #expect(refusal() == nil)
        #expect(try sandbox.contents()["out/B.odt"] == "nieuw")
    }

    @Test func `Letters that somebody edited, added or took away are not lost`() throws {
        try SampleRun.render(["A": "aap", "B": "noot", "C": "mies", "D": "wim"], to: sandbox.out)
        try sandbox.write(Array("NOOT".utf8), as: "out/B.odt")
        #expect(
            refusal() == """
                '…/out' was changed since oproep made it: 'B.odt' was edited. Move what you want to keep, or replace it \
                with --force
                """)
        try sandbox.write(Array("langer dan het was".utf8), as: "out/A.odt")
        try FileManager.default.removeItem(atPath: sandbox.out + "/C.odt")
        try FileManager.default.createDirectory(atPath: sandbox.out + "/sub", withIntermediateDirectories: false)
        try FileManager.default.removeItem(atPath: sandbox.out + "/D.odt")
        try FileManager.default.createSymbolicLink(atPath: sandbox.out + "/D.odt", withDestinationPath: "A.odt")
        let before = try sandbox.contents()
        #expect(
            refusal() == """
                '…/out' was changed since oproep made it: 'A.odt' was edited, 'B.odt' was edited, 'C.odt' was taken away, \
                and 2 more. Move what you want to keep, or replace it with --force
                """)
        #expect(try sandbox.contents() == before)
        #expect(refusal(force: true) == nil)
        #expect(try sandbox.contents() == ["out": "/", "out/B.odt": "nieuw", "out/manifest.json": "…"])
    }

    @Test func `A directory of somebody else is not replaced`() throws {
        try FileManager.default.createDirectory(atPath: sandbox.out, withIntermediateDirectories: false)
        try sandbox.write(Array("roman".utf8), as: "out/boek.txt")
        let message = """
            '…/out' has files in it that oproep did not make: name another directory, or replace it with --force
            """
        #expect(refusal() == message)
        try sandbox.write(Array("{\"letters\": 3}".utf8), as: "out/manifest.json")
        #expect(refusal() == message)
        #expect(try sandbox.contents()["out/boek.txt"] == "roman")
        #expect(try sandbox.contents().count == 3)
    }

    @Test func `What was edited during the run is not lost either`() throws {
        try SampleRun.render(["A": "oud"], to: sandbox.out)
        let output = try OutputFolder(at: OutputTarget(sandbox.out))
        try sandbox.write(Array("bewerkt".utf8), as: "out/A.odt")
        var error: LetterFailure?
        do throws(LetterFailure) {
            try output.commit("oproep", [])
        } catch let caught {
            error = caught
        }
        #expect(
            error?.sentence
                == OutputError.edited(sandbox.out, [OutputDifference(name: "A.odt", kind: .changed)]).message)
        #expect(try sandbox.contents() == ["out": "/", "out/A.odt": "bewerkt", "out/manifest.json": "…"])
    }

    @Test func `What must never be replaced is refused, also by force`() throws {
        let out = sandbox.out
        try sandbox.write(Array("x".utf8), as: "bestand")
        try FileManager.default.createDirectory(atPath: sandbox.path + "/map", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: out, withDestinationPath: "map")
        let before = try sandbox.contents()
        #expect(refusal(force: true) == "'…/out' is a symbolic link: name the directory itself")
        #expect(refusal(out + "/", force: true) == "'…/out/' is a symbolic link: name the directory itself")
        #expect(
            refusal(sandbox.path + "/bestand", force: true)
                == "'…/bestand' is not a directory: name another, or move it away")
        #expect(
            refusal(sandbox.path + "/bestand/x", force: true) == "74: cannot read '…/bestand': Not a directory")
        #expect(
            refusal(sandbox.path + "/niets/..", force: true)
                == "'…/niets/..' is not a directory: name another, or move it away")
        #expect(
            refusal("/", force: true)
                == "'/' is, holds or lies in the root of the file system: name a directory for the letters alone")
        // The tests may run in the home directory, or right below it.
        for path in [".", "", "./", "..", FileManager.default.currentDirectoryPath] {
            #expect(
                refusal(path, force: true)?.hasSuffix("directory: name a directory for the letters alone") == true)
        }
        #expect(throws: OutputError.protected(".", .current)) { try OutputTarget(".", home: nil) }
        #expect(throws: OutputError.protected(out, .home)) { try OutputTarget(out, home: sandbox.path + "/map") }
        #expect(throws: OutputError.protected(sandbox.path, .home)) {
            try OutputTarget(sandbox.path, home: sandbox.path + "/map")
        }
        #expect(try sandbox.contents() == before)
    }

    @Test(arguments: [
        "letters/nieuw/x", "letters/x/y/z", ".oproep", ".oproep/x", "out/../letters/a/b", "link/a", "link/../a/b",
    ])
    func `What the letters are made from is protected`(path: String) throws {
        for folder in ["letters/x", ".oproep"] {
            try FileManager.default.createDirectory(
                atPath: sandbox.path + "/" + folder, withIntermediateDirectories: true)
        }
        try FileManager.default.createSymbolicLink(
            atPath: sandbox.path + "/link", withDestinationPath: "letters/x")
        let sources = ["letters", ".oproep"].map { "\(sandbox.path)/\($0)" }
        #expect(throws: OutputError.protected("\(sandbox.path)/\(path)", .sources)) {
            _ = try OutputTarget("\(sandbox.path)/\(path)", home: nil, sources: sources)
        }
    }

    @Test func `A path with dots means what it leads to`() throws {
        try FileManager.default.createDirectory(atPath: sandbox.out + "/in", withIntermediateDirectories: true)
        let target = try OutputTarget(sandbox.out + "/in/..")
        #expect(target.name == "out")
        #expect(try OutputTarget("een//twee/").name == "twee")
        #expect(try OutputTarget("een//twee/").parent == "een")
        #expect(try OutputTarget("een").parent == ".")
        #expect(try OutputTarget("/bestaat-niet").parent == "/")
    }

    @Test func `A file is written once, and within the directory`() throws {
        try SampleRun.render(["A": "oud"], to: sandbox.out)
        #expect(throws: DiskError.self) { try SampleRun.render(["B": "1", "B": "2"], to: sandbox.out) }
        #expect(refusal(sandbox.path + "/" + String(repeating: "n", count: 250)) != nil)
        do {
            let output = try OutputFolder(at: OutputTarget(sandbox.out))
            for name in ["../B.odt", "/tmp/B.odt", "a/b", ".", "..", ""] {
                #expect(throws: DiskError.self) { try output.files.write([1], as: name, for: "B") }
            }
        }
        #expect(try sandbox.contents() == ["out": "/", "out/A.odt": "oud", "out/manifest.json": "…"])
    }

    @Test func `Many tasks write at the same time`() async throws {
        let output = try OutputFolder(at: OutputTarget(sandbox.out))
        let files = output.files
        let letters = try await withThrowingTaskGroup(of: OutputManifest.Letter.self) { group in
            for number in 0..<1_000 {
                group.addTask { try files.write(Array("\(number)".utf8), as: "\(number).odt", for: "\(number)") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try output.commit("oproep", [SampleRun.part(letters)])
        #expect(try sandbox.contents().count == 1_002)
        #expect(refusal() == nil)
    }

    @Test func `Two runs do not write to one target at the same time`() throws {
        let first = try OutputFolder(at: OutputTarget(sandbox.out))
        #expect(refusal() == "'…/out' is being written by another oproep: wait until it is done")
        try first.commit("oproep", [])
        #expect(try sandbox.contents() == ["out": "/", "out/manifest.json": "…"])
    }

    @Test func `What a dead process left is taken away, what another name has is not`() throws {
        for name in [".out.oproep-1", ".out.oproep-99999999", ".out.oproep-1x", ".uit.oproep-1"] {
            try FileManager.default.createDirectory(
                atPath: sandbox.path + "/" + name + "/diep/dieper", withIntermediateDirectories: true)
            try sandbox.write(Array("rest".utf8), as: name + "/diep/x.odt")
        }
        #expect(refusal() == nil)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: sandbox.path).sorted()
                == [".out.oproep-1x", ".uit.oproep-1", "out"])
    }

    @Test func `Killed in the middle, the target is as it was, and the next run cleans up`() async throws {
        try SampleRun.render(["A": "oud"], to: sandbox.out)
        let path = sandbox.out
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let output = try OutputFolder(at: OutputTarget(path))
            _ = try output.files.write(Array("half".utf8), as: "A.odt", for: "A")
            kill(getpid(), SIGKILL)
            withExtendedLifetime(output.files) {}
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path)
        #expect(names.count == 2 && names.contains { $0.hasPrefix(".out.oproep-") })
        #expect(FileManager.default.contents(atPath: path + "/A.odt") == Data("oud".utf8))
        #expect(refusal() == nil)
        #expect(try sandbox.contents() == ["out": "/", "out/B.odt": "nieuw", "out/manifest.json": "…"])
    }

    @Test func `Without room for all, the target is as it was`() async throws {
        try SampleRun.render(["A": "oud"], to: sandbox.out)
        let path = sandbox.out
        await #expect(processExitsWith: .success) { [path = path as String] in
            // As on a full disk, for this process alone: the write that goes beyond it fails.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
            unsafe setrlimit(__rlimit_resource_t(1), &limit)
            let output = try OutputFolder(at: OutputTarget(path))
            _ = try output.files.write(Array(repeating: 1, count: 90_000), as: "A.odt", for: "A")
            do throws(DiskError) {
                _ = try output.files.write(Array(repeating: 1, count: 110_000), as: "B.odt", for: "B")
                exit(1)
            } catch {
                let expected = "cannot write '\(path)/B.odt': File too large"
                if error.message != expected || error.isRefusal { exit(2) }
            }
        }
        #expect(try sandbox.contents() == ["out": "/", "out/A.odt": "oud", "out/manifest.json": "…"])
    }

    @Test func `A directory that cannot be written to is left alone`() throws {
        // Root may write everywhere but here.
        #expect(refusal("/proc/oproep/out") == "74: cannot create '/proc/oproep': No such file or directory")
    }
}

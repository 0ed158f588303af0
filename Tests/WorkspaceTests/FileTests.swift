import Foundation
import Support
import Templating
import Testing
import Workspace

/// Names never become paths to anywhere else.
struct FileTests {
    private func read(_ path: String, _ change: (inout TemporaryWorkspace) -> Void = { _ in }) throws -> String {
        var workspace = TemporaryWorkspace()
        workspace["letters/oproep/a.png"] = "own"
        workspace["letters/oproep/deep/b.png"] = "deep"
        workspace["letters/a.png"] = "shared"
        workspace["letters/c.png"] = "shared"
        workspace["secret.png"] = "secret"
        change(&workspace)
        return try workspace.onDisk { root in
            let letter = try #require(Letter.load("oproep", in: try WorkspaceDirectory(at: root)).letter)
            do throws(FileError) {
                return String(decoding: try letter.read(image: path), as: UTF8.self)
            } catch {
                return error.problem.message
            }
        }
    }

    @Test(arguments: [("a.png", "own"), ("./a.png", "own"), ("deep/b.png", "deep"), ("c.png", "shared")])
    func `an image is in the letter's folder, or else in letters`(path: String, content: String) throws {
        #expect(try read(path) == content)
    }

    @Test(arguments: ["../../secret.png", "/etc/passwd", "deep/../../../secret.png", "..", "", "a\\..\\b", "a\0.png"])
    func `a path leads nowhere else`(path: String) throws {
        let shown = path.replacing("\0", with: " ")
        #expect(try read(path) == "'\(shown)' is not in the letter's folder")
    }

    @Test func `nor does a symbolic link`() throws {
        for target in ["/etc/passwd", "../../secret.png", "../.."] {
            #expect(
                try read("link.png") { $0.links["letters/oproep/link.png"] = target }
                    == "'link.png' is not in the letter's folder")
        }
        #expect(try read("link/passwd") { $0.links["letters/oproep/link"] = "/etc" }.hasSuffix("letter's folder"))
        #expect(try read("link.png") { $0.links["letters/oproep/link.png"] = "deep/b.png" } == "deep")
        #expect(try read("link.png") { $0.links["letters/oproep/link.png"] = "link.png" }.contains("link.png"))
    }

    @Test func `what is not a file of a sensible size is not read`() throws {
        #expect(try read("none.png") == "'letters/oproep/none.png' is not there")
        #expect(try read("deep") == "'letters/oproep/deep' cannot be read: it is a folder")
        let large = [UInt8](repeating: 0, count: 20_000_001)
        #expect(
            try read("large.png") { $0.files["letters/oproep/large.png"] = large }
                == "'letters/oproep/large.png' is larger than 20 MB, the most that is read")
    }

    @Test func `a pipe is not waited for`() throws {
        try TemporaryWorkspace().onDisk { root in
            try Program("mkfifo", root + "/letters/oproep/pipe.png").output()
            let letter = try #require(Letter.load("oproep", in: try WorkspaceDirectory(at: root)).letter)
            let error = #expect(throws: FileError.self) { try letter.read(image: "pipe.png") }
            #expect(
                error?.problem.message
                    == "'letters/oproep/pipe.png' cannot be read: it is not an ordinary file")
        }
    }

    @Test(arguments: ["../figures.csv", "/etc/passwd", "../../oproep.yaml"])
    func `figures are in the letter's folder too`(path: String) throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("file: figures.csv", with: "file: \(path)", in: \.letter)
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:7:9: error: '\(path)' is not in the letter's folder [bad-value]
                    7 |   file: \(path)
                      |         ^\(String(repeating: "~", count: path.count - 1)) put the file there, or in letters/, and \
                write its path from there, without '..'
                """)
    }

    @Test func `the house style is in the workspace`() throws {
        for path in ["../x.fodt", "/etc/passwd", "link.fodt"] {
            var workspace = TemporaryWorkspace()
            workspace.links["link.fodt"] = "/etc/passwd"
            workspace.settings += "house_style: \(path)\n"
            expect(
                try workspace.report(),
                is: """
                    oproep.yaml:3:14: error: '\(path)' is not in the workspace [bad-value]
                        3 | house_style: \(path)
                          |              ^\(String(repeating: "~", count: path.count - 1)) put the file there and write its \
                    path from there, without '..'
                    """)
        }
    }
}

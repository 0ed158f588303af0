import Foundation
import Support
import Templating
import Testing

@testable import Workspace

struct NewWorkspaceTests {
    private func files(_ root: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    }

    private static let made = [
        ".gitignore", "letters", "letters/house-style.fodt", "oproep.yaml", "recipients", "recipients/voorbeeld.csv",
    ]

    @Test func `a letter can be made in it at once`() throws {
        try TestFolder.withPath { root in
            let made = try NewWorkspace.make(at: "brieven", current: root)
            #expect(made.path == "\(root)/brieven")
            #expect(try files(made.path) == Self.made)
            let workspace = try WorkspaceDirectory(at: made.path)
            #expect(workspace.settings().diagnostics.all.map(\.description) == [])
            // Nothing is wrong, and something is still to be filled in.
            _ = try NewLetter.make(in: made.path)
            let (letter, diagnostics) = Letter.load("nieuw", in: workspace)
            #expect(Set(diagnostics.all.map(\.problem.id)) == [.toFillIn])
            #expect(letter?.recipients.count == 3)
        }
    }

    @Test func `its house style is the program's own`() throws {
        let file = Repository.root.appending(path: "letters/house-style.fodt")
        #expect(try Array(Data(contentsOf: file)) == PackageResources.house_style_fodt)
    }

    @Test func `folders above it are made, and an empty one is filled`() throws {
        try TestFolder.withPath { root in
            _ = try NewWorkspace.make(at: "a/b/c", current: root)
            #expect(try files("\(root)/a/b/c") == Self.made)
            #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["a"])
            try FileManager.default.createDirectory(atPath: "\(root)/leeg", withIntermediateDirectories: false)
            let before = try FileManager.default.attributesOfItem(atPath: "\(root)/leeg")[.systemFileNumber] as? Int
            _ = try NewWorkspace.make(at: ".", current: "\(root)/leeg")
            #expect(try files("\(root)/leeg") == Self.made)
            let after = try FileManager.default.attributesOfItem(atPath: "\(root)/leeg")[.systemFileNumber] as? Int
            #expect(before == after)
        }
    }

    @Test func `a folder with anything in it is refused, and stays as it is`() throws {
        try TestFolder.withPath { root in
            for name in ["a", "b", ".c", "d", "e"] { try Data().write(to: URL(fileURLWithPath: "\(root)/\(name)")) }
            let error = #expect(throws: CreationError.self) { _ = try NewWorkspace.make(at: ".", current: root) }
            #expect(
                error?.message == """
                    '.' is not empty: '.c', 'a', 'b', and 2 more are in it. Name a folder that is empty, or one that is \
                    not there yet
                    """)
            #expect(try files(root) == [".c", "a", "b", "d", "e"])
        }
    }

    @Test func `what a run left behind that was killed is taken away`() throws {
        try TestFolder.withPath { root in
            for name in ["brieven/.oproep-99999999", ".nieuw.oproep-99999999", ".nieuw.oproep-eigen"] {
                try FileManager.default.createDirectory(
                    atPath: "\(root)/\(name)/recipients", withIntermediateDirectories: true)
            }
            _ = try NewWorkspace.make(at: "brieven", current: root)
            #expect(try files("\(root)/brieven") == Self.made)
            _ = try NewWorkspace.make(at: "nieuw", current: root)
            let names = try FileManager.default.contentsOfDirectory(atPath: root).sorted()
            #expect(names == [".nieuw.oproep-eigen", "brieven", "nieuw"])
        }
    }

    @Test func `what is no folder is refused`() throws {
        try TestFolder.withPath { root in
            try Data().write(to: URL(fileURLWithPath: "\(root)/bestand"))
            try FileManager.default.createSymbolicLink(atPath: "\(root)/link", withDestinationPath: "nergens")
            for name in ["bestand", "link"] {
                let error = #expect(throws: CreationError.self) { _ = try NewWorkspace.make(at: name, current: root) }
                #expect(error?.message == "'\(name)' is not a folder: choose another name, or move it away")
            }
            #expect(try files(root) == ["bestand", "link"])
        }
    }

    @Test func `what the system does not allow leaves nothing behind`() throws {
        try TestFolder.withPath { root in
            try Data().write(to: URL(fileURLWithPath: "\(root)/bestand"))
            let error = #expect(throws: CreationError.self) {
                _ = try NewWorkspace.make(at: "bestand/brieven", current: root)
            }
            #expect(error?.isRefusal == false)
            #expect(error?.message == "cannot make '\(root)/bestand/brieven': Not a directory")
            #expect(try files(root) == ["bestand"])
        }
    }

    @Test func `what was put in an empty folder goes again when the rest cannot be`() throws {
        try TestFolder.withPath { root in
            // The second of one name cannot be written.
            let folder = NewFolder(files: [NewFile("a", "x"), NewFile("b/c", "x"), NewFile("b/c", "y")])
            for path in [root, "\(root)/n/m"] {
                #expect(throws: CreationError.self) { path == root ? try folder.fill(path) : try folder.make(at: path) }
                let left = try files(root)
                #expect(left == [])
            }
        }
    }

    /// What stands in comments is there to be used.
    @Test func `every key in a comment is one that there is`() throws {
        try TestFolder.withPath { root in
            let url = URL(fileURLWithPath: "\(root)/oproep.yaml")
            try NewWorkspace.settings.uncommented.write(to: url, atomically: true, encoding: .utf8)
            let (settings, diagnostics) = try WorkspaceDirectory(at: root).settings()
            #expect(diagnostics.all.map(\.description) == [])
            #expect(settings?.archive?.bewaartermijn == "P7Y")
            #expect(settings?.delivery.smtp?.perMinute == 60)
            #expect(settings?.sender?.tooi != nil)
        }
    }
}

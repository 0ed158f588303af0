import Foundation
import Support
import Templating
import Testing
import Workspace

struct WorkspaceDirectoryTests {
    @Test func `a workspace is found from any folder in it`() throws {
        try TemporaryWorkspace().onDisk { path in
            for folder in ["", "/letters", "/letters/oproep", "/letters/oproep/", "/nowhere/at/all"] {
                let found = WorkspaceDirectory.find(from: path + folder)
                #expect(found?.path == path)
            }
        }
        #expect(WorkspaceDirectory.find(from: "/") == nil)
    }

    @Test func `a folder without oproep yaml is no workspace`() throws {
        try TemporaryWorkspace().onDisk { path in
            let error = try #require(throws: Diagnostics.self) { try WorkspaceDirectory(at: path + "/letters") }
            #expect(
                error.all.map(\.description) == [
                    """
                    \(path)/letters: error: there is no oproep.yaml in '\(path)/letters' [missing-file]
                           make a workspace with: oproep init '\(path)/letters'
                    """
                ])
        }
    }

    @Test func `letters are the folders with a letter yaml`() throws {
        var workspace = TemporaryWorkspace()
        workspace["letters/ander/letter.yaml"] = ""
        workspace["letters/leeg/letter.md"] = ""
        try workspace.onDisk { path in
            let letterNames = try WorkspaceDirectory(at: path).letterNames
            #expect(letterNames == ["ander", "oproep"])
        }
    }

    @Test(arguments: ["oproeb", "../oproep", "/etc", "", ".", "letters/oproep"])
    func `a letter has the name of a folder`(name: String) throws {
        let suggestion = name == "oproeb" || name == "../oproep" ? "did you mean 'oproep'?" : "there are oproep"
        try expect(
            TemporaryWorkspace().report(name),
            is: """
                letters: error: there is no letter '\(name)' [missing-file]
                       \(suggestion)
                """)
    }

    @Test func `a folder without letter yaml is no letter yet`() throws {
        var workspace = TemporaryWorkspace()
        workspace["letters/leeg/letter.md"] = ""
        try expect(
            workspace.report("leeg"),
            is: """
                letters/leeg/letter.yaml: error: 'letters/leeg/letter.yaml' is not there [missing-file]
                """)
    }
}

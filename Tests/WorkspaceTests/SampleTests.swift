import Foundation
import Support
import Templating
import Testing
import Workspace

/// The sample letter of this repository is itself a test: it must be right.
struct SampleTests {
    @Test func `the sample letter loads without errors or warnings`() throws {
        let root = try #require(WorkspaceDirectory.find(from: Repository.path("Tests/WorkspaceTests")))
        #expect(root.letterNames == [Repository.letter])
        let (letter, diagnostics) = Letter.load(Repository.letter, in: root)
        #expect(diagnostics.all.map(\.description) == [])
        let found = try #require(letter)
        #expect(found.recipients.count == 25)
        #expect(found.recipients.filter { !$0.isComplete }.isEmpty)
    }
}

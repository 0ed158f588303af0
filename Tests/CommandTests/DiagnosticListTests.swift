import Foundation
import Support
import Templating
import Testing

@Suite("The list of diagnostics")
struct DiagnosticListTests {
    @Test("Each of them is shown in a test, with its identifier", arguments: DiagnosticID.allCases)
    func shown(id: DiagnosticID) throws {
        #expect(Self.tests.contains("[\(id.rawValue)]"))
    }

    private static let tests: String = {
        let folder = Repository.root.appending(path: "Tests")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var text = ""
        while let file = files?.nextObject() as? URL {
            guard ["swift", "md"].contains(file.pathExtension), file.path != #filePath else { continue }
            text += (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        }
        return text
    }()
}

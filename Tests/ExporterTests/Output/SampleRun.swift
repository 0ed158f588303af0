@testable import Exporter

/// What a run of letters writes.
enum SampleRun {
    /// A whole run: one letter for each pair of code and text.
    static func render(_ letters: KeyValuePairs<String, String>, to path: String, force: Bool = false) throws {
        let output = try OutputFolder(at: OutputTarget(path), replacing: force ? .anything : .ours)
        var written: [OutputManifest.Letter] = []
        for (code, text) in letters {
            written.append(try output.files.write(Array(text.utf8), as: "\(code).odt", for: code))
        }
        try output.commit("oproep", [part(written)])
    }

    static func part(_ letters: [OutputManifest.Letter]) -> ManifestPart {
        var part = ManifestPart()
        for letter in letters { part.append(letter) }
        return part
    }

    /// In as many parts as there are letters, and one of none.
    static func manifest(_ letter: String, _ letters: [OutputManifest.Letter]) -> [UInt8] {
        Array(OutputManifest.json(letter: letter, [part([])] + letters.map { part([$0]) }).joined())
    }
}

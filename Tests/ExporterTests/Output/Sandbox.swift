import Foundation
import Testing

@testable import Exporter

/// A directory for one test, that goes with it.
final class Sandbox: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("oproep-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var out: String { path + "/out" }

    /// All there is, files with their contents, but without what a manifest says.
    func contents() throws -> [String: String] {
        var contents: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            let url = URL(fileURLWithPath: path + "/" + name)
            let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            guard isFile else {
                contents[name] = "/"
                continue
            }
            let isManifest = name.hasSuffix("manifest.json")
            contents[name] = isManifest ? "…" : String(decoding: try Data(contentsOf: url), as: UTF8.self)
        }
        return contents
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    /// A whole run: one letter for each pair of code and text.
    static func render(_ letters: KeyValuePairs<String, String>, to path: String, force: Bool = false) throws {
        let output = try OutputFolder(at: OutputTarget(path), replacing: force ? .anything : .ours)
        var written: [OutputManifest.Letter] = []
        for (code, text) in letters {
            written.append(try output.files.write(Array(text.utf8), as: "\(code).odt", for: code))
        }
        try output.commit("oproep", [Sandbox.part(written)])
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

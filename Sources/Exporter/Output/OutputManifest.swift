internal import FoundationEssentials

/// `manifest.json`: what is in a directory that `render` made, and how to prove that nobody changed it since.
package struct OutputManifest: Decodable, Equatable, Sendable {
    package struct Letter: Decodable, Equatable, Sendable {
        package let code: String
        package let file: String
        package let sha256: String
        package let bytes: Int
    }

    package static let fileName = "manifest.json"
    package static let maximumSize = 200_000_000

    package let letter: String
    package let letters: [Letter]

    /// Nil when it is not a manifest.
    package init?(json: [UInt8]) {
        guard let manifest = try? JSONDecoder().decode(OutputManifest.self, from: Data(json)) else { return nil }
        self = manifest
    }

    /// The file, in pieces: its letters in the order given, the same in every run, and easy to compare.
    package static func json(letter: String, _ parts: [ManifestPart]) -> [[UInt8]] {
        var start = Array("{\"letter\": ".utf8)
        JSONString.append(letter, to: &start)
        start += ",\n \"letters\": [".utf8
        let lines = parts.filter { $0.count > 0 }.map { [$0.json] }.joined(separator: [[UInt8(ascii: ",")]])
        return [start] + lines + [Array("]}\n".utf8)]
    }
}

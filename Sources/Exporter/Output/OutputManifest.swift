internal import FoundationEssentials

/// `manifest.json`: what is in a directory that `render` made, and how to prove that nobody changed it since.
struct OutputManifest: Decodable, Equatable, Sendable {
    struct Letter: Decodable, Equatable, Sendable {
        let code: String
        let file: String
        let sha256: String
        let bytes: Int
    }

    static let fileName = "manifest.json"
    static let maximumSize = 200_000_000

    let letter: String
    let letters: [Letter]

    /// Nil when it is not a manifest.
    init?(json: [UInt8]) {
        guard let manifest = try? JSONDecoder().decode(OutputManifest.self, from: Data(json)) else { return nil }
        self = manifest
    }

    /// The file, in pieces: its letters in the order given, the same in every run, and easy to compare.
    static func json(letter: String, _ parts: [ManifestPart]) -> [[UInt8]] {
        var start = Array("{\"letter\": ".utf8)
        JSONString.append(letter, to: &start)
        start += ",\n \"letters\": [".utf8
        let lines = parts.filter { $0.count > 0 }.map { [$0.json] }.joined(separator: [[UInt8(ascii: ",")]])
        return [start] + lines + [Array("]}\n".utf8)]
    }
}

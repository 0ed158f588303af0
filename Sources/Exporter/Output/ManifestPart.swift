/// Some of the letters of a manifest, written as they were made: of 100,000 the text alone takes 15 MB.
package struct ManifestPart: Sendable {
    private(set) var json: [UInt8] = []
    package private(set) var count = 0

    package init() {}

    /// Of one letter, as most are: where they are longer, an array grows to twice its size.
    private static let usualLine = 152

    /// Makes room for so many letters, and not for twice as many, as an array does that grows.
    package mutating func makeRoom(for letters: Int) {
        json.reserveCapacity(letters * Self.usualLine)
    }

    /// One letter on a line.
    package mutating func append(_ letter: OutputManifest.Letter) {
        json += (count == 0 ? "\n  {\"code\": " : ",\n  {\"code\": ").utf8
        JSONString.append(letter.code, to: &json)
        json += ", \"file\": ".utf8
        JSONString.append(letter.file, to: &json)
        json += ", \"sha256\": ".utf8
        JSONString.append(letter.sha256, to: &json)
        json += ", \"bytes\": \(letter.bytes)}".utf8
        count += 1
    }
}

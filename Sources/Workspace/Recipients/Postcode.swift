/// A Dutch postcode, written `8000 GB`.
package struct Postcode: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Letters that were left out for what they stood for.
    private static let unissued: Set = ["SA", "SD", "SS"]

    init(_ text: String) throws(Refusal) {
        let stripped = text.stripped
        var characters = Array(stripped.utf8)
        // The space, of whatever kind, stands in the middle only.
        if characters.count == 7, characters[4] == UInt8(ascii: " ") {
            characters.remove(at: 4)
        } else if characters.count > 6 {
            let parts = stripped.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
            if parts.map(\.utf8.count) == [4, 2] { characters = Array(parts.joined().utf8) }
        }
        let digits = characters.prefix(4)
        let letters = characters.dropFirst(4)
        guard characters.count == 6, digits.first != UInt8(ascii: "0"), digits.allSatisfy(\.isASCIIDigit),
            letters.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { throw Refusal { .badPostcode(text, $0) } }
        let suffix = String(decoding: letters, as: UTF8.self)
        if Self.unissued.contains(suffix) { throw Refusal { .unissuedPostcode(text, $0) } }
        description = String(decoding: digits, as: UTF8.self) + " " + suffix
    }
}

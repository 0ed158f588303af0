/// A Dutch postcode, written `8000 GB`.
package struct Postcode: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ text: String) throws(Refusal) {
        // The space, of whatever kind, stands in the middle only.
        let parts = text.stripped.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
        let characters = Array(parts.joined().utf8)
        let digits = characters.prefix(4)
        let letters = characters.dropFirst(4)
        guard characters.count == 6, parts.count == 1 || parts.map(\.utf8.count) == [4, 2],
            digits.first != UInt8(ascii: "0"),
            digits.allSatisfy(\.isASCIIDigit),
            letters.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { throw Refusal { .badPostcode(text, $0) } }
        let suffix = String(decoding: letters, as: UTF8.self)
        // Left out for what they stood for.
        if ["SA", "SD", "SS"].contains(suffix) { throw Refusal { .unissuedPostcode(text, $0) } }
        description = String(decoding: digits, as: UTF8.self) + " " + suffix
    }
}

/// A Dutch postcode, written `8000 GB`.
package struct Postcode: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ text: String) throws(Refusal) {
        var characters = Array(text.trimmed.utf8)
        if characters.count == 7, characters[4] == UInt8(ascii: " ") { characters.remove(at: 4) }
        let digits = characters.prefix(4)
        let letters = characters.dropFirst(4)
        guard characters.count == 6, digits.first != UInt8(ascii: "0"),
            digits.allSatisfy(\.isASCIIDigit),
            letters.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { throw Refusal { .badPostcode(text, $0) } }
        let suffix = String(decoding: letters, as: UTF8.self)
        // Left out for what they stood for.
        if ["SA", "SD", "SS"].contains(suffix) { throw Refusal { .unissuedPostcode(text, $0) } }
        description = String(decoding: digits, as: UTF8.self) + " " + suffix
    }

    /// Whether addresses in a country, as a list of recipients writes it, have one.
    package static func isUsed(in country: String) -> Bool { country.trimmed.uppercased() == "NL" }
}

/// Text as it is compared with what was printed. A page breaks lines and hyphenates; pdftotext drops a hyphen at a line's
/// end; a house style may print capitals.
enum ComparedText {
    /// Canonically equivalent characters are equal.
    static func characters(_ text: String) -> [Character] {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let letters = ligatures[scalar] {
                scalars += letters.unicodeScalars
            } else if !isIgnored(scalar) {
                scalars.append(scalar)
            }
        }
        return Array(String(scalars).lowercased())
    }

    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0xAD, 0x2010, 0x2011, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: true
        default: scalar.properties.isWhitespace || scalar.value < 0x20
        }
    }

    /// U+FB00 to U+FB06.
    private static let ligatures: [Unicode.Scalar: String] = [
        "\u{FB00}": "ff", "\u{FB01}": "fi", "\u{FB02}": "fl", "\u{FB03}": "ffi", "\u{FB04}": "ffl",
        "\u{FB05}": "st", "\u{FB06}": "st",
    ]
}

/// Names of files that no recipient's name can lead astray: of `[A-Za-z0-9_-]` and short on every file system.
package enum FileName {
    private static let maximumLength = 60

    /// A name of its own for each recipient, also where case makes no difference, as codes are unique ignoring case.
    ///
    /// `CODE-slug.ext`. A code that holds a hyphen itself is followed by `_`, which neither code nor slug has: so code
    /// `A` with name `b-c` gives `A-b-c` and code `A-b` with name `c` gives `A-b_c`. A code that begins with a hyphen
    /// has a `_` before it as well, so that no program takes the name for an option.
    package static func unique(code: String, name: String, ext: String) -> String {
        "\(unique(code: code, name: name)).\(ext)"
    }

    /// The same without an extension.
    package static func unique(code: String, name: String) -> String {
        let slug = slug(name)
        let code = code.utf8.first == UInt8(ascii: "-") ? "_\(code)" : code
        if code.utf8.contains(UInt8(ascii: "-")) { return "\(code)_\(slug)" }
        return slug.isEmpty ? code : "\(code)-\(slug)"
    }

    /// Lower case letters, digits and single hyphens between them; empty when nothing of the name is Latin.
    package static func slug(_ name: String) -> String {
        var slug: [UInt8] = []
        for scalar in name.unicodeScalars {
            // An accent that stands by itself after its letter.
            if (0x300...0x36F).contains(scalar.value) { continue }
            switch scalar {
            case "a"..."z", "0"..."9": slug.append(UInt8(ascii: scalar))
            case "A"..."Z": slug.append(UInt8(ascii: scalar) | 0x20)
            default:
                for byte in folded(scalar) {
                    if byte != UInt8(ascii: "-") || slug.last.map({ $0 != byte }) == true { slug.append(byte) }
                }
            }
            if slug.count >= maximumLength { break }
        }
        slug = Array(slug.prefix(maximumLength))
        while slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return String(decoding: slug, as: UTF8.self)
    }

    /// What stands for a letter that is not of ASCII, or for what is no letter.
    private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
        switch scalar {
        case "\u{C0}"..."\u{17F}": latin[Int(scalar.value) - 0xC0]
        case "Ș", "ș": Array("s".utf8)
        case "Ț", "ț": Array("t".utf8)
        case "ẞ": Array("ss".utf8)
        default: [UInt8(ascii: "-")]
        }
    }

    /// U+00C0 to U+017F without their accents. Our own table, so that no version of Unicode changes a name.
    private static let latin: [[UInt8]] = """
        a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss \
        a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th y \
        a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g \
        h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n \
        o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u \
        w w y y y z z z z z z s
        """.split(separator: " ").map { Array($0.utf8) }
}

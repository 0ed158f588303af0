/// An e-mail address that may stand in a header as it is: no spaces, controls or what has a meaning there (RFC 5322 §3.2.3).
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ text: String) throws(Refusal) {
        let trimmed = String(text.stripped)
        let isPlain = trimmed.utf8.allSatisfy { $0.isVisibleASCII && !Self.isSpecial($0) }
        // RFC 5321 §4.5.3.1: 64 octets before the sign, 254 in all.
        guard isPlain, let at = trimmed.utf8.firstIndex(of: UInt8(ascii: "@")), trimmed.utf8.count <= 254,
            (1...64).contains(trimmed.utf8[..<at].count), Self.isDotted(trimmed.utf8[..<at]),
            Self.isDomain(trimmed.utf8[at...].dropFirst())
        else { throw Refusal { .badEmail(text, $0) } }
        description = trimmed
    }

    /// Nil when it is none.
    package init?(valid text: String) {
        guard let address = try? EmailAddress(text) else { return nil }
        self = address
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\\"),
            UInt8(ascii: "\""):
            true
        default: false
        }
    }

    private static func isDotted(_ text: Substring.UTF8View) -> Bool {
        let dot = UInt8(ascii: ".")
        var previous = dot
        for byte in text {
            if byte == dot, previous == dot { return false }
            previous = byte
        }
        return previous != dot
    }

    private static func isDomain(_ text: Substring.UTF8View) -> Bool {
        let (dot, hyphen) = (UInt8(ascii: "."), UInt8(ascii: "-"))
        var previous = dot
        for byte in text {
            guard byte.isASCIILetter || byte.isASCIIDigit || byte == hyphen || byte == dot else { return false }
            // No label is empty, or begins or ends with a hyphen.
            if previous == dot, byte == dot || byte == hyphen { return false }
            if previous == hyphen, byte == dot { return false }
            previous = byte
        }
        return previous != dot && previous != hyphen && text.contains(dot)
    }
}

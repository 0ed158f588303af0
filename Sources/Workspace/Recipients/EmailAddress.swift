/// An e-mail address that may stand in a header as it is: no spaces, controls or what has a meaning there (RFC 5322 §3.2.3).
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ text: String) throws(Refusal) {
        let trimmed = String(text.trimmed)
        let parts = trimmed.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let isPlain = trimmed.utf8.allSatisfy { $0.isVisibleASCII && !Self.special.contains($0) }
        // RFC 5321 §4.5.3.1: 64 octets before the sign, 254 in all.
        guard isPlain, parts.count == 2, (1...64).contains(parts[0].count), trimmed.utf8.count <= 254,
            Self.isDotted(parts[0]), Self.isDomain(parts[1])
        else { throw Refusal { .badEmail(text, $0) } }
        description = trimmed
    }

    private static let special = Array("()<>[]:;,\\\"".utf8)

    private static func isDotted(_ text: Substring.UTF8View) -> Bool {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }

    private static func isDomain(_ text: Substring.UTF8View) -> Bool {
        let hyphen = UInt8(ascii: "-")
        let labels = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy { label in
                !label.isEmpty && label.first != hyphen && label.last != hyphen
                    && label.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == hyphen }
            }
    }
}

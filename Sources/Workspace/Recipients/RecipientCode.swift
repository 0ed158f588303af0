/// What identifies a recipient in every file: `GM0193`. Never its name.
package struct RecipientCode: Hashable, Sendable, CustomStringConvertible {
    /// As the list of recipients writes it.
    package let description: String

    init(_ text: String) throws(Refusal) {
        let isAllowed = text.utf8.allSatisfy { $0.isASCIIDigit || $0.isASCIILetter || $0 == UInt8(ascii: "-") }
        guard isAllowed, (1...32).contains(text.utf8.count) else { throw Refusal { .badCode(text, $0) } }
        description = text
    }

    /// Codes that differ only in case are one code.
    var folded: String { Self.folded(description) }

    static func folded(_ text: some StringProtocol) -> String {
        // Most are in capitals already.
        let isFolded = text.utf8.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        return isFolded ? String(text) : text.uppercased()
    }

    package static func == (left: RecipientCode, right: RecipientCode) -> Bool { left.folded == right.folded }

    package func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

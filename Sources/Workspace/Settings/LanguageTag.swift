package import Templating

/// A language as documents name it (BCP 47), `nl-NL`, and the one of ours that it is written in.
package struct LanguageTag: Hashable, Sendable, CustomStringConvertible {
    package let description: String
    package let language: Language

    static let dutch = LanguageTag(description: "nl-NL", language: .dutch)

    private init(description: String, language: Language) {
        self.description = description
        self.language = language
    }

    init(_ text: String) throws(Refusal) {
        // Language, script and country (RFC 5646 §2.1).
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard [[2], [2, 2], [2, 4], [2, 4, 2]].contains(parts.map(\.count)),
            parts.joined().allSatisfy(\.isASCIILetter), let language = Language(tag: text)
        else { throw Refusal { _ in .badLanguage(text) } }
        // As they are usually written: nl-Latn-NL (RFC 5646 §2.1.1).
        let canonical = text.split(separator: "-").map { part in
            part.count == 4 ? part.prefix(1).uppercased() + part.dropFirst().lowercased() : part.uppercased()
        }
        let whole = ([canonical[0].lowercased()] + canonical.dropFirst()).joined(separator: "-")
        self.init(description: whole, language: language)
    }
}

/// The name of a letter: that of its folder, plain on every file system and in every shell.
struct LetterName: Hashable, Sendable, CustomStringConvertible {
    let description: String

    init(_ text: String) throws(CreationError) {
        let isPlain = text.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9._-]{0,63}/) != nil
        // What some systems take for the name without the point, and what is the number of a mailing.
        guard isPlain, text.last != ".", text.contains(where: { !$0.isNumber }) else { throw .notALetterName(text) }
        description = text
    }

    /// `oproep-huisvesting` as the subject of a letter.
    var words: String {
        let words = description.map { "-_.".contains($0) ? " " : String($0) }.joined().trimmed
        return words.isEmpty ? description : words.prefix(1).uppercased() + words.dropFirst()
    }
}

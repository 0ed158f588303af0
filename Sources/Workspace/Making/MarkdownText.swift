/// A plain text as it is written in a letter's Markdown, so that it is printed as it was.
enum MarkdownText {
    /// Of a paragraph on one line, without white space around it.
    static func written(_ paragraph: String) -> String {
        let characters = Array(paragraph)
        let marker = listMarker(characters)
        var result = ""
        for (index, character) in characters.enumerated() {
            let previous = index > 0 ? characters[index - 1] : nil
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            if index == marker || isMarkup(character, previous, next, isFirst: index == 0) { result += "\\" }
            result.append(character)
        }
        return result
    }

    private static func isMarkup(
        _ character: Character, _ previous: Character?, _ next: Character?, isFirst: Bool
    ) -> Bool {
        switch character {
        // Braces too: no two of them may be left side by side, or they would be a tag.
        case "\\", "`", "*", "[", "]", "<", ">", "|", "{", "}": true
        case "%", "#": isFirst || previous == "{"
        // Within a word it is no emphasis.
        case "_": !(isWord(previous) && isWord(next))
        // `&amp;` would be printed as `&`.
        case "&": next.map { $0.isLetter || $0 == "#" } ?? false
        case "-", "+", "~", "=": isFirst
        default: false
        }
    }

    /// Where the point or bracket stands that makes a list of `1. ` or `1) ` at the start.
    private static func listMarker(_ characters: [Character]) -> Int? {
        let digits = characters.prefix { $0.isASCII && $0.isNumber }.count
        guard digits > 0, digits < characters.count, ".)".contains(characters[digits]) else { return nil }
        return digits
    }

    private static func isWord(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber } ?? false
    }
}

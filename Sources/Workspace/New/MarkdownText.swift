/// A plain text as it is written in a letter's Markdown, so that it is printed as it was.
enum MarkdownText {
    /// Of a paragraph on one line, without white space around it.
    static func written(_ paragraph: String) -> String {
        let characters = Array(paragraph)
        let marker = marker(characters)
        var result = ""
        for (index, character) in characters.enumerated() {
            let previous = index > 0 ? characters[index - 1] : nil
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            let isEntity = character == "&" && beginsEntity(characters[(index + 1)...])
            if index == marker || isEntity || isMarkup(character, previous, next) { result += "\\" }
            result.append(character)
        }
        return result
    }

    /// What has a meaning wherever it stands.
    private static func isMarkup(_ character: Character, _ previous: Character?, _ next: Character?) -> Bool {
        switch character {
        // Braces too: no two of them may be left side by side, or they would be a tag.
        case "\\", "`", "*", "[", "]", "<", "|", "{", "}": true
        case "%", "#": previous == "{"
        // Within a word it is no emphasis.
        case "_": !(isWord(previous) && isWord(next))
        default: false
        }
    }

    /// `&amp;` would be printed as `&`.
    private static func beginsEntity(_ rest: ArraySlice<Character>) -> Bool {
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
        return !name.isEmpty && rest.dropFirst(name.count).first == ";"
    }

    /// Where the character stands that makes a list, heading, quotation, rule or code of a paragraph that begins with it.
    private static func marker(_ characters: [Character]) -> Int? {
        guard let first = characters.first else { return nil }
        let digits = characters.prefix { $0.isASCII && $0.isNumber }.count
        let next = characters.count > digits + 1 ? characters[digits + 1] : nil
        let isSeparate = next.map(\.isWhitespace) ?? true
        if digits > 0 {
            return digits < characters.count && ".)".contains(characters[digits]) && isSeparate ? digits : nil
        }
        switch first {
        case ">": return 0
        case "#": return isSeparate || next == "#" ? 0 : nil
        case "-", "+", "~": return isSeparate || next == first ? 0 : nil
        default: return nil
        }
    }

    private static func isWord(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber } ?? false
    }
}

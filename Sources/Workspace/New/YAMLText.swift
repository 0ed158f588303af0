/// A text as it is written in YAML, so that it is read back as it was.
enum YAMLText {
    static func written(_ text: String) -> String {
        isPlain(text) ? text : "\"\(escaped(text))\""
    }

    /// Nothing in it has a meaning, also between braces, and no reader of YAML makes a number, date or truth of it.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter, text.last?.isWhitespace == false else { return false }
        let isMeant = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        return !isMeant && text.allSatisfy { $0.isLetter || $0.isNumber || " ._-/()".contains($0) }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\"", "\\": result += "\\\(character)"
            case "\t": result += "\\t"
            case "\n", "\r", "\r\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }
}

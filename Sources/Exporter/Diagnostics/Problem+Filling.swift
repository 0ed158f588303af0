import Templating

/// What can be wrong with the values that a letter prints.
extension Problem {
    static func emptyValue(_ path: String, who: String, printedAt place: Place?) -> Problem {
        let printed = place.map { ", and \($0.file)\($0.line.map { ":\($0)" } ?? "") prints it" } ?? ""
        return Problem(
            .emptyValue, "'\(path)' is empty for \(who)\(printed)",
            suggestion: "fill it in, or print it only when it is there: {% if \(path) is not missing %}")
    }

    /// `first` and `second` are those for whom it is printed with the fewest and the most decimals.
    static func differingDecimals(
        _ source: String, _ first: (text: String, who: String), _ second: (text: String, who: String)
    ) -> Problem {
        Problem(
            .differingDecimals,
            "'\(source)' is printed as \(first.text) for \(first.who), and as \(second.text) for \(second.who)",
            suggestion: "say how many decimals to print: {{ \(source) | number(2) }}")
    }

    static func emptySetting(_ path: String) -> Problem {
        Problem(
            .emptyValue, "'\(path)' is not set",
            suggestion: "set it, or print it only when it is there: {% if \(path) is not missing %}")
    }

    static func emptyLetter(_ who: String?) -> Problem {
        Problem(
            .emptyLetter, who.map { "nothing of the text is left for \($0)" } ?? "there is no text",
            suggestion: who == nil ? "write it" : "look at the conditions: give each recipient a variant")
    }

    /// Of the message that a letter goes with by e-mail.
    static func unfitForMessage(_ refusal: LetterMessage.Refusal, _ who: String) -> Problem {
        let field = if case .unfit(let name) = refusal { name } else { "a header" }
        return Problem(
            .controlCharacter,
            "'\(field)' of the e-mail to \(who) has a line end, another control character or '=?' in it",
            suggestion: "print only values there that are one line of plain text")
    }

    /// `others` is how many more have no row either.
    static func emptyTable(_ source: String, for who: String, and others: Int) -> Problem {
        Problem(
            .emptyTable,
            "of the table of \(source) only the header is left for \(who)\(others > 0 ? ", and \(others) more" : "")",
            suggestion: "ask first whether there is a row: {% if count(tables.name) > 0 %}")
    }

    static func deadBranch(_ source: String) -> Problem {
        Problem(
            .deadBranch, "no recipient gets what follows \(source)",
            suggestion: "is the condition right? Otherwise take it out")
    }
}

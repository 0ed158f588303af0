import Templating

/// What is printed as it was typed, though it was probably meant for something else; and what is not.
extension Problem {
    static let spacedBraces = Problem(
        .printedAsTyped, "this is no tag, and is printed as it stands",
        suggestion: "write the two signs together: {{ … }} or {% … %}")

    static let brokenLink = Problem(
        .printedAsTyped, "this is no link, and is printed as it stands",
        suggestion: "write [text](https://…), without a space between ] and (, and %20 for each in the address")

    static let bareLink = Problem(
        .printedAsTyped, "this address is printed, and is no link",
        suggestion: "write <https://…>, or [what it leads to](https://…)")

    static let rawDelimiters = Problem(
        .printedAsTyped, "these signs are printed as they stand",
        suggestion: "emphasis is *so* or **so**, without a space inside the signs; meant as they are: \\*, \\_, \\~")

    static let rawHTML = Problem(
        .printedAsTyped, "this looks like HTML, and is printed as it stands",
        suggestion: "take it out; a comment is {# … #}; what is meant as it is: \\<")

    static let unknownEntity = Problem(
        .printedAsTyped, "this stands for no character, and is printed as it stands",
        suggestion: "write the character itself; what is meant as it is: \\&")

    static let strayBackslash = Problem(
        .printedAsTyped, "this backslash is printed",
        suggestion: "a hard break is a \\ at the end of a line that another follows; what is meant as it is: \\\\")

    static let typedBullet = Problem(
        .printedAsTyped, "this looks like an item, and is plain text: with other lines it becomes one paragraph",
        suggestion: "begin each item with '- ' or '1. ', after an empty line; put an empty line between paragraphs")

    static let headingWithoutSpace = Problem(
        .printedAsTyped, "this is no heading, and is printed as it stands",
        suggestion: "write ## and a space; what is meant as it is: \\#")

    static let tableWithoutHeader = Problem(
        .printedAsTyped, "this is no table, and is printed as it stands",
        suggestion: "write a header and under it |---|---|, after an empty line; what is meant as it is: \\|")

    static let underlinedHeading = Problem(
        .printedAsTyped, "the line of - or = under it makes a heading of this text",
        suggestion: "write ## before a heading; otherwise take the line out")

    static func renumberedList(typed: [Int], printed: [Int]) -> Problem {
        func list(_ numbers: [Int]) -> String {
            numbers.prefix(8).map { "\($0)" }.joined(separator: ", ") + (numbers.count > 8 ? ", …" : "")
        }
        return Problem(
            .renumberedList, "the items typed \(list(typed)) are printed \(list(printed))",
            suggestion: "number them as they are printed; what is meant as it is: 3\\. …, each as a paragraph")
    }

    static func tooMuchMarkup(_ limit: Int) -> Problem {
        Problem(
            .tooLarge, "a paragraph with more than \(limit) of '[' and '<' is not read",
            suggestion: "put an empty line between paragraphs; what is meant as it is: \\[")
    }

    static func tableTooWide(_ limit: Int) -> Problem {
        Problem(.tooLarge, "a line with more than \(limit) columns is not read")
    }

    static let definitionTooLong = Problem(
        .tooLarge, "the addresses that links are given here are too long for how often there is a link",
        suggestion: "put an empty line before and after the lines that begin with [name]:")
}

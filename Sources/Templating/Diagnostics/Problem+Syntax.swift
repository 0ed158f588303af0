/// What can be wrong with a tag before any name in it is looked up.
extension Problem {
    static func unclosedTag(_ opening: String, closing: String) -> Problem {
        Problem(.unclosedTag, "this tag is not closed", suggestion: "write '\(closing)' before the paragraph ends")
    }

    static func strayTagEnd(_ braces: String) -> Problem {
        Problem(
            .strayTagEnd, "'\(braces)' closes nothing",
            suggestion: "open the tag, or write {{ \"\(braces)\" }} to print it")
    }

    static let tooManyDigits = Problem(
        .badExpression, "this number has more digits than \(ExactNumber.maximumDigits), the most that are read",
        suggestion: "leave some out")

    static func badNumber(_ text: String) -> Problem {
        Problem(
            .badExpression, "'\(text.prefix(40))' is not a number",
            suggestion: "write it like 1234.5, without grouping")
    }

    static let unclosedText = Problem(.badExpression, "this text is not closed", suggestion: "end it with a quote")

    static func unknownEscape(_ text: String) -> Problem {
        Problem(
            .badExpression, "'\(text)' has no meaning in a text",
            suggestion: "a \\ stands only before a quote or another \\")
    }

    static func strayOperator(_ symbol: String, _ meant: String) -> Problem {
        Problem(.badExpression, "'\(symbol)' is not an operator", suggestion: "did you mean '\(meant)'?")
    }

    static func foreignWord(_ word: String, _ meant: String) -> Problem {
        Problem(.badExpression, "'\(word)' means nothing here", suggestion: "did you mean '\(meant)'?")
    }

    static let decimalComma = Problem(
        .badExpression, "a decimal comma is not read here",
        suggestion: "did you mean a point? Write 0.5, or a space between two numbers: 0, 5")

    static let expectedMissing = Problem(
        .badExpression, "after 'is' comes 'missing' or 'not missing'", suggestion: "compare with == otherwise")

    static func strayCharacter(_ character: String) -> Problem {
        Problem(.badExpression, "'\(character)' has no meaning in a tag")
    }

    static let unexpectedToken = Problem(.badExpression, "this does not belong here")

    static let expectedExpression = Problem(
        .badExpression, "something is missing here", suggestion: "write a name such as recipient.name")

    static let expectedFilter = Problem(
        .badExpression, "after '|' comes the name of a filter", suggestion: "for example: | number(1)")

    static func expected(_ what: String) -> Problem {
        Problem(.badExpression, "expected \(what.count <= 2 ? "'\(what)'" : what) here")
    }

    static let chainedComparison = Problem(
        .badExpression, "comparisons do not chain", suggestion: "write: a < b and b < c")

    static let expressionTooDeep = Problem(
        .tooDeep,
        "this expression is nested too deeply: at most \(Parser.maximumDepth) parentheses, and "
            + "\(Parser.maximumChain) operators in a row",
        suggestion: "calculate parts of it as 'derived' in letter.yaml")

    static let ambiguousFilter = Problem(
        .ambiguousFilter, "'|' would apply only to what stands after the operator",
        suggestion: "put parentheses around all that it is for: (a - b) | abs")

    static let expectedStatement = Problem(
        .unknownStatement, "a {% tag %} begins with if, elif, else, endif, for or endfor")

    static func unknownStatement(_ word: String) -> Problem {
        Problem(
            .unknownStatement, "unknown statement '\(word)'",
            suggestion: ["als": "if", "anders": "else", "voor": "for", "eindals": "endif", "elseif": "elif"][word]
                .map { "did you mean '\($0)'?" }
                ?? nearest(to: word, among: ["if", "elif", "else", "endif", "for", "endfor"])
                .map { "did you mean '\($0)'?" } ?? "there are if, elif, else, endif, for and endfor")
    }

    static func reservedCharacter(_ scalar: Unicode.Scalar) -> Problem {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return Problem(
            .reservedCharacter, "the character U+\(code) is not allowed", suggestion: "take it out")
    }
}

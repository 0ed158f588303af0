import Templating

/// What can be wrong with a value in a table. `context` says whose it is: `; Zwolle (GM0193), column 'eind'`.
extension Problem {
    static func emptyCell(_ context: String, suggestion: String) -> Problem {
        Problem(.emptyCell, "this cell is empty\(context)", suggestion: suggestion)
    }

    static func wrongType(
        _ text: some StringProtocol, _ type: ColumnType, suggestion: String?, _ context: String
    ) -> Problem {
        Problem(.wrongType, "'\(shown(text))' is not \(type.noun)\(context)", suggestion: suggestion)
    }

    static func ambiguousNumber(
        _ text: some StringProtocol, _ whole: String, _ fraction: String, _ context: String
    ) -> Problem {
        Problem(
            .ambiguousNumber, "'\(shown(text))' could be \(whole) or \(fraction)\(context)",
            suggestion: "write \(whole) or \(fraction)")
    }

    /// Of a column in which nothing tells what `12.500` is.
    static func ambiguousColumn(
        _ name: String, _ text: String, _ readings: (whole: String, fraction: String), of mark: DecimalMark, count: Int
    ) -> Problem {
        let others = count > 1 ? ", and \(count - 1) more like it" : ""
        return Problem(
            .ambiguousNumber,
            "'\(shown(text))' could be \(readings.whole) or \(readings.fraction)\(others), and no cell of column "
                + "'\(shown(name))' tells which",
            suggestion: "say it in the column's declaration: 'decimals: \(mark.other.rawValue)' makes it "
                + "\(readings.whole), 'decimals: \(mark.rawValue)' \(readings.fraction)")
    }

    static func tooManyDigits(_ text: some StringProtocol, _ context: String) -> Problem {
        Problem(
            .wrongType, "'\(shown(text))' has more digits than can be kept exactly\(context)",
            suggestion: "round it, to at most \(ExactNumber.maximumDigits) digits")
    }

    static func lostCharacter(_ text: String, _ context: String) -> Problem {
        Problem(
            .damagedText, "a character was lost in '\(shown(text))'\(context)",
            suggestion: "write it again, or take the file from its source once more, as UTF-8")
    }

    /// Of a text that was probably misread; nil for any other.
    static func misread(_ text: String, _ context: String) -> Problem? {
        guard case .misread? = TextDamage.first(in: text)?.kind else { return nil }
        return misreadText(text, TextDamage.mended(text), context)
    }

    static func decimalsOfNoNumber(_ type: ColumnType) -> Problem {
        Problem(.badValue, "'decimals' is of numbers, this column is \(type.noun)", suggestion: "take it out")
    }

    static func misreadText(_ text: String, _ meant: String, _ context: String) -> Problem {
        Problem(
            .misreadText,
            "'\(shown(text))' was probably '\(shown(meant))' before it was read in a wrong encoding\(context)",
            suggestion: "mend it, or take the file from its source once more, as UTF-8")
    }

    static func spreadsheetError(_ text: String, _ context: String) -> Problem {
        Problem(
            .damagedText, "'\(shown(text))' is what a spreadsheet writes for what it could not calculate\(context)",
            suggestion: "mend it there, and save it again")
    }

    static func valueTooLong(_ context: String) -> Problem {
        Problem(.valueTooLong, "this value is longer than 100 kB\(context)", suggestion: "is a quote missing?")
    }

    static func badCode(_ text: String, _ context: String) -> Problem {
        Problem(
            .badCode, "'\(shown(text))' is not a code\(context)",
            suggestion: "use 1 to 32 letters, digits and hyphens: A-Z, a-z, 0-9, -")
    }

    static func badPostcode(_ text: String, _ context: String) -> Problem {
        // Only a list says in which country its recipients are.
        Problem(
            .badPostcode, "'\(shown(text))' is not a Dutch postcode\(context)",
            suggestion: "write it like 8000 GB" + (context.isEmpty ? "" : ", or fill in the column 'country'"))
    }

    static func unissuedPostcode(_ text: String, _ context: String) -> Problem {
        Problem(
            .badPostcode, "'\(shown(text))' is not a Dutch postcode: SA, SD and SS are never used\(context)",
            suggestion: "look it up")
    }

    static func badEmail(_ text: String, _ context: String) -> Problem {
        Problem(
            .badEmail, "'\(shown(text))' is not an e-mail address\(context)",
            suggestion: "write one, like info@zwolle.nl")
    }

    static func badChannel(_ text: String, _ context: String) -> Problem {
        let channels = Channel.allCases.map(\.rawValue)
        return Problem(
            .badValue, "'\(shown(text))' is not one of \(channels.joined(separator: ", "))\(context)",
            suggestion: nearest(to: text, among: channels).map { "did you mean '\($0)'?" })
    }
}

/// What can be wrong between tables.
extension Problem {
    static func noEmail(for channel: Channel, _ context: String) -> Problem {
        Problem(
            .emptyCell, "channel '\(channel.rawValue)' needs an e-mail address\(context)",
            suggestion: "fill it in, or choose the channel post or manual")
    }

    static func unknownRecipient(_ code: String, list: String, meant: String?) -> Problem {
        let isTotal = TotalsRow.isLabel(code)
        return Problem(
            .unknownRecipient, "'\(shown(code))' is not in \(list)",
            suggestion: meant.map { "did you mean '\($0)'?" }
                ?? (isTotal
                    ? "a row that adds up the others is nobody's: take it out"
                    : "add the recipient, or take the row out"))
    }

    static func missingFigures(_ label: String, file: String) -> Problem {
        Problem(.missingFigures, "\(label) has no row in \(file)", suggestion: "add the row")
    }
}

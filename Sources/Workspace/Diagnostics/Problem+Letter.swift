import Templating

/// What can be wrong with `letter.yaml`.
extension Problem {
    static let keyIsDeclared = Problem(
        .nameTaken, "'code' is the key and is there always", suggestion: "leave it out of the columns")

    static let exampleText = Problem(
        .toFillIn, "this is still the example text of 'oproep new'", suggestion: "write the letter's own")

    static func toFillInText(_ text: String) -> Problem {
        Problem(
            .foreignPlaceholder, "'\(shown(text))' would be printed as it stands",
            suggestion: "write what it must be, or a tag: {{ … }}")
    }

    /// Of another program; `tag` is what it probably stands for here.
    static func foreignPlaceholder(_ text: String, tag: String?) -> Problem {
        Problem(
            .foreignPlaceholder, "'\(shown(text))' would be printed as it stands",
            suggestion: tag.map { "did you mean '{{ \($0) }}'?" } ?? "write it as a tag, like {{ recipient.name }}")
    }

    static func lostCharacterInText(_ text: String) -> Problem {
        Problem(
            .damagedText, "a character was lost here", suggestion: "write it again: '\(shown(text))' says nothing")
    }

    static func misreadInText(_ text: String, _ meant: String) -> Problem {
        Problem(
            .misreadText, "'\(shown(text))' was read in a wrong encoding before",
            suggestion: "did you mean '\(shown(meant))'?")
    }

    static func invisible(_ scalar: Unicode.Scalar) -> Problem {
        Problem(
            .invisibleCharacter, "there is a character here that nobody sees: <\(scalar.codePoint)>",
            suggestion: "take it out")
    }

    static func unusedFigure(_ path: String) -> Problem {
        Problem(
            .unusedFigure, "'\(path)' is declared, and the letter neither prints nor uses it",
            suggestion: "print it, or take it out")
    }

    static let missingAndOptional = Problem(
        .badValue, "'missing' says what an empty cell stands for, 'optional' that it stands for nothing",
        suggestion: "keep one of them")

    static let emptyMissing = Problem(
        .badValue, "an empty text is no value of this type",
        suggestion: "write 'optional: true' instead, and ask in the letter whether it 'is missing'")

    static func totalTaken(_ name: String) -> Problem {
        Problem(
            .nameTaken, "'\(name)' is the name of a column of the figures already",
            suggestion: "choose another name: total.\(name) would mean both")
    }

    static func noMailing(_ number: Int) -> Problem {
        Problem(
            .unknownMailing, "there is no mailing \(number) to remind of",
            suggestion: "'oproep status' lists the mailings")
    }

    static func everyoneAnswered(_ number: Int) -> Problem {
        Problem(.noRecipients, "nobody is left to remind: nobody who got mailing \(number) is without an answer")
    }

    static func silentNotInList(_ code: String, mailing: Int, list: String) -> Problem {
        Problem(
            .unknownRecipient, "\(code) did not answer mailing \(mailing), and is not in recipients/\(list).csv",
            suggestion: "put it back, or settle it first: oproep record \(mailing) closed \(code) --on DATE")
    }

    static func writerTextNotAvailable(_ file: String) -> Problem {
        Problem(
            .notAvailable, "a letter written in Writer, '\(file)', is not available yet",
            suggestion: "write its text as letter.md")
    }

    static func notPrintable(_ file: String) -> Problem {
        Problem(
            .badValue, "'\(shown(file))' cannot be printed with the letters that go by post", suggestion: "attach a PDF"
        )
    }

    static let noEmailSender = Problem(
        .missingKey, "letters by e-mail need an address that they come from",
        suggestion: "give 'email' of the sender, or 'from' under delivery, smtp")

    static let replyBeforeDate = Problem(
        .badValue, "'reply_by' is not after the letter's own date", suggestion: "choose a later day")

    static func notWorkingDay(_ day: CalendarDate, _ name: String, next: CalendarDate) -> Problem {
        Problem(
            .notWorkingDay, "\(day) is not a working day: \(name)",
            suggestion: "the term then ends on the next one, \(next)")
    }

    static func missingLetter(_ name: String, known: [String]) -> Problem {
        Problem(
            .missingFile, "there is no letter '\(shown(name))'",
            suggestion: nearest(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? (known.isEmpty ? nil : "there are \(known.joined(separator: ", "))"))
    }

    /// `file` is one by that name, of a kind that is not read as a list.
    static func missingList(_ name: String, known: [String], saved file: String?) -> Problem {
        if let file {
            return Problem(
                .notAvailable, "'recipients/\(file)' is a spreadsheet; lists are read as CSV, for now",
                suggestion: "in Excel or LibreOffice choose 'Save as' and 'CSV UTF-8': recipients/\(name).csv")
        }
        return Problem(
            .missingFile, "'recipients/\(shown(name)).csv' is not there",
            suggestion: nearest(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? (known.isEmpty ? nil : "there are \(known.joined(separator: ", "))"))
    }
}

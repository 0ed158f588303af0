import Templating

/// What can be wrong with `oproep.yaml` and `letter.yaml`.
extension Problem {
    /// With what Yams says of it; and, for the mistakes that people make, what to do.
    static func badYAML(_ reason: String, line: String = "") -> Problem {
        let suggestion: String? =
            if line.contains(": {{") || line.contains("- {{") {
                "put the whole value between quotes"
            } else if reason.contains("mapping values are not allowed") {
                "put a text that holds ': ' between quotes"
            } else if reason.contains("cannot start any token") {
                line.contains("\t")
                    ? "indent with spaces, not with tabs" : "put a text that begins with this character between quotes"
            } else if reason.contains("undefined alias") || reason.contains("alphabetic or numeric") {
                "put a text that begins with * or & between quotes"
            } else if reason.contains("another document") {
                "take out the line '---' and what follows"
            } else if reason.contains("expected") {
                "look at the indentation, and at quotes and brackets that are not closed"
            } else {
                nil
            }
        return Problem(.badYAML, "this is not YAML: \(reason)", suggestion: suggestion)
    }

    static let yamlAlias = Problem(
        .badYAML, "anchors and aliases (&name, *name) are not used here", suggestion: "write the value itself")

    static let yamlTag = Problem(
        .badYAML, "tags (!name) are not used here", suggestion: "leave it out: every value is read as it is written")

    static let unquotedTag = Problem(
        .badYAML, "this is not YAML: {{ begins a mapping", suggestion: "put the whole value between quotes")

    static let yamlTooDeep = Problem(.tooDeep, "keys and lists are nested too deeply")

    static func duplicateKey(_ key: String, line: Int) -> Problem {
        Problem(.duplicateKey, "'\(shown(key))' stands on line \(line) already", suggestion: "keep one of them")
    }

    static func unknownKey(_ key: String, known: [String]) -> Problem {
        Problem(
            .unknownKey, "unknown key '\(shown(key))'",
            suggestion: nearest(to: key, among: known).map { "did you mean '\($0)'?" }
                ?? "there are \(known.joined(separator: ", "))")
    }

    static func missingKey(_ path: String) -> Problem {
        Problem(.missingKey, "'\(path)' is missing", suggestion: "add it")
    }

    static func emptySetting(_ path: String) -> Problem {
        Problem(.badValue, "'\(path)' is empty", suggestion: "give it a value, or leave the key out")
    }

    static func wrongKind(_ path: String, expected: String, found: YAMLNode) -> Problem {
        Problem(.badValue, "'\(path)' must be \(expected), this is \(found.noun)")
    }

    static func tagInSetting(_ path: String) -> Problem {
        Problem(
            .badValue, "a tag in '\(path)' would be printed as it stands",
            suggestion: "write it out; tags are read in subject and reference, and in the letter's text")
    }

    static func commentInText(_ path: String, _ comment: String) -> Problem {
        Problem(
            .commentInText, "'\(shown(comment))' is a comment, and is not part of '\(path)'",
            suggestion: "put the whole text between quotes; a comment is written with a space, '# …'")
    }

    static func toFillIn(_ path: String, _ text: String) -> Problem {
        Problem(
            .toFillIn, "'\(path)' is still to be filled in: '\(shown(text))'", suggestion: "write what it must be")
    }

    static func toConfirm(_ path: String, _ text: String) -> Problem {
        Problem(
            .toFillIn, "'\(path)' is still to be filled in: '\(shown(text))' was written there for you",
            suggestion: "write what it must be; when it is right, take the mark '\(FillIn.mark)' out")
    }

    static func lineBreak(_ path: String) -> Problem {
        Problem(.badValue, "'\(path)' holds a line break", suggestion: "write it on one line")
    }

    static func notOne(_ text: String, of choices: [String]) -> Problem {
        Problem(
            .badValue, "'\(shown(text))' is not one of \(choices.joined(separator: ", "))",
            suggestion: nearest(to: text, among: choices).map { "did you mean '\($0)'?" })
    }

    static func notPositive(_ text: String) -> Problem {
        Problem(.badValue, "'\(shown(text))' is not a whole number from 1", suggestion: "write it like 60")
    }

    static func notADate(_ text: String) -> Problem {
        Problem(.badValue, "'\(shown(text))' is not a date", suggestion: "write it like 2024-07-11")
    }

    static func noSuchDay(_ text: some StringProtocol, _ context: String = "") -> Problem {
        Problem(.badDate, "there is no day '\(shown(text))'\(context)")
    }

    static func notAName(_ name: String) -> Problem {
        Problem(
            .badValue, "'\(shown(name))' cannot be used as a name in a letter",
            suggestion: "begin with a letter, then only letters, digits and _")
    }
}

/// What can be wrong with names, types and the nesting of tags.
extension Problem {
    /// `known` is empty where it is not asked for what was meant.
    static func unknownName(_ path: String, known: [String]) -> Problem {
        let group = path.split(separator: ".").first.map(String.init) ?? path
        let kind =
            switch group {
            case _ where !path.contains("."): "name"
            case "figures": "figure"
            case "recipient": "recipient column"
            case "derived": "derived value"
            case "values": "value"
            default: "name"
            }
        // Few letters follow on another mailing.
        let known = known.filter { group == "previous" || !$0.hasPrefix("previous.") }
        // First within the same group, then the same last word elsewhere, then anything near.
        let last = path.split(separator: ".").last.map(String.init) ?? path
        let found =
            nearest(to: path, among: known.filter { $0.hasPrefix(group + ".") })
            ?? known.filter { $0.hasSuffix("." + last) }.min()
            ?? nearest(to: path, among: known)
        return Problem(
            .unknownName, "unknown \(kind) '\(path)'", suggestion: found.map { "did you mean '\($0)'?" })
    }

    static func usedBefore(_ path: String) -> Problem {
        Problem(
            .unknownName, "'\(path)' is not known here yet",
            suggestion: "what is derived may only use what stands above it, and not itself")
    }

    static func unknownFilter(_ name: String, known: some Collection<String>) -> Problem {
        Problem(
            .unknownFilter, "unknown filter '\(name)'",
            suggestion: nearest(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? "there are \(known.sorted().joined(separator: ", "))")
    }

    static func unknownFunction(_ name: String, known: [String]) -> Problem {
        let dutch = ["som": "sum", "aantal": "count", "afronden": "round", "datum": "date", "grootste": "max"]
        return Problem(
            .unknownFunction, "unknown function '\(name)'",
            suggestion: (dutch[name] ?? nearest(to: name, among: known)).map { "did you mean '\($0)'?" }
                ?? "there are \(known.joined(separator: ", "))")
    }

    static func wrongDecimals(_ usage: String) -> Problem {
        Problem(
            .wrongArguments, "wrong arguments",
            suggestion: "write it like \(usage), with decimals from 0 to \(ExactNumber.maximumDecimals)")
    }

    static func badDateText(_ text: String) -> Problem {
        Problem(.badDate, "'\(text.prefix(40))' is not a day", suggestion: "write it like date(\"2024-03-01\")")
    }

    static let moneyTimesMoney = Problem(
        .typeMismatch, "money times money is nothing", suggestion: "multiply an amount by a number")

    static let numberByMoney = Problem(
        .typeMismatch, "a number cannot be divided by an amount of money",
        suggestion: "divide an amount by a number, or by another amount")

    static func columnNotPrintable(_ path: String) -> Problem {
        Problem(
            .notPrintable, "'\(path)' is a column with many values",
            suggestion: "add them up: sum(\(path)), or repeat over the rows with {% for … %}")
    }

    static func notColumn(_ path: String) -> Problem {
        Problem(
            .typeMismatch, "'\(path)' is not a column of a table",
            suggestion: "a sum is over a column: sum(tables.subsidies.bedrag)")
    }

    static func wrongArguments(_ usage: String) -> Problem {
        Problem(.wrongArguments, "wrong arguments", suggestion: "write it like \(usage)")
    }

    static let badDatePattern = Problem(
        .wrongArguments, "this is not a date pattern",
        suggestion: "use d dd M MM MMM MMMM yy yyyy EEEE, as in date(\"dd.MM.yyyy\"); other letters between '…'")

    static func typeMismatch(expected: String, found: ValueType) -> Problem {
        Problem(.typeMismatch, "expected \(expected), this is \(found.noun)")
    }

    static func cannotCompare(_ left: ValueType, _ right: ValueType) -> Problem {
        Problem(.typeMismatch, "\(left.noun) cannot be compared with \(right.noun)")
    }

    static func cannotOrder(_ type: ValueType) -> Problem {
        Problem(.typeMismatch, "\(type.noun) has no order", suggestion: "compare with == or !=")
    }

    static let booleanNotPrintable = Problem(
        .notPrintable, "a boolean cannot be printed",
        suggestion: "choose the words: {% if … %}ja{% else %}nee{% endif %}")

    static func rowsNotPrintable(_ path: String) -> Problem {
        Problem(
            .notPrintable, "'\(path)' is a table, not a value",
            suggestion: "repeat over it: {% for row in \(path) %}, or ask how many rows it has: count(\(path))")
    }

    static func notRows(_ source: String) -> Problem {
        Problem(
            .typeMismatch, "'\(source)' is not a table",
            suggestion: "a loop goes over tables.…, letter.copies or letter.attachments")
    }

    static func nameTaken(_ name: String) -> Problem {
        Problem(.nameTaken, "'\(name)' is taken already", suggestion: "choose another name for the row")
    }

    static func neverOpened(_ tag: String, opener: String) -> Problem {
        Problem(.unmatchedTag, "{% \(tag) %} without {% \(opener) %}")
    }

    static func neverClosed(_ tag: String, closer: String) -> Problem {
        Problem(.unmatchedTag, "{% \(tag) %} is never closed", suggestion: "add {% \(closer) %}")
    }

    static let afterElse = Problem(.unmatchedTag, "nothing but {% endif %} may follow {% else %}")

    package static func crossing(_ opener: String, closer: String) -> Problem {
        Problem(
            .crossingTags, "this {% \(opener) %} and its {% \(closer) %} are not in the same paragraph, cell or list",
            suggestion: "open and close it in one paragraph, or put each tag on a line of its own")
    }

    static let tagsTooDeep = Problem(
        .tooDeep,
        "tags are nested too deeply: at most \(TagCompiler.maximumDepth), and \(TagCompiler.maximumLoops) loops",
        suggestion: "combine conditions with 'and', or use {% elif … %}")
}

import Templating

/// A number as people write it in a language: digits, an optional minus, and one kind of separator.
///
/// Grouping is never guessed: `1.234` is 1234 to a Dutch reader and 1,234 to the program that exported it.
enum WrittenNumber: Equatable {
    case number(ExactNumber)
    /// Grouped, or with the other language's separator: two readings, both as they should be written.
    case ambiguous(whole: String, fraction: String)
    /// It can only mean one thing, but must be written otherwise.
    case misspelt(correct: String)
    case notANumber

    init(_ text: Substring, in language: Language) {
        let point = Character(language.decimalSeparator)
        let group = Character(language.groupSeparator)
        if let number = ExactNumber(text, separator: language.decimalSeparator) {
            self = .number(number)
            return
        }
        let hasSign = text.first.map { "-+\u{2212}".contains($0) } ?? false
        let sign = hasSign && text.first != "+" ? "-" : ""
        let parts = text.dropFirst(hasSign ? 1 : 0).split(separator: point, omittingEmptySubsequences: false)
        // Spaces, also those that do not break, and apostrophes only ever group.
        let groups = (parts.first ?? "").split(omittingEmptySubsequences: false) {
            $0 == group || $0 == "'" || $0.isWhitespace
        }
        guard parts.count <= 2, (groups + parts.dropFirst()).allSatisfy(Self.areDigits) else {
            self = .notANumber
            return
        }
        // Nobody groups after a zero: 0.125 is a fraction.
        let isGrouped =
            groups.dropFirst().allSatisfy { $0.count == 3 } && groups[0].count <= 3 && groups[0].first != "0"
        let whole = sign + groups.joined()
        switch (groups.count, parts.count) {
        case (1, 2), (2..., 2):
            self = isGrouped || groups.count == 1 ? .misspelt(correct: "\(whole)\(point)\(parts[1])") : .notANumber
        case (2, _) where text.contains(group):
            let fraction = "\(sign)\(groups[0])\(point)\(groups[1])"
            self = isGrouped ? .ambiguous(whole: whole, fraction: fraction) : .misspelt(correct: fraction)
        default:
            self = isGrouped || groups.count == 1 ? .misspelt(correct: whole) : .notANumber
        }
    }

    private static func areDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(\.isASCIIDigit)
    }
}

import Templating

/// Reads what is written in a cell as the type of its column.
struct CellReader: Sendable {
    let language: Language

    /// `.empty` when there is nothing in it that can be seen.
    func read(_ text: String, as type: ColumnType, _ style: NumberStyle = .each) throws(Refusal) -> Value {
        if type == .text {
            return try self.text(text)
        }
        let stripped = text.stripped
        if stripped.isEmpty { return .empty }
        switch type {
        case .date: return .date(try date(stripped))
        case .boolean: return .boolean(try boolean(stripped))
        default: return .number(try number(stripped, as: type, style))
        }
    }

    private func text(_ text: String) throws(Refusal) -> Value {
        let tidied = text.tidied
        if tidied.isEmpty { return .empty }
        if SpreadsheetError.contains(tidied[...]) { throw Refusal { .spreadsheetError(tidied, $0) } }
        if tidied.holdsLostCharacter { throw Refusal { .lostCharacter(tidied, $0) } }
        return .text(tidied)
    }

    private func number(_ text: Substring, as type: ColumnType, _ style: NumberStyle) throws(Refusal) -> ExactNumber {
        // Most are nothing but digits.
        if text.utf8.allSatisfy(\.isASCIIDigit), let number = ExactNumber(text) { return number }
        guard let written = WrittenNumber(text) else {
            throw Refusal { .wrongType(text, type, suggestion: Self.hint(text), $0) }
        }
        let mark = try mark(of: written, text, type, style)
        guard let number = written.number(mark) else { throw Refusal { .tooManyDigits(text, $0) } }
        let decimals = written.fractionDigits(mark)
        if type == .integer, decimals > 0 {
            // `3,0` says that something was measured in tenths: not what the column promises.
            let isAmount = written.isEuro || decimals == 2
            let whole = number.isInteger ? "write \(number)" : nil
            let other = isAmount ? "give the column 'type: money'" : nil
            let suggestion = [whole, other].compactMap(\.self).joined(separator: ", or ")
            throw Refusal { .wrongType(text, type, suggestion: suggestion.isEmpty ? nil : suggestion, $0) }
        }
        if type == .money, decimals > 2, (try? number.rounded(toDecimals: 2)) != number {
            throw Refusal {
                .wrongType(text, type, suggestion: "round it to cents, or give the column 'type: decimal'", $0)
            }
        }
        return number
    }

    private func mark(
        of written: WrittenNumber, _ text: Substring, _ type: ColumnType, _ style: NumberStyle
    ) throws(Refusal) -> DecimalMark {
        let own = DecimalMark(of: language)
        switch (style, written.decimals) {
        case (.settled(let mark), .unmarked), (.mixed(let mark), .unmarked), (.settled(let mark), .either): return mark
        case (.each, .unmarked): return own
        case (.each, .mark(let mark)): return mark
        case (.settled(let right), .mark(let mark)), (.mixed(let right), .mark(let mark)):
            if mark == right { return mark }
            let correct = written.written(mark, as: right)
            throw Refusal { .wrongType(text, type, suggestion: "write \(correct), as in the rest of the column", $0) }
        case (.each, .either), (.mixed, .either):
            let (whole, fraction) = written.readings(in: own)
            throw Refusal { .ambiguousNumber(text, whole, fraction, $0) }
        }
    }

    /// What to do about a text that offices have in a column of numbers.
    private static func hint(_ text: Substring) -> String? {
        if text.hasSuffix("%") {
            return "take the percent sign out, and print it with {{ … | percent }}"
        }
        if SpreadsheetError.contains(text) { return "the spreadsheet could not calculate it: mend it there" }
        if text.wholeMatch(of: /[-−]?\d+([.,]\d+)?[eE][+-]?\d+/) != nil {
            return "the spreadsheet shortened it: give its cells the format of a number, and save it again"
        }
        if text.contains("$") || text.contains("£") { return "amounts are in euros: take the sign out" }
        if text.allSatisfy({ "€-–−  \u{A0}".contains($0) }) { return "write 0 when it is zero, or leave it empty" }
        return nil
    }

    private func date(_ text: Substring) throws(Refusal) -> CalendarDate {
        switch WrittenDate(text, in: language) {
        case .date(let date): return date
        case .impossible: throw Refusal { .noSuchDay(text, $0) }
        case .notADate:
            let suggestion = "write it like 2024-07-11" + (language == .dutch ? " or 11-7-2024" : "")
            throw Refusal { .wrongType(text, .date, suggestion: suggestion, $0) }
        }
    }

    private func boolean(_ text: Substring) throws(Refusal) -> Bool {
        switch text.lowercased() {
        case "true", "ja", "yes", "waar": return true
        case "false", "nee", "no", "onwaar": return false
        default: throw Refusal { .wrongType(text, .boolean, suggestion: "write ja or nee, true or false", $0) }
        }
    }
}

extension WrittenNumber {
    /// What `12.500` can be, as both are written with `mark` before the decimals.
    func readings(in mark: DecimalMark) -> (whole: String, fraction: String) {
        guard case .either(let written) = decimals else { return ("", "") }
        return (self.written(written.other, as: mark), self.written(written, as: mark))
    }
}

import Templating

/// Reads what is written in a cell as the type of its column.
struct CellReader: Sendable {
    let language: Language

    /// `.empty` when there is nothing but spaces in it.
    func read(_ text: String, as type: ColumnType) throws(Refusal) -> Value {
        let trimmed = text.trimmed
        if trimmed.isEmpty { return .empty }
        switch type {
        case .text: return .text(text)
        case .integer, .decimal: return .number(try number(trimmed, as: type))
        case .date: return .date(try date(trimmed))
        case .boolean: return .boolean(try boolean(trimmed))
        }
    }

    private func number(_ text: Substring, as type: ColumnType) throws(Refusal) -> ExactNumber {
        switch WrittenNumber(text, in: language) {
        case .number(let number):
            // `3,0` says that something was measured in tenths: not what the column promises.
            let hasFraction = text.unicodeScalars.contains(language.decimalSeparator)
            guard type == .integer, hasFraction else { return number }
            let whole = number.isInteger ? number.description : nil
            throw Refusal { .wrongType(text, type, suggestion: whole.map { "write \($0)" }, $0) }
        case .ambiguous(let whole, let fraction):
            throw Refusal { .ambiguousNumber(text, whole, fraction, $0) }
        case .misspelt(let correct):
            // Of what is no whole number either way there is no right way to write it.
            let isUseful = type == .decimal || !correct.unicodeScalars.contains(language.decimalSeparator)
            throw Refusal { .wrongType(text, type, suggestion: isUseful ? "write \(correct)" : nil, $0) }
        case .notANumber:
            throw Refusal { .wrongType(text, type, suggestion: nil, $0) }
        }
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

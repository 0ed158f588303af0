/// What a name stands for in one letter.
package enum Value: Hashable, Sendable {
    case text(String)
    case number(ExactNumber)
    case date(CalendarDate)
    case boolean(Bool)
    /// A cell or setting that was left empty, or what was calculated with one. It may be asked for, by `is missing` and
    /// by comparing with `""`; printing it is an error.
    case empty

    package var isEmpty: Bool { self == .empty }
}

/// The types that expressions have.
package enum ValueType: String, Hashable, Sendable {
    /// `money` is a number that prints as an amount.
    case text, number, money, date, boolean

    /// Whether it can be calculated with.
    package var isNumeric: Bool { self == .number || self == .money }

    /// As a noun with its article, for messages.
    package var noun: String {
        switch self {
        case .text: "a text"
        case .number: "a number"
        case .money: "an amount of money"
        case .date: "a date"
        case .boolean: "a boolean"
        }
    }
}

extension Value: CustomStringConvertible {
    /// The plain form, the same in every language: what `explain` shows as the raw value.
    package var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): number.description
        case .date(let date): date.description
        case .boolean(let boolean): boolean ? "true" : "false"
        case .empty: ""
        }
    }
}

package import Templating

/// The types that `letter.yaml` gives to columns.
package enum ColumnType: String, Hashable, Sendable, CaseIterable {
    case text, integer, decimal, money, date, boolean

    package var valueType: ValueType {
        switch self {
        case .text: .text
        case .integer, .decimal: .number
        case .money: .money
        case .date: .date
        case .boolean: .boolean
        }
    }

    package var isNumeric: Bool { valueType.isNumeric }

    var noun: String {
        switch self {
        case .text: "a text"
        case .integer: "an integer"
        case .decimal: "a decimal number"
        case .money: "an amount"
        case .date: "a date"
        case .boolean: "a boolean"
        }
    }
}

import Templating

/// What stands before the decimals of a number, as `decimals:` of a column says it. The other one groups digits.
package enum DecimalMark: String, Hashable, Sendable, CaseIterable {
    case comma, point

    var scalar: Unicode.Scalar { self == .comma ? "," : "." }
    var other: DecimalMark { self == .comma ? .point : .comma }

    init(of language: Language) { self = language.decimalSeparator == "," ? .comma : .point }
}

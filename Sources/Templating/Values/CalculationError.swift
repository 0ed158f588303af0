/// Why a calculation has no result.
package enum CalculationError: Error, Hashable, Sendable {
    case divisionByZero
    case overflow
    /// It would be printed with decimals that have no end.
    case unending
    /// It would be printed with more decimals than anyone reads.
    case tooManyDecimals
    /// A value that it needs is empty.
    case empty
}

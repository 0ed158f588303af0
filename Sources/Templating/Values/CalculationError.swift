/// Why a calculation has no result.
package enum CalculationError: Error, Hashable, Sendable {
    case divisionByZero
    case overflow
    /// A value that it needs is empty.
    case empty
}

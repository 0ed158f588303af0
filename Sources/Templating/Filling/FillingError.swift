/// What could not be filled in, for one recipient.
package struct FillingError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case calculation(CalculationError)
        /// What a hole would print is empty.
        case emptyValue
    }

    package let reason: Reason
    /// Of the expression in its template.
    package let place: Place
    package let source: String
    /// The names it uses, to find the cells that are to blame.
    package let names: [Expression.Name]
    /// Those of them that are empty.
    package let emptyNames: [Expression.Name]
    /// The row that a loop had in hand, by table.
    package let rows: [Int: Int]
}

package struct FillingErrors: Error, Hashable, Sendable {
    package let errors: [FillingError]
}

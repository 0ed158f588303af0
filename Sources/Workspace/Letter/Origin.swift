package import Templating

/// Where a value comes from: what `explain` shows of every figure.
package struct Origin: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// A cell of a table.
        case cell
        /// A cell that is empty, for which `letter.yaml` says what that means.
        case missing
        /// Written in `letter.yaml` or `oproep.yaml`.
        case setting
        /// Calculated from others.
        case derived
        /// Kept of an earlier mailing.
        case registry
        /// A sum over all rows.
        case total
    }

    package var kind: Kind
    /// File, line and column; of a cell also its name, of a total those that are summed: `D2:D26`.
    package let place: Place
    /// As it was written; nil for what is calculated.
    package var text: String?
    package var label: String?
    package var asOf: CalendarDate?
    package var source: String?
    /// How it is calculated, as written: `max(0, -figures.saldo_eind)`, `sum(figures.saldo_eind)`.
    package var formula: String?
    /// How many rows a total sums.
    package var rows: Int?
    /// How many of these have no value, and are not in the sum.
    package var skipped: Int?
}

import Templating

/// A recipient of the list, addressed or not, with the values that are known so far.
struct LetterRow: Sendable {
    let recipient: Recipient
    /// Among the rows of the figures.
    let figures: Int?
    /// For each table, among its rows.
    let tables: [[Int]]
    var frame: Frame
    /// Slots without the value they should have, which is reported.
    var unusable: Set<Int>
    /// Whether a cell in one of the tables was refused.
    var hasRefusedRow = false
}

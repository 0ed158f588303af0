import Templating

/// A recipient of the list, addressed or not, with the values that are known so far.
struct LetterRow: Sendable {
    let recipient: Recipient
    /// Among the rows of the figures.
    let figures: Int?
    /// For each table, among its rows.
    let tables: [[Int]]
    var frame: Frame
    /// Slots whose value was refused, which is reported: nothing is said about what uses them.
    var unusable: Set<Int> = []
    var subject: String?
    var reference: String?
}

import Templating

/// A recipient of the list, addressed or not, with the values that are known so far.
struct LetterRow: Sendable {
    /// Among the recipients of the list.
    let index: Int
    let recipient: Recipient
    /// Laid out as the letter's scope says.
    var frame: Frame
    /// Slots without the value they should have, which is reported.
    var unusable: Set<Int>
    /// Whether a cell in one of the tables was refused.
    var hasRefusedRow = false
}

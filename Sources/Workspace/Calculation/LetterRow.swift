import Templating

/// The values of one recipient of the list, addressed or not, as far as they are known; or what all share. The next
/// recipient is read into the row of the one before, which costs less than a new one.
struct LetterRow: Sendable {
    /// Among the recipients of the list; nil when it holds what all share.
    var recipient: (index: Int, of: Recipient)?
    /// Laid out as the letter's scope says.
    var frame: Frame
    /// Slots without the value they should have, which is reported.
    var unusable: Set<Int>
    /// Whether a cell in one of the tables was refused.
    var hasRefusedRow = false
    /// Slots of sums that are too large.
    var overflowed: [Int] = []
}

package import Templating

/// One who is addressed, with the values of the own letter.
package struct LetterRecipient: Sendable {
    package let code: RecipientCode
    package let name: String
    package let channel: Channel
    package let email: EmailAddress?
    /// Laid out as the letter's scope says.
    package let frame: Frame
    /// Slots of `frame` that are empty because their value was refused, which is reported.
    package let refused: Set<Int>
    /// False when anything was refused, in `frame`'s tables too.
    package let isComplete: Bool

    /// In the list.
    let row: Int
    /// Among the rows of the figures.
    let figures: Int?
    /// For each table, among its rows.
    let tables: [[Int]]

    /// For messages: `Zwolle (GM0193)`.
    package var label: String { Recipient.label(name, code.description) }
}

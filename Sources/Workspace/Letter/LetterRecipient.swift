package import Templating

/// One who is addressed, with the values of the own letter.
package struct LetterRecipient: Sendable {
    package let code: RecipientCode
    package let name: String
    package let channel: Channel
    package let email: EmailAddress?
    /// Laid out as the letter's scope says.
    package let frame: Frame
    /// False when a value was refused: it is empty in `frame`, and reported.
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

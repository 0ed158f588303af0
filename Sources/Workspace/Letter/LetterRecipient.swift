/// One who is addressed. The values of the letter are not kept here: `Letter.frame(of:)` has them.
package struct LetterRecipient: Sendable {
    /// Among the recipients of the list.
    let index: Int
    let recipient: Recipient
    /// Slots of the frame that are empty because their value was refused, which is reported.
    package let refused: Set<Int>
    /// False when anything was refused, in the frame's tables too.
    package let isComplete: Bool

    package var code: RecipientCode { recipient.code }
    package var name: String { recipient.name }
    package var channel: Channel { recipient.channel }
    package var email: EmailAddress? { recipient.email }

    /// For messages: `Zwolle (GM0193)`.
    package var label: String { recipient.label }
}

extension LetterRecipient {
    init(_ row: LetterRow) {
        index = row.index
        recipient = row.recipient
        refused = row.unusable
        isComplete = row.unusable.isEmpty && !row.hasRefusedRow
    }
}

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

    /// For messages: `Zwolle (GM0193)`.
    package var label: String { recipient.label }
}

extension LetterRecipient {
    /// Nil for what all share.
    init?(_ row: LetterRow) {
        guard let recipient = row.recipient else { return nil }
        (index, self.recipient) = recipient
        refused = row.unusable
        isComplete = row.unusable.isEmpty && !row.hasRefusedRow
    }
}

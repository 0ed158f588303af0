extension ReceivedMessage {
    /// What a message is that somebody takes for an answer.
    package enum Nature: Sendable {
        /// As far as can be told.
        case answer
        /// At most it says that the letter came in.
        case automaticReply
        case readReceipt
        /// A mail server tells what became of a letter.
        case notice
    }

    package var nature: Nature {
        switch kind {
        case .notice: .notice
        case .readReceipt: .readReceipt
        case .automaticReply: .automaticReply
        case .other: .answer
        }
    }
}

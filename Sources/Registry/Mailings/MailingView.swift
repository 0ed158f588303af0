/// What is read of a mailing before anything of it is recorded.
struct MailingView {
    let mailing: Mailing
    let departure: Departure
    /// Those that are meant.
    let recipients: [MailingRecipient]
}

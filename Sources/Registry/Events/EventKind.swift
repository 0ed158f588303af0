/// What can happen to a mailing.
package enum EventKind: String, Hashable, Sendable, CaseIterable {
    // To the mailing as a whole.
    case frozen, approved
    /// A bag of it for the archive is whole on disk, and about to come to stand at its place.
    case exportBegun = "export-begun"
    /// That bag stands there.
    case exported
    /// Its content was destroyed (vernietigd); what is left is that it was there.
    case destroyed

    // To a dispatch, by the mail server's word.
    /// Its message is kept, and offered to the server from here on.
    case claimed
    case accepted, deferred, refused
    /// The server could not be reached, or would not listen: nothing of it was offered.
    case notOffered = "not-offered"

    // To a dispatch.
    /// It is in a batch for the printer.
    case batched
    case sent, delivered, returned, cancelled
    /// Nobody knows whether it left.
    case inDoubt = "in-doubt"
    /// Doubt is settled.
    case foundSent = "found-sent"
    case foundNotSent = "found-not-sent"

    // With a recipient.
    case acknowledged, answered, extended, closed
    /// The reader's program tells that it was opened (RFC 8098): that is no answer, and changes nothing.
    case read

    /// Takes back another, which was a mistake.
    case retracted
    /// A backup took the place of the registry.
    case restored
}

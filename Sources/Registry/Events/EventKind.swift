/// What can happen to a mailing.
package enum EventKind: String, Hashable, Sendable, CaseIterable {
    // To the mailing as a whole.
    case frozen, approved

    // To a dispatch.
    case sent, delivered, returned, cancelled
    /// Nobody knows whether it left.
    case inDoubt = "in-doubt"
    /// Doubt is settled.
    case foundSent = "found-sent"
    case foundNotSent = "found-not-sent"

    // With a recipient.
    case acknowledged, answered, extended, closed

    /// Takes back another, which was a mistake.
    case retracted
    /// A backup took the place of the registry.
    case restored
}

/// What a mail server says in a message of what became of another.
struct DeliveryNotice: Equatable, Sendable {
    enum Outcome: Sendable {
        /// It was given up.
        case failed
        /// It goes on trying.
        case delayed
        case delivered
        /// A person has to read it.
        case unclear
    }

    let outcome: Outcome
    /// Whom it speaks of; nobody when it does not tell.
    let recipients: [String]
    /// The words of the server that would not have it, or what else tells why.
    let reason: String
}

extension DeliveryNotice {
    /// Of a report (RFC 3464): who did not get it counts, whatever became of others.
    init?(_ statuses: [DeliveryStatus.Recipient]) {
        let order: [Outcome] = [.failed, .unclear, .delayed, .delivered]
        guard let outcome = order.first(where: { wanted in statuses.contains { ($0.outcome ?? .unclear) == wanted } })
        else { return nil }
        let meant = statuses.filter { ($0.outcome ?? .unclear) == outcome }
        self.init(outcome: outcome, recipients: meant.flatMap(\.addresses), reason: meant[0].reason)
    }
}

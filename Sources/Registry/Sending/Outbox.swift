internal import GRDB
internal import Templating

/// One dispatch that is to leave.
package struct Outgoing: Sendable {
    package let code: String
    package let name: String
    /// For messages: `Zwolle (GM0193)`.
    package let label: String
    package let channel: DispatchChannel
    /// Of one by e-mail: to whom, and how it is known wherever it goes (RFC 5322 §3.6.4).
    package let email: String?
    package let messageID: String?
}

/// What of a mailing is to leave now.
package struct Outbox: Sendable {
    package let mailing: Mailing
    /// In the order of the mailing; then those that the mail server put off.
    package let dispatches: [Outgoing]
    /// Who is not to get it any more, and why.
    package let settled: [(label: String, why: String)]
    /// What the mail server wants offered later: from when on (UTC).
    package let waiting: [(label: String, until: String)]
    /// How many are still to be sent by hand, by whatever channel is asked for.
    package let byHand: Int
}

extension Registry {
    /// Refuses when anything that is still to leave by one of the channels must not. `isRehearsal` of a mailing that
    /// need not be approved, as nothing of it leaves.
    package func outbox(
        of number: Int, by channels: Set<DispatchChannel>, at author: Author, isRehearsal: Bool = false
    ) throws(RegistryError) -> Outbox {
        try read { db in
            let mailing = try Mailing.find(number, db)
            try Mailing.requireKept(number, db)
            if mailing.state == .frozen, !isRehearsal {
                throw RegistryError.refused(
                    "mailing \(number) is not approved, and nothing leaves before that: oproep approve \(number)")
            }
            try FreezeProof.requireManifest(of: mailing, db)
            return try Self.outbox(of: mailing, by: channels, at: author, db)
        }
    }

    private static func outbox(
        of mailing: Mailing, by channels: Set<DispatchChannel>, at author: Author, _ db: Database
    ) throws -> Outbox {
        let departure = try Departure(of: mailing, db)
        var addresses: [String: (email: String?, messageID: String?)] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT code, email, message_id FROM dispatch WHERE mailing = ? AND channel = 'email'",
            arguments: [mailing.number])
        while let row = try rows.next() {
            addresses[try row.text("code")] = (try row.textOrNil("email"), try row.textOrNil("message_id"))
        }
        var dispatches: [Outgoing] = []
        var settled: [(label: String, why: String)] = []
        var waiting: [(label: String, until: String)] = []
        var obstacles: [String] = []
        var byHand = 0
        /// Codes of those who were put off before.
        var again: Set<String> = []
        for recipient in try MailingRecipient.of(mailing, db) {
            byHand += recipient.correspondence.dispatches.count { $0.channel == .manual && $0.delivery == .ready }
            for dispatch in recipient.correspondence.dispatches
            where channels.contains(dispatch.channel) && [.ready, .deferred].contains(dispatch.delivery) {
                if let answer = Departure.answer(of: recipient) {
                    settled.append((recipient.label, answer))
                } else if let obstacle = departure.obstacle(to: recipient) {
                    obstacles.append("\(recipient.label): \(obstacle)")
                } else if let again = recipient.waits(for: dispatch), again > author.time {
                    waiting.append((recipient.label, again))
                } else {
                    if dispatch.delivery == .deferred { again.insert(recipient.code) }
                    let address = dispatch.channel == .email ? addresses[recipient.code] : nil
                    dispatches.append(
                        Outgoing(
                            code: recipient.code, name: recipient.name, label: recipient.label,
                            channel: dispatch.channel, email: address?.email, messageID: address?.messageID))
                }
            }
        }
        if !obstacles.isEmpty { throw RegistryError.refused(obstacles) }
        // What was put off may be put off again, and is not to keep the rest waiting.
        dispatches = dispatches.filter { !again.contains($0.code) } + dispatches.filter { again.contains($0.code) }
        return Outbox(mailing: mailing, dispatches: dispatches, settled: settled, waiting: waiting, byHand: byHand)
    }
}

extension MailingRecipient {
    /// From when on a deferred dispatch may be offered again (UTC); nil when it is not deferred.
    func waits(for dispatch: Correspondence.Dispatch) -> String? {
        guard dispatch.delivery == .deferred else { return nil }
        return effective.last { $0.kind == .deferred && $0.channel == dispatch.channel }?.detail.again
    }
}

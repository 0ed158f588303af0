internal import GRDB
package import Templating

/// A letter by e-mail that was offered to the mail server, or may have been.
package struct Offer: Sendable {
    package let code: String
    /// For messages: `Zwolle (GM0193)`.
    package let label: String
    package let email: String
    /// RFC 5322 §3.6.4, with its angle brackets.
    package let messageID: String
    /// Host and port of the server that it was last offered to, and when (UTC); nil when it never was.
    package let server: String?
    package let time: String?
    package let delivery: DeliveryState
    /// When the server said that it has it (UTC).
    package let acceptedAt: String?
    /// Whether the doubt is of that offer, and not of what happened while another registry was in use.
    package let isDoubtOfOffer: Bool
}

/// What a mailbox or a log says of a letter that was offered.
package enum Finding: Sendable {
    /// The server accepted it, on a day.
    case accepted(evidence: String, on: CalendarDate?)
    /// The server did not accept it.
    case notAccepted(evidence: String)
    /// It could not be delivered; with the notice that says so (RFC 3464), when there is one.
    case returned(evidence: String, on: CalendarDate?, notice: (name: String, bytes: [UInt8])?)
}

/// What came of findings; by labels.
package struct Found: Sendable {
    package internal(set) var sent: [String] = []
    package internal(set) var notSent: [String] = []
    package internal(set) var returned: [String] = []
    /// Of whom that is known, or was, before they were sent it in another way.
    package internal(set) var returnedBefore: [String] = []
    /// Who said that it was sent, where the evidence says that it was not.
    package internal(set) var contradicted: [String] = []
    /// Of what nothing is known after all.
    package internal(set) var inDoubt: [String] = []
}

extension Registry {
    /// All of a mailing.
    package func offers(of number: Int) throws(RegistryError) -> [Offer] {
        try read { db in
            let mailing = try Mailing.find(number, db)
            let rows = try Row.fetchAll(
                db, sql: "SELECT code, email, message_id FROM dispatch WHERE mailing = ? AND channel = 'email'",
                arguments: [number])
            var addresses: [String: (email: String, messageID: String)] = [:]
            for row in rows { addresses[try row.text("code")] = (try row.text("email"), try row.text("message_id")) }
            return try MailingRecipient.of(mailing, db).compactMap { recipient in
                let events = recipient.effective.filter { $0.channel == .email && DeliveryState.steps[$0.kind] != nil }
                let claim = events.lastIndex { $0.kind == .claimed }
                guard let address = addresses[recipient.code],
                    let delivery = recipient.correspondence.dispatch(.email)?.delivery,
                    claim != nil || delivery == .inDoubt
                else { return nil }
                return Offer(
                    code: recipient.code, label: recipient.label, email: address.email, messageID: address.messageID,
                    server: claim.flatMap { events[$0].detail.host }, time: claim.map { events[$0].time },
                    delivery: delivery, acceptedAt: events.last { $0.kind == .accepted }?.time,
                    isDoubtOfOffer: claim.map { $0 + 2 == events.count && events[$0 + 1].kind == .inDoubt } ?? false)
            }
        }
    }

    /// Settles what evidence settles, by code. It outweighs a person's word, and never another piece of evidence.
    package func settle(
        _ findings: [String: Finding], in number: Int, _ lock: borrowing SenderLock, by author: Author
    ) throws(RegistryError) -> Found {
        // The notices first: there may be many. Those that nothing comes to name go again.
        var stage = DocumentStage(in: self, goesOn: { true })
        for case .returned(_, _, let notice?) in findings.values { _ = try stage.add(notice.bytes) }
        try stage.flush()
        defer { try? removeUnused() }
        let look = { (db: Database) in
            let mailing = try Mailing.find(number, db)
            try Mailing.requireKept(number, db)
            return try MailingRecipient.of(mailing, db)
        }
        return try write(after: look) { recipients, db in
            var log = try EventLog(db, by: author)
            var found = Found()
            for recipient in recipients {
                guard var delivery = recipient.correspondence.dispatch(.email)?.delivery else { continue }
                var now = recipient.correspondence
                func add(
                    _ kind: EventKind, _ evidence: String, on day: CalendarDate? = nil,
                    _ file: (name: String, bytes: [UInt8])? = nil
                ) throws {
                    guard now.apply(kind, .email, on: day, until: nil) else { return }
                    var detail = EventDetail()
                    detail.evidence = evidence
                    if let file { (detail.file, detail.fileName) = (try db.keep(file.bytes), file.name) }
                    try log.add(kind, mailing: number, code: recipient.code, channel: .email, day: day, detail)
                    delivery = now.dispatch(.email)?.delivery ?? delivery
                }
                switch findings[recipient.code] {
                case nil: break
                case .accepted(let evidence, let day):
                    try add(.foundSent, evidence, on: day ?? author.today)
                    if now != recipient.correspondence { found.sent.append(recipient.label) }
                case .notAccepted(let evidence):
                    if delivery == .inDoubt {
                        try add(.foundNotSent, evidence)
                        found.notSent.append(recipient.label)
                    } else if recipient.isSentByWord {
                        found.contradicted.append(recipient.label)
                    }
                // It was sent in another way since, which the notice does not speak of.
                case .returned where recipient.effective.contains { $0.kind == .sent && $0.channel == .email }:
                    found.returnedBefore.append(recipient.label)
                case .returned(let evidence, let day, let notice):
                    // What came back was accepted first.
                    try add(.foundSent, evidence, on: day ?? author.today)
                    try add(.returned, evidence, on: day ?? author.today, notice)
                    if now == recipient.correspondence {
                        found.returnedBefore.append(recipient.label)
                    } else {
                        found.returned.append(recipient.label)
                    }
                }
                if delivery == .inDoubt { found.inDoubt.append(recipient.label) }
                if now != recipient.correspondence {
                    try Mailing.store(now, of: recipient.code, in: number, db)
                }
            }
            try Mailing.storeState(of: number, db)
            CrashPoint.evidenceStored.reach()
            return found
        }
    }
}

extension MailingRecipient {
    /// Whether a person, and nothing else, says that the e-mail was accepted.
    fileprivate var isSentByWord: Bool {
        let last = effective.last { DeliveryState.steps[$0.kind] != nil && $0.channel == .email }
        return last?.kind == .foundSent && last?.detail.evidence == nil
    }
}

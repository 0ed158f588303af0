internal import Foundation
internal import GRDB

/// Claim and commit, then offer, then record what came of it. No transaction waits for a mail server.
extension Registry {
    /// Settles what whoever was sending before, and did not come to an end, left behind: what the mail server said of its
    /// last message is taken in, and what else it was offering is in doubt.
    package func settleEarlierRun(
        _ lock: borrowing SenderLock, by author: Author
    ) throws(RegistryError) -> EarlierRun {
        let recorded = try takeInOutcome(lock, by: author)
        return EarlierRun(recorded: recorded, inDoubt: try findOrphans(lock, by: author))
    }

    /// Returns the labels of what is in doubt, of all mailings.
    private func findOrphans(
        _ lock: borrowing SenderLock, by author: Author
    ) throws(RegistryError) -> [String] {
        // To look takes no lock that others wait for.
        let query = "SELECT DISTINCT mailing FROM dispatch WHERE delivery = 'sending'"
        if try read({ try Int.fetchOne($0, sql: query) }) == nil { return [] }
        return try write { db in
            var log = try EventLog(db, by: author)
            var detail = EventDetail()
            detail.because = "the program ended before the mail server's answer was recorded"
            var labels: [String] = []
            for number in try Int.fetchAll(db, sql: query) {
                let codes = try String.fetchSet(
                    db, sql: "SELECT code FROM dispatch WHERE mailing = ? AND delivery = 'sending'", arguments: [number]
                )
                for recipient in try MailingRecipient.of(Mailing.find(number, db), codes: codes, db) {
                    var correspondence = recipient.correspondence
                    for dispatch in recipient.correspondence.dispatches
                    where dispatch.delivery == .sending
                        && correspondence.apply(.inDoubt, dispatch.channel, on: nil, until: nil)
                    {
                        try log.add(
                            .inDoubt, mailing: number, code: recipient.code, channel: dispatch.channel, detail)
                        labels.append(recipient.label)
                    }
                    try Mailing.store(correspondence, of: recipient.code, in: number, db)
                }
                try Mailing.storeState(of: number, db)
            }
            CrashPoint.orphansStored.reach()
            return labels
        }
    }

    /// Cancels what is not to leave any more because its recipient answered. Returns how many dispatches that are.
    package func cancelSettled(
        _ number: Int, by channels: Set<DispatchChannel>, _ lock: borrowing SenderLock, by author: Author
    ) throws(RegistryError) -> Int {
        let look = { (db: Database) in
            try MailingRecipient.of(Mailing.find(number, db), db).filter { !$0.correspondence.reply.isOpen }
        }
        return try write(after: look) { recipients, db in
            var log = try EventLog(db, by: author)
            var count = 0
            for recipient in recipients {
                var correspondence = recipient.correspondence
                for dispatch in recipient.correspondence.dispatches
                where channels.contains(dispatch.channel) && [.ready, .deferred].contains(dispatch.delivery) {
                    var detail = EventDetail()
                    detail.because = Departure.answer(of: recipient)
                    guard correspondence.apply(.cancelled, dispatch.channel, on: nil, until: nil) else { continue }
                    try log.add(.cancelled, mailing: number, code: recipient.code, channel: dispatch.channel, detail)
                    count += 1
                }
                try Mailing.store(correspondence, of: recipient.code, in: number, db)
            }
            if count > 0 { try Mailing.storeState(of: number, db) }
            return count
        }
    }

    /// What was stored of a message when it was first offered: it never changes after that.
    package func offeredMessage(of number: Int, to code: String) throws(RegistryError) -> [UInt8]? {
        try read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT detail ->> 'message' FROM event WHERE mailing = ? AND code = ? AND kind = ? ORDER BY id
                    """, arguments: [number, code, EventKind.claimed.rawValue]
            ).map(db.document)
        }
    }

    /// When anything was last offered to the mail server, as far as that is known, after a moment (UTC): of each the last
    /// that was heard of it.
    package func offerTimes(after time: String) throws(RegistryError) -> [String] {
        try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT max(time) FROM event WHERE \(Schema.ofOffers) AND time > ?
                    GROUP BY mailing, code ORDER BY 1
                    """, arguments: [time])
        }
    }

    /// One transaction between two messages: what came of one, and that the next is being offered, to which server, with
    /// its exact bytes. `patience` is how long it waits for others that write.
    package func step(
        in number: Int, after finished: Claim.Outcome?, claiming next: Claim.Offering?, _ lock: borrowing SenderLock,
        by author: Author, patience: Duration = .seconds(30)
    ) throws(RegistryError) -> Claim.Result {
        let result = try write(patience: patience) { db in
            let mailing = try Mailing.find(number, db)
            var log = try EventLog(db, by: author)
            if let finished {
                let recipient = try Self.find(finished.claim.dispatch, mailing, db)
                try Self.add(finished.outcome, of: recipient, mailing, author, &log, db)
            }
            let result = try next.map { try Self.claim($0, mailing, &log, db) } ?? .nothing
            // What is being offered is told without looking at all the others.
            if case .claimed = result {
                if mailing.state != .sending {
                    try db.execute(
                        sql: "UPDATE mailing SET state = ? WHERE number = ?",
                        arguments: [MailingState.sending.rawValue, number])
                }
            } else {
                try Mailing.storeState(of: number, db)
            }
            CrashPoint.sendStored.reach()
            return result
        }
        CrashPoint.sendCommitted.reach()
        return result
    }

    private static func find(_ dispatch: Outgoing, _ mailing: Mailing, _ db: Database) throws -> MailingRecipient {
        guard let recipient = try MailingRecipient.of(mailing, codes: [dispatch.code], db).first else {
            throw RegistryError.refused("\(dispatch.label) is no longer in mailing \(mailing.number)")
        }
        return recipient
    }

    private static func claim(
        _ next: Claim.Offering, _ mailing: Mailing, _ log: inout EventLog, _ db: Database
    ) throws -> Claim.Result {
        let dispatch = next.dispatch
        let recipient = try find(dispatch, mailing, db)
        if let answer = Departure.answer(of: recipient) { return .obstacle(answer) }
        if let correction = try Following.corrected(in: mailing.number, code: dispatch.code, db)[dispatch.code] {
            return .obstacle(Departure.corrected(by: correction))
        }
        var correspondence = recipient.correspondence
        guard correspondence.apply(.claimed, dispatch.channel, on: nil, until: nil) else {
            let state = recipient.correspondence.dispatch(dispatch.channel)?.delivery.rawValue ?? "unknown"
            return .obstacle("it is '\(state)' meanwhile")
        }
        var detail = EventDetail()
        detail.message = try db.keep(next.message)
        detail.host = next.server
        try log.add(.claimed, mailing: mailing.number, code: dispatch.code, channel: dispatch.channel, detail)
        try Mailing.store(correspondence, of: dispatch.code, in: mailing.number, db)
        return .claimed(Claim(dispatch, hash: log.head, timesDeferred: recipient.timesDeferred))
    }

    static func add(
        _ outcome: SendOutcome, of recipient: MailingRecipient, _ mailing: Mailing, _ author: Author,
        _ log: inout EventLog, _ db: Database
    ) throws {
        var detail = EventDetail()
        var kind: EventKind
        switch outcome {
        case .accepted(let words): (kind, detail.server) = (.accepted, words)
        case .refused(let words): (kind, detail.server) = (.refused, words)
        case .notOffered(let why): (kind, detail.because) = (.notOffered, why)
        case .unknown(let why): (kind, detail.because) = (.inDoubt, why)
        case .deferred(let words):
            (kind, detail.server) = (.deferred, words)
            // One that was put off for the last time comes here as refused.
            detail.again = author.time(after: Claim.waits[min(recipient.timesDeferred, Claim.waits.count - 1)])
        }
        // A backup may have been put to use meanwhile: then what the server said settles the doubt of that.
        let isDoubted = recipient.correspondence.dispatch(.email)?.delivery == .inDoubt
        if isDoubted {
            if case .unknown = outcome { return }
            if case .accepted(let words) = outcome { (kind, detail.evidence) = (.foundSent, words) } else { return }
        }
        let day = [.accepted, .foundSent].contains(kind) ? author.today : nil
        var correspondence = recipient.correspondence
        guard correspondence.apply(kind, .email, on: day, until: nil) else {
            throw RegistryError.damaged(
                "\(recipient.label) is no longer being sent, and the mail server said: \(detail.server ?? "nothing")")
        }
        try log.add(kind, mailing: mailing.number, code: recipient.code, channel: .email, day: day, detail)
        try Mailing.store(correspondence, of: recipient.code, in: mailing.number, db)
    }
}

extension MailingRecipient {
    /// How often the mail server would not have their message yet.
    fileprivate var timesDeferred: Int { effective.count { $0.kind == .deferred && $0.channel == .email } }
}

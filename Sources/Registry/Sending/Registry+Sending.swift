internal import Foundation
internal import GRDB

/// Claim and commit, then offer, then record what came of it. No transaction waits for a mail server.
extension Registry {
    /// Whoever was sending before and did not come to an end left what it was offering in doubt. Returns the labels of
    /// these, of all mailings.
    package func findOrphans(
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
        try write { db in
            var log = try EventLog(db, by: author)
            var count = 0
            for recipient in try MailingRecipient.of(Mailing.find(number, db), db)
            where !recipient.correspondence.reply.isOpen {
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
    /// that was heard of it. In a minute there are not as many events as are looked through.
    package func offerTimes(after time: String) throws(RegistryError) -> [String] {
        try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT max(time) FROM event
                    WHERE kind IN ('claimed', 'accepted', 'deferred', 'refused', 'in-doubt') AND channel = 'email'
                    AND id > (SELECT coalesce(max(id), 0) - 100000 FROM event) AND time > ?
                    GROUP BY mailing, code ORDER BY 1
                    """, arguments: [time])
        }
    }

    /// One transaction between two messages: what came of one, and that the next is being offered, to which server, with
    /// its exact bytes. Returns why the next is not to be offered after all; nil when it is claimed, or there is none.
    package func step(
        in number: Int, after finished: (dispatch: Outgoing, outcome: SendOutcome)?,
        claiming next: (dispatch: Outgoing, message: [UInt8], server: String)?, _ lock: borrowing SenderLock,
        by author: Author
    ) throws(RegistryError) -> String? {
        let obstacle = try write { db in
            let mailing = try Mailing.find(number, db)
            var log = try EventLog(db, by: author)
            if let finished { try Self.add(finished.outcome, of: finished.dispatch, mailing, author, &log, db) }
            let obstacle = try next.map { try Self.claim($0, mailing, &log, db) } ?? nil
            // What is being offered is told without looking at all the others.
            if next == nil || obstacle != nil {
                try Mailing.storeState(of: number, db)
            } else if mailing.state != .sending {
                try db.execute(
                    sql: "UPDATE mailing SET state = ? WHERE number = ?",
                    arguments: [MailingState.sending.rawValue, number])
            }
            CrashPoint.sendStored.reach()
            return obstacle
        }
        CrashPoint.sendCommitted.reach()
        return obstacle
    }

    private static func find(_ dispatch: Outgoing, _ mailing: Mailing, _ db: Database) throws -> MailingRecipient {
        guard let recipient = try MailingRecipient.of(mailing, codes: [dispatch.code], db).first else {
            throw RegistryError.refused("\(dispatch.label) is no longer in mailing \(mailing.number)")
        }
        return recipient
    }

    private static func claim(
        _ next: (dispatch: Outgoing, message: [UInt8], server: String), _ mailing: Mailing, _ log: inout EventLog,
        _ db: Database
    ) throws -> String? {
        let dispatch = next.dispatch
        let recipient = try find(dispatch, mailing, db)
        if let answer = Departure.answer(of: recipient) { return answer }
        if let correction = try Following.corrected(in: mailing.number, code: dispatch.code, db)[dispatch.code] {
            return Departure.corrected(by: correction)
        }
        var correspondence = recipient.correspondence
        guard correspondence.apply(.claimed, dispatch.channel, on: nil, until: nil) else {
            let state = recipient.correspondence.dispatch(dispatch.channel)?.delivery.rawValue ?? "unknown"
            return "it is '\(state)' meanwhile"
        }
        var detail = EventDetail()
        detail.message = try db.keep(next.message)
        detail.host = next.server
        try log.add(.claimed, mailing: mailing.number, code: dispatch.code, channel: dispatch.channel, detail)
        try Mailing.store(correspondence, of: dispatch.code, in: mailing.number, db)
        return nil
    }

    /// How long to wait when the server would not have it, one time after another; then it is refused. A server that
    /// keeps strangers waiting lets them in within some minutes, and RFC 5321 §4.5.4.1 asks for half an hour at least.
    static let waits = [5, 15, 60, 240].map { Double($0) * 60 }

    /// What an outcome comes to: whatever is put off once too often is refused.
    package func final(
        _ outcome: SendOutcome, of dispatch: Outgoing, in number: Int
    ) throws(RegistryError) -> SendOutcome {
        guard case .deferred(let words) = outcome else { return outcome }
        let times = try read { try Self.find(dispatch, Mailing.find(number, $0), $0).timesDeferred }
        return times < Self.waits.count ? outcome : .refused("\(words) (put off \(times) times before)")
    }

    private static func add(
        _ outcome: SendOutcome, of dispatch: Outgoing, _ mailing: Mailing, _ author: Author, _ log: inout EventLog,
        _ db: Database
    ) throws {
        let recipient = try find(dispatch, mailing, db)
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
            detail.again = author.time(after: waits[min(recipient.timesDeferred, waits.count - 1)])
        }
        // A backup may have been put to use meanwhile: then what the server said settles the doubt of that.
        let isDoubted = recipient.correspondence.dispatch(dispatch.channel)?.delivery == .inDoubt
        if isDoubted {
            if case .unknown = outcome { return }
            if case .accepted(let words) = outcome { (kind, detail.evidence) = (.foundSent, words) } else { return }
        }
        let day = [.accepted, .foundSent].contains(kind) ? author.today : nil
        var correspondence = recipient.correspondence
        guard correspondence.apply(kind, dispatch.channel, on: day, until: nil) else {
            throw RegistryError.damaged(
                "\(dispatch.label) is no longer being sent, and the mail server said: \(detail.server ?? "nothing")")
        }
        try log.add(kind, mailing: mailing.number, code: dispatch.code, channel: dispatch.channel, day: day, detail)
        try Mailing.store(correspondence, of: dispatch.code, in: mailing.number, db)
    }
}

extension MailingRecipient {
    /// How often the mail server would not have their message yet.
    fileprivate var timesDeferred: Int { effective.count { $0.kind == .deferred && $0.channel == .email } }
}

internal import GRDB
package import Templating

/// Where a mailing stands: with each recipient, and in numbers that add up.
package struct MailingStatus: Sendable {
    /// One dispatch, and where the recipient stands.
    package struct DispatchStatus: Sendable {
        package let code: String
        package let name: String
        package let channel: DispatchChannel
        package let delivery: DeliveryState
        package let reply: ReplyState
        package let term: TermState
        package let sentOn: CalendarDate?
        /// The last day on which it came back, also when it was sent once more since.
        package let returnedOn: CalendarDate?
        package let due: CalendarDate?

        /// How much it needs somebody: the first is 0, nothing is 3.
        fileprivate var urgency: Int {
            switch delivery {
            case .inDoubt: 0
            case .returned, .refused, .deferred: 1
            default: term == .overdue ? 2 : 3
            }
        }

        /// Answered after it was frozen: it will not leave.
        package var isSettled: Bool { [.ready, .deferred].contains(delivery) && !reply.isOpen }
    }

    package let mailing: Mailing
    /// The day on which its content was destroyed; nil when it was not.
    package let destroyedOn: CalendarDate?
    /// As was frozen.
    package let recipients: Int
    /// In the order of the list; those who need action first.
    package let rows: [DispatchStatus]
    /// Of dispatches.
    package let delivery: [DeliveryState: Int]
    /// Of recipients, each by the dispatch of theirs that needs most.
    package let deliveryOfRecipients: [DeliveryState: Int]
    package let reply: [ReplyState: Int]
    package let term: [TermState: Int]
    /// How many recipients have the letter and have not answered.
    package let outstanding: Int

    /// How many dispatches came back and were sent once more.
    package var repeated: Int { rows.count { $0.returnedOn != nil && $0.delivery.hasLeft && $0.delivery != .returned } }

    /// How many dispatches `send` would send now.
    package let remaining: Int

    /// How many dispatches are still to leave.
    package var leaving: Int {
        mailing.state == .frozen ? 0 : rows.count { $0.delivery.isToLeave && !$0.isSettled }
    }

    /// Whether nobody is missing and nobody counted twice.
    package var closes: Bool {
        deliveryOfRecipients.values.reduce(0, +) == recipients && reply.values.reduce(0, +) == recipients
            && term.values.reduce(0, +) == recipients && delivery.values.reduce(0, +) == rows.count
    }
}

extension Registry {
    package func mailings() throws(RegistryError) -> [Mailing] { try read(Mailing.all) }

    /// At a moment, which tells which terms are over and what the mail server may be offered again.
    package func status(of number: Int, at author: Author) throws(RegistryError) -> MailingStatus {
        try read { db in
            try MailingStatus(of: Mailing.find(number, db), today: author.today, now: author.time, db)
        }
    }
}

extension MailingStatus {
    init(of mailing: Mailing, today: CalendarDate, now: String, _ db: Database) throws {
        let cursor = try Row.fetchCursor(
            db,
            sql: """
                SELECT recipient.code, name, reply, due, channel, delivery, sent_on FROM recipient
                LEFT JOIN dispatch ON dispatch.mailing = recipient.mailing AND dispatch.code = recipient.code
                WHERE recipient.mailing = ? ORDER BY position, channel
                """, arguments: [mailing.number])
        // All dispatches of one recipient follow one another.
        let returns = try Self.returns(of: mailing, db)
        var people: [(deliveries: [DeliveryState], reply: ReplyState, due: CalendarDate?)] = []
        var found: [(person: Int, row: (TermState) -> DispatchStatus)] = []
        var last: String?
        while let row = try cursor.next() {
            let (code, name) = (try row.text("code"), try row.text("name"))
            guard let reply = ReplyState(rawValue: try row.text("reply")),
                let channel = try row.textOrNil("channel").flatMap(DispatchChannel.init),
                let delivery = try row.textOrNil("delivery").flatMap(DeliveryState.init)
            else {
                throw RegistryError.damaged(
                    "what the registry says of \(code) in mailing \(mailing.number) is damaged: run 'oproep audit'")
            }
            let due = try row.textOrNil("due").flatMap { CalendarDate(iso: $0) }
            if code != last { people.append(([], reply, due)) }
            last = code
            people[people.count - 1].deliveries.append(delivery)
            let sentOn = try row.textOrNil("sent_on").flatMap { CalendarDate(iso: $0) }
            let returnedOn = returns["\(code) \(channel.rawValue)"]
            found.append(
                (
                    people.count - 1,
                    { term in
                        DispatchStatus(
                            code: code, name: name, channel: channel, delivery: delivery, reply: reply, term: term,
                            sentOn: sentOn, returnedOn: returnedOn, due: due)
                    }
                ))
        }
        let terms = people.map { person in
            let isExpected = mailing.state != .frozen && person.deliveries.contains { $0 != .cancelled }
            return TermState(person.reply, due: person.due, isExpected: isExpected, today: today)
        }
        self.mailing = mailing
        destroyedOn = try Destroyed.event(of: mailing.number, db)?.day
        recipients =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM recipient WHERE mailing = ?", arguments: [mailing.number]) ?? 0
        let rows = found.map { $0.row(terms[$0.person]) }
        self.rows = (0...3).flatMap { urgency in rows.filter { $0.urgency == urgency } }
        delivery = Self.counts(rows.map(\.delivery))
        let toSend = rows.count {
            [.ready, .deferred].contains($0.delivery) && !$0.isSettled && $0.channel != .manual
        }
        remaining =
            mailing.state == .frozen
            ? 0 : toSend - (delivery[.deferred] == nil ? 0 : try Self.waiting(mailing, now: now, db))
        deliveryOfRecipients = Self.counts(people.map { Self.worst($0.deliveries) })
        reply = Self.counts(people.map(\.reply))
        term = Self.counts(terms)
        outstanding =
            people.filter { person in
                person.reply.isOpen && person.deliveries.contains(where: \.hasLeft)
            }.count
    }

    /// How many dispatches the mail server would not have yet.
    private static func waiting(_ mailing: Mailing, now: String, _ db: Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM dispatch JOIN recipient USING (mailing, code)
                WHERE mailing = ? AND delivery = 'deferred' AND reply IN ('none', 'acknowledged') AND ? < (
                    SELECT detail ->> 'again' FROM event WHERE event.mailing = dispatch.mailing
                    AND event.code = dispatch.code AND event.channel = dispatch.channel AND kind = 'deferred'
                    ORDER BY id DESC LIMIT 1)
                """, arguments: [mailing.number, now]) ?? 0
    }

    /// The last day on which each came back, by code and channel; without mistakes that were taken back.
    private static func returns(of mailing: Mailing, _ db: Database) throws -> [String: CalendarDate] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT code, channel, day FROM event WHERE mailing = ?1 AND kind = 'returned' AND id NOT IN (
                    SELECT detail ->> 'retracts' FROM event WHERE mailing = ?1 AND kind = 'retracted')
                ORDER BY id
                """, arguments: [mailing.number])
        var returns: [String: CalendarDate] = [:]
        while let row = try rows.next() {
            let key = "\(try row.text("code")) \(try row.textOrNil("channel") ?? "")"
            returns[key] = try row.textOrNil("day").flatMap { CalendarDate(iso: $0) }
        }
        return returns
    }

    private static func worst(_ deliveries: [DeliveryState]) -> DeliveryState {
        DeliveryState.allCases.first { deliveries.contains($0) } ?? .ready
    }

    private static func counts<State: Hashable>(_ states: [State]) -> [State: Int] {
        Dictionary(states.map { ($0, 1) }, uniquingKeysWith: +)
    }
}

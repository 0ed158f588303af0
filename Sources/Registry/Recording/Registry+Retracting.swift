internal import GRDB
internal import Templating

extension Registry {
    /// Takes back an event that was recorded by mistake: it stays, and counts no more.
    package func retract(
        event id: Int, in number: Int, note: String?, by author: Author
    ) throws(RegistryError) -> Recorded {
        try write { db in
            let mailing = try Mailing.find(number, db)
            try Mailing.requireKept(number, db)
            let event = try Self.retractable(id, in: mailing, db)
            var result = Recorded()
            var log = try EventLog(db, by: author)
            result.head = log.head
            // An answer that settles other mailings is taken back there as well.
            let following = try Row.fetchAll(
                db, sql: "SELECT * FROM event WHERE detail ->> 'follows' = ?", arguments: [id]
            ).map(Event.init)
            for event in [event] + following {
                guard let place = event.mailing, let code = event.code else { continue }
                if try Destroyed.event(of: place, db) != nil { continue }
                let other = try Mailing.find(place, db)
                guard let recipient = try MailingRecipient.of(other, codes: [code], db).first
                else { continue }
                if !recipient.effective.contains(where: { $0.id == event.id }) {
                    result.unchanged.append(recipient.label)
                    continue
                }
                var detail = EventDetail()
                detail.retracts = event.id
                detail.note = note
                let left = recipient.effective.filter { $0.id != event.id }
                guard let correspondence = Correspondence(channels: recipient.channels, due: other.replyBy, left)
                else {
                    let later = left.last { $0.id > event.id }
                    throw RegistryError.refused(
                        "event \(event.id) cannot be taken back before what came after it: "
                            + "oproep record \(place) retracted --event \(later?.id ?? 0)")
                }
                try log.add(.retracted, mailing: place, code: code, channel: event.channel, day: author.today, detail)
                try Mailing.store(correspondence, of: code, in: place, db)
                try Mailing.storeState(of: place, db)
                if place == number { result.recorded.append(recipient.label) } else { result.settled.append(place) }
            }
            result.head = log.head
            return result
        }
    }

    private static func retractable(_ id: Int, in mailing: Mailing, _ db: Database) throws -> Event {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM event WHERE id = ? AND mailing = ?", arguments: [id, mailing.number])
        guard let event = try row.map(Event.init) else {
            throw RegistryError.refused(
                "mailing \(mailing.number) has no event \(id); 'oproep history CODE' shows their numbers")
        }
        guard event.isRetractable else {
            throw RegistryError.refused(
                "event \(id) is '\(event.kind.rawValue)', and only what was recorded can be taken back")
        }
        if let first = event.detail.follows {
            throw RegistryError.refused(
                "event \(id) comes of event \(first): take that one back, in its own mailing, and this one goes too"
            )
        }
        return event
    }
}

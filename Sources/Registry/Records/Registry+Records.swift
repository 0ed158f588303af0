internal import Exporter
internal import GRDB
package import Templating

extension Registry {
    /// All that is known of a mailing, proved to be what was frozen. Refuses one that goes on.
    package func record(of number: Int) throws(RegistryError) -> MailingRecord {
        try read { db in
            let mailing = try Mailing.find(number, db)
            try FreezeProof.requireManifest(of: mailing, db)
            guard [.done, .cancelled].contains(mailing.state) else {
                let open = try MailingStatus(of: mailing, today: mailing.date, now: "", db).delivery
                let states = DeliveryState.allCases.filter { $0 == .sending || $0 == .inDoubt || $0.isToLeave }
                let words = states.compactMap { state in open[state].map { "\($0) \(state.rawValue)" } }
                throw RegistryError.refused(
                    "mailing \(number) is '\(mailing.state.rawValue)' and not finished (\(words.joined(separator: ", "))): "
                        + "what is archived is done, or cancelled; 'oproep status \(number)' tells who is where")
            }
            return try MailingRecord(of: mailing, db)
        }
    }

    /// A document that the registry keeps, proved to be that.
    package func document(_ sha256: String) throws(RegistryError) -> [UInt8] {
        try read { try $0.document(sha256) }
    }

    /// Records that a bag is whole on disk, and about to come to stand at its place: `sha256` is that of the delivery,
    /// `until` the last day of its term, and `last` the last event that is in it. Nothing when that is recorded already,
    /// so that the bag, which says by whom and when it was made, stays the same when it is made again. Refuses when more
    /// has happened since. Returns the event.
    package func beginExport(
        of number: Int, sha256: String, until: CalendarDate?, after last: Int, by author: Author
    ) throws(RegistryError) -> Event {
        try write { db in
            try Mailing.requireKept(number, db)
            let end = try Int.fetchOne(
                db, sql: "SELECT max(id) FROM event WHERE mailing = ? AND kind NOT IN (\(ArchivedBag.kinds))",
                arguments: [number])
            if end != last {
                throw RegistryError.refused("something was recorded of mailing \(number) meanwhile: archive it again")
            }
            if let known = try MailingRecord.begun(of: number, after: last, db), known.detail.sha256 == sha256,
                known.detail.until == until?.description
            {
                return known
            }
            var detail = EventDetail()
            detail.sha256 = sha256
            detail.until = until?.description
            var log = try EventLog(db, by: author)
            let id = try log.add(.exportBegun, mailing: number, day: author.today, detail)
            return Event(
                id: id, time: author.time, actor: author.name, mailing: number, kind: .exportBegun, code: nil,
                channel: nil, day: author.today, detail: detail)
        }
    }

    /// Records that the bag that was begun stands at its place: from here on it counts. Nothing when that is recorded
    /// already.
    package func recordExport(_ begun: Event, by author: Author) throws(RegistryError) {
        try write { db in
            if try MailingRecord.stands(begun, db) { return }
            var detail = begun.detail
            detail.follows = begun.id
            var log = try EventLog(db, by: author)
            try log.add(.exported, mailing: begun.mailing, day: author.today, detail)
        }
    }

    /// The last bag that was begun, of which nobody knows whether it stands. Nil when there is none.
    package func unfinishedExport(of number: Int) throws(RegistryError) -> Event? {
        try read { db in
            guard let begun = try MailingRecord.begun(of: number, db) else { return nil }
            return try MailingRecord.stands(begun, db) ? nil : begun
        }
    }

    /// Those of a mailing, by their places in its order.
    package func recipients(
        of record: MailingRecord, _ places: Range<Int>
    ) throws(RegistryError) -> [MailingRecord.Recipient] {
        let number = record.mailing.number
        return try read { db in
            let codes = try String.fetchSet(
                db, sql: "SELECT code FROM recipient WHERE mailing = ? ORDER BY position LIMIT ? OFFSET ?",
                arguments: [number, places.count, places.lowerBound])
            return try MailingRecipient.of(record.mailing, codes: codes, db).map { recipient in
                let letters = try Row.fetchAll(
                    db.cachedStatement(
                        sql: "SELECT format, sha256 FROM letter WHERE mailing = ? AND code = ? ORDER BY format"),
                    arguments: [number, recipient.code])
                return MailingRecord.Recipient(
                    code: recipient.code, name: recipient.name, reference: recipient.reference,
                    documents: try letters.compactMap { row in
                        try Format(rawValue: row.text("format")).map { ($0, try row.text("sha256")) }
                    },
                    events: recipient.events)
            }
        }
    }

    /// The events of a mailing from its freezing to the last, as `EventsFile` describes them.
    package func events(of record: MailingRecord) -> EventsFile.Writer { EventsFile.Writer(record, of: self) }

    /// Several at once.
    package func documents(_ hashes: [String]) throws(RegistryError) -> [[UInt8]] {
        try read { db in try hashes.map(db.document) }
    }
}

extension MailingRecord {
    fileprivate init(of mailing: Mailing, _ db: Database) throws {
        let number = mailing.number
        let whole = try Row.fetchAll(
            db, sql: "SELECT * FROM event WHERE mailing = ? AND code IS NULL ORDER BY id", arguments: [number]
        ).map(Event.init)
        let end = try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM event WHERE mailing = ? AND kind NOT IN (\(ArchivedBag.kinds)) ORDER BY id DESC LIMIT 1
                """, arguments: [number])
        guard let frozen = whole.first(where: { $0.kind == .frozen }), let end else {
            throw RegistryError.damaged("nobody froze mailing \(number): run 'oproep audit'")
        }
        self.mailing = mailing
        self.frozen = frozen
        let last = try end.number("id")
        self.last = last
        lastTime = try end.text("time")
        approved = whole.first { $0.kind == .approved }
        begun = try Self.begun(of: number, after: last, db)
        previous = try mailing.previous.map { try Mailing.find($0.number, db) }
        head = try end.text("hash")
        count =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM recipient WHERE mailing = ?", arguments: [number]) ?? 0
        sources = try Row.fetchAll(
            db, sql: "SELECT name, sha256 FROM source WHERE mailing = ? ORDER BY name", arguments: [number]
        ).map { (try $0.text("name"), try $0.text("sha256")) }
    }
}

internal import GRDB
package import Templating
internal import Workspace

/// What was destroyed, as its event says it: it can be told again at any time.
package struct Destroyed: Sendable {
    package let what: Destruction
    /// Who said that it may be, and where.
    package let authorisedBy: String
    /// The rule by which it was.
    package let ground: String?
    package let actor: String
    package let day: CalendarDate?
    /// UTC.
    package let time: String
    package let note: String?
    package let event: Int
    /// Of the chain of events, with this one.
    package let head: String

    /// By which a mailing was destroyed; nil when it was not.
    static func event(of number: Int, _ db: Database) throws -> Event? {
        let row = try db.cachedStatement(
            sql: "SELECT * FROM event WHERE mailing = ? AND code IS NULL AND kind = 'destroyed' ORDER BY id LIMIT 1")
        return try Row.fetchOne(row, arguments: [number]).map(Event.init)
    }

    /// Nil when it was not destroyed; with days in a zone.
    static func of(_ number: Int, in zone: LocalZone, _ db: Database) throws -> Destroyed? {
        guard let event = try event(of: number, db) else { return nil }
        let detail = event.detail
        guard let until = detail.until.flatMap({ CalendarDate(iso: $0) }) else {
            throw RegistryError.damaged("event \(event.id) is not one that oproep writes: run 'oproep audit'")
        }
        let days = try Destruction.days(of: number, in: zone, db)
        return Destroyed(
            what: Destruction(
                mailing: try Mailing.find(number, db),
                recipients: try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM recipient WHERE mailing = ?", arguments: [number]) ?? 0,
                documents: detail.documents ?? 0, bytes: detail.bytes ?? 0, shared: detail.shared ?? 0,
                frozenOn: try Destruction.frozenOn(number, db), firstOn: days.first, lastOn: days.last,
                bag: detail.sha256 ?? "", until: until),
            authorisedBy: detail.because ?? "", ground: detail.ground, actor: event.actor, day: event.day,
            time: event.time, note: detail.note, event: event.id,
            head: try String.fetchOne(db, sql: "SELECT hash FROM event WHERE id = ?", arguments: [event.id]) ?? "")
    }

    /// In the order in which they were.
    static func all(in zone: LocalZone, _ db: Database) throws -> [Destroyed] {
        try Int.fetchAll(db, sql: "SELECT DISTINCT mailing FROM event WHERE kind = 'destroyed' ORDER BY id")
            .compactMap { try of($0, in: zone, db) }
    }
}

extension Destroyed {
    /// Records the same of a backup that took the place of the registry. Nil when it is not in it, or was destroyed
    /// before the backup was taken.
    func again(by author: Author, _ db: Database) throws -> Destroyed? {
        let number = try Int.fetchOne(
            db, sql: "SELECT mailing FROM freeze WHERE sha256 = ?", arguments: [what.mailing.sha256])
        guard let number, try Destroyed.event(of: number, db) == nil else { return nil }
        let back = try what.again(of: Mailing.find(number, db), in: author.zone, db)
        try back.record(
            authorisedBy: authorisedBy, ground: ground,
            note: "destroyed on \(day?.description ?? time) by \(actor), and again in the backup that was put back",
            by: author, db)
        return try Destroyed.of(number, in: author.zone, db)
    }
}

extension Mailing {
    /// Refuses one that was destroyed: of that nothing can be shown, and nothing happens to it any more.
    static func requireKept(_ number: Int, _ db: Database) throws {
        guard let destroyed = try Destroyed.event(of: number, db) else { return }
        throw RegistryError.refused(
            "mailing \(number) was destroyed on \(destroyed.day?.description ?? destroyed.time) by \(destroyed.actor): "
                + "'oproep status \(number)' and 'oproep history' tell what is left of it")
    }
}

internal import GRDB
internal import Templating

/// The last bag that was made of a mailing for the archive, and came to stand at its place.
struct ArchivedBag {
    /// The event by which that is known.
    let event: Int
    let day: CalendarDate?
    /// Of the delivery in it.
    let sha256: String
    /// The last day on which it is to be kept; nil when that is for ever, or not known yet.
    let until: CalendarDate?
    /// The first thing that was recorded after it was begun, and is not in the bag.
    let later: Event?

    /// The kinds of events that tell of bags, and of nothing that is in them.
    static let kinds = [EventKind.exportBegun, .exported].map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// Nil when there is none.
    static func last(of mailing: Int, _ db: Database) throws -> ArchivedBag? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM event WHERE mailing = ? AND code IS NULL AND kind = 'exported' ORDER BY id DESC LIMIT 1
                """, arguments: [mailing])
        guard let event = try row.map(Event.init) else { return nil }
        let later = try Row.fetchOne(
            db,
            sql: "SELECT * FROM event WHERE mailing = ? AND id > ? AND kind NOT IN (\(kinds)) ORDER BY id",
            // Versions before recorded no beginning.
            arguments: [mailing, event.detail.follows ?? event.id])
        return ArchivedBag(
            event: event.id, day: event.day, sha256: event.detail.sha256 ?? "",
            until: event.detail.until.flatMap { CalendarDate(iso: $0) }, later: try later.map(Event.init))
    }
}

extension MailingRecord {
    /// The last bag that was begun, by when and whom it says it was made; nil when there is none. Versions before recorded
    /// no beginning, and that a bag stood before it did.
    static func begun(of mailing: Int, after event: Int = 0, _ db: Database) throws -> Event? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM event WHERE mailing = ? AND id > ? AND code IS NULL AND kind IN (\(ArchivedBag.kinds))
                AND detail ->> 'follows' IS NULL ORDER BY id DESC LIMIT 1
                """, arguments: [mailing, event]
        ).map(Event.init)
    }

    /// Whether it is on record that the bag of a beginning stands.
    static func stands(_ begun: Event, _ db: Database) throws -> Bool {
        if begun.kind == .exported { return true }
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT count(*) > 0 FROM event WHERE mailing = ? AND id > ? AND kind = 'exported'
                AND detail ->> 'follows' = ?
                """, arguments: [begun.mailing, begun.id, begun.id]) ?? false
    }
}

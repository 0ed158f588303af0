internal import GRDB
internal import Templating

/// The last bag that was made of a mailing for the archive.
struct Export {
    let event: Int
    let day: CalendarDate?
    /// Of the delivery in it.
    let sha256: String
    /// The last day on which it is to be kept; nil when that is for ever, or not known yet.
    let until: CalendarDate?
    /// The first thing that was recorded after it, and is not in the bag.
    let later: Event?

    /// Nil when there is none.
    static func last(of mailing: Int, _ db: Database) throws -> Export? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM event WHERE mailing = ? AND code IS NULL AND kind = 'exported' ORDER BY id DESC LIMIT 1
                """, arguments: [mailing])
        guard let event = try row.map(Event.init) else { return nil }
        let later = try Row.fetchOne(
            db, sql: "SELECT * FROM event WHERE mailing = ? AND id > ? ORDER BY id", arguments: [mailing, event.id])
        return Export(
            event: event.id, day: event.day, sha256: event.detail.sha256 ?? "",
            until: event.detail.until.flatMap { CalendarDate(iso: $0) }, later: try later.map(Event.init))
    }
}

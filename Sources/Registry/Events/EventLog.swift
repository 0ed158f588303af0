internal import GRDB
internal import Templating

/// Adds events within one transaction.
struct EventLog {
    private let db: Database
    private let author: Author
    private var last: Int
    /// Mailings that were found to be there still.
    private var kept: Set<Int> = []
    /// The hash of the last event: whoever keeps it elsewhere can prove all events up to it.
    private(set) var head: String

    init(_ db: Database, by author: Author) throws {
        self.db = db
        self.author = author
        let row = try Row.fetchOne(db, sql: "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1")
        last = try row?.number("id") ?? 0
        head = try row?.text("hash") ?? EventChain.start
    }

    static func head(_ db: Database) throws -> String {
        try String.fetchOne(db, sql: "SELECT hash FROM event ORDER BY id DESC LIMIT 1") ?? EventChain.start
    }

    /// Returns the number of the event. Refuses one of a mailing that was destroyed: nothing happens to that any more.
    @discardableResult
    mutating func add(
        _ kind: EventKind, mailing: Int?, code: String? = nil, channel: DispatchChannel? = nil,
        day: CalendarDate? = nil, _ detail: EventDetail = EventDetail()
    ) throws -> Int {
        if let mailing, kept.insert(mailing).inserted { try Mailing.requireKept(mailing, db) }
        let id = last + 1
        let json = try detail.json
        let digest = EventChain.digest(
            id: id, time: author.time, actor: author.name, mailing: mailing, kind: kind.rawValue, code: code,
            channel: channel?.rawValue, day: day?.description, detail: json)
        let hash = EventChain.hash(after: head, digest)
        try db.cachedStatement(
            sql: """
                INSERT INTO event (id, time, actor, mailing, kind, code, channel, day, detail, digest, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, author.time, author.name, mailing, kind.rawValue, code, channel?.rawValue, day?.description, json,
            digest, hash,
        ])
        last = id
        head = hash
        return id
    }
}

internal import Disk
internal import Exporter
internal import GRDB

/// Which mailings have a document. One that only destroyed mailings have is destroyed itself: its row stays, as others
/// name it, and its bytes are gone.
enum DocumentUse {
    /// Where documents are named. A trigger and indexes of the tables are made from it: another place wants another
    /// migration.
    private static let places: [(index: String, table: String, hash: String, rows: String)] = [
        ("source_by_document", "source", "sha256", ""),
        ("letter_by_document", "letter", "sha256", ""),
        ("freeze_by_document", "freeze", "sha256", ""),
        ("event_by_file", "event", hash(in: "file"), " WHERE \(hash(in: "file")) IS NOT NULL"),
        ("event_by_message", "event", hash(in: "message"), " WHERE \(hash(in: "message")) IS NOT NULL"),
    ]

    /// What the detail of an event has under a key, which no other text in it can look like: there quotes are escaped.
    /// By SQLite's functions for JSON it may not be, in what belongs to the tables
    /// (https://www.sqlite.org/c3ref/c_deterministic.html, SQLITE_INNOCUOUS).
    private static func hash(in key: String) -> String {
        let start = "\"\(key)\":\""
        return "substr(detail, nullif(instr(detail, '\(start)'), 0) + \(start.utf8.count), 64)"
    }

    /// So that who has one document is found without looking through all.
    static let indexes = places.map { place in
        "CREATE INDEX \(place.index) ON \(place.table) (\(place.hash))\(place.rows);"
    }.joined(separator: "\n")

    /// Every mailing with each of its documents.
    static let all = places.map { place in
        "SELECT mailing, \(place.hash) AS sha256 FROM \(place.table)\(place.rows)"
    }.joined(separator: " UNION ALL ")

    /// Whether anything has the document `hash`, and meets a condition on its row, `used`.
    private static func exists(_ hash: String, where condition: String) -> String {
        let ways = places.map { place in
            "EXISTS (SELECT * FROM \(place.table) AS used WHERE \(place.hash) = \(hash) AND \(condition))"
        }
        return "(\(ways.joined(separator: "\n    OR ")))"
    }

    /// Whether a mailing has it.
    static func isUsed(_ hash: String) -> String { exists(hash, where: "true") }

    /// Whether a mailing that was not destroyed has it; `number` is not counted.
    static func isKept(_ hash: String, besides number: String = "0") -> String {
        exists(hash, where: "used.mailing IS NOT \(number) AND NOT \(isDestroyed("used.mailing"))")
    }

    private static func isDestroyed(_ mailing: String) -> String {
        """
        EXISTS (SELECT * FROM event AS done WHERE done.mailing = \(mailing) AND done.code IS NULL \
        AND done.kind = 'destroyed')
        """
    }

    /// The hashes of all that is destroyed.
    static func destroyed(_ db: Database) throws -> Set<String> {
        if try Int.fetchOne(db, sql: "SELECT id FROM event WHERE kind = 'destroyed'") == nil { return [] }
        let hashes = try String.fetchSet(
            db,
            sql: """
                SELECT sha256 FROM (\(all)) AS used WHERE \(isDestroyed("used.mailing"))
                EXCEPT SELECT sha256 FROM (\(all)) AS used WHERE NOT \(isDestroyed("used.mailing"))
                """)
        // There never was anything in it.
        return hashes.subtracting([ContentHash(of: []).hex])
    }

    /// The last mailing that had a document which is destroyed; nil when it is not.
    static func destroyed(_ hash: String, _ db: Database) throws -> Int? {
        if try Bool.fetchOne(db, sql: "SELECT \(isKept("?1"))", arguments: [hash]) ?? false { return nil }
        return try Int.fetchOne(
            db, sql: "SELECT max(mailing) FROM (\(all)) AS used WHERE sha256 = ?", arguments: [hash])
    }
}

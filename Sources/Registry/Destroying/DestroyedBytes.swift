internal import GRDB

/// The bytes of documents that only destroyed mailings have, and that are there still: they go some at a time, so that
/// nobody who writes meanwhile waits for long.
enum DestroyedBytes {
    /// What goes in one transaction, unless one document is larger.
    private static let most = (documents: 128, bytes: 4_000_000)

    /// The hashes of their documents, in parts that go at once.
    static func parts(_ db: Database) throws -> [[String]] {
        let destroyed = try DocumentUse.destroyed(db)
        if destroyed.isEmpty { return [] }
        var parts: [[String]] = []
        var size = Int.max
        let rows = try Row.fetchCursor(
            db, sql: "SELECT sha256, length(bytes) AS size FROM document WHERE length(bytes) > 0")
        while let row = try rows.next() {
            let (hash, bytes) = (try row.text("sha256"), try row.number("size"))
            guard destroyed.contains(hash) else { continue }
            if size > most.bytes - bytes || parts[parts.count - 1].count == most.documents {
                parts.append([])
                size = 0
            }
            parts[parts.count - 1].append(hash)
            size += bytes
        }
        return parts
    }

    static func empty(_ part: [String], _ db: Database) throws {
        // Another mailing may have come to have it.
        let statement = try db.cachedStatement(
            sql: "UPDATE document SET bytes = x'' WHERE sha256 = ?1 AND NOT \(DocumentUse.isKept("?1"))")
        for hash in part { try statement.execute(arguments: [hash]) }
    }
}

extension Registry {
    /// Ends the destruction of all mailings that were destroyed, when that was cut short.
    func emptyDestroyed() throws(RegistryError) {
        for part in try read(DestroyedBytes.parts) {
            if !goesOn() { throw .interrupted }
            try write { try DestroyedBytes.empty(part, $0) }
            giveWay()
        }
    }
}

internal import Disk
internal import GRDB

/// What a backup says of itself.
package struct Backup: Sendable {
    /// Of the chain of events, when it was taken.
    package let head: String
    package let events: Int
    package let mailings: Int
}

extension Registry {
    /// Writes a consistent copy, also while others write to the registry. The file must not be there yet. Refuses to copy
    /// what cannot be proved.
    package func backUp(
        to path: String, by author: Author
    ) throws(RegistryError) -> Backup {
        let occupied = RegistryError.refused("'\(path)' is there already: name a new file for the backup")
        guard Directory.isFree(path) else { throw occupied }
        // Of a run of sending that came to no end. One that goes on has its own.
        if OutcomeFile.read(of: self.path) != nil, let lock = try? senderLock() {
            _ = try takeInOutcome(lock, by: author)
        }
        try emptyDestroyed()
        do {
            let file = try SealedFile(at: path, for: .ownerAlone)
            let backup = try write(to: file.temporaryPath, author)
            try file.place(replacing: false)
            return backup
        } catch {
            switch error {
            case let error as RegistryError: throw error
            // Meanwhile.
            case DiskError.occupied: throw occupied
            case let error as DatabaseError where [.SQLITE_FULL, .SQLITE_INTERRUPT].contains(error.resultCode):
                throw RegistryError(error)
            default:
                throw .failed(
                    "the backup '\(path)' cannot be written: is its folder there, who may write in it, and is there room?"
                )
            }
        }
    }

    private func write(to path: String, _ author: Author) throws -> Backup {
        let copy = try DatabaseQueue(path: path)
        try self.copy(to: copy)
        // A single file, also when it is only looked at.
        try copy.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        let audit = try copy.stopping(unless: goesOn) { try copy.read { try Audit(of: $0, goesOn: goesOn) } }
        guard audit.holds else {
            throw RegistryError.damaged(
                "the registry cannot be proved, so that a backup would be worth nothing: run 'oproep audit'")
        }
        let backup = try copy.write { db in
            let backup = try Backup(db)
            try db.execute(
                sql: "INSERT INTO backup (head, taken) VALUES (?, ?)", arguments: [backup.head, author.time])
            return backup
        }
        try copy.close()
        return backup
    }
}

extension Backup {
    init(_ db: Database) throws {
        head = try EventLog.head(db)
        events = try Int.fetchOne(db, sql: "SELECT count(*) FROM event") ?? 0
        mailings = try Int.fetchOne(db, sql: "SELECT count(*) FROM mailing") ?? 0
    }
}

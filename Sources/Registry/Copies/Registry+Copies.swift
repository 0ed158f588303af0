internal import Foundation
internal import GRDB
internal import Templating

/// What a backup says of itself.
package struct Backup: Sendable {
    /// Of the chain of events, when it was taken.
    package let head: String
    package let events: Int
    package let mailings: Int
}

extension Registry {
    /// Writes a consistent copy, also while others write to the registry. The file must not be there yet.
    package func backUp(to path: String, by author: Author) throws(RegistryError) -> Backup {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw .refused("'\(path)' is there already: name a new file for the backup")
        }
        let temporary = "\(path).part-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            let (backup, file) = try Self.write(self, to: temporary, author)
            try file.synchronize()
            try FileManager.default.moveItem(atPath: temporary, toPath: path)
            try Self.synchronize(folderOf: path)
            return backup
        } catch {
            for end in ["", "-journal", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: temporary + end) }
            throw RegistryError(error)
        }
    }

    private static func write(_ registry: Registry, to path: String, _ author: Author) throws -> (Backup, FileHandle) {
        let copy = try DatabaseQueue(path: path)
        try registry.copy(to: copy)
        // A single file, also when it is only looked at.
        try copy.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        let backup = try copy.write { db in
            let backup = try Backup(db)
            try db.execute(
                sql: "INSERT INTO backup (head, taken) VALUES (?, ?)", arguments: [backup.head, author.time])
            return backup
        }
        try copy.close()
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw RegistryError.failed("the backup '\(path)' cannot be read again")
        }
        return (backup, file)
    }

    private static func synchronize(folderOf path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileHandle(forReadingAtPath: folder.isEmpty ? "." : folder)?.synchronize()
    }

    /// Puts a backup in the place of the registry at a path. What was there is kept beside it, under the name that is
    /// returned; nil when there was nothing, or nothing that the backup has not.
    package static func restore(
        _ file: String, to path: String, by author: Author
    ) throws(RegistryError) -> (kept: String?, backup: Backup) {
        guard FileManager.default.fileExists(atPath: file) else { throw .refused("'\(file)' is not there") }
        do {
            let source = try opened(file)
            let backup = try source.read(Backup.init)
            let hashes = try source.read { try String.fetchSet($0, sql: "SELECT hash FROM event") }
            var kept: String?
            do throws(RegistryError) {
                kept = try Registry(at: path, by: author).keep(unless: hashes, backup, file, by: author)
            } catch {
                guard case .damaged = error else { throw error }
                kept = try setAside(path, author)
            }
            CrashPoint.restoreSaved.reach()
            let registry = try Registry(at: path, by: author)
            try registry.replace(with: source)
            CrashPoint.restoreReplaced.reach()
            try registry.putBackupToUse(by: author)
            return (kept, backup)
        } catch {
            throw RegistryError(error)
        }
    }

    /// Keeps a copy of a registry with what a backup does not have. Returns where; nil when there is nothing of the kind.
    /// Refuses when the backup would change nothing.
    private func keep(
        unless hashes: Set<String>, _ backup: Backup, _ file: String, by author: Author
    ) throws(RegistryError) -> String? {
        guard try audit().holds else { throw .damaged("the registry is damaged") }
        let head = try read(EventLog.head)
        if head == backup.head {
            throw .refused("the registry is sound, and has nothing that is not in '\(file)', and nothing less")
        }
        // What the backup knows nothing of is not thrown away.
        guard head != EventChain.start, !hashes.contains(head) else { return nil }
        let name = "\(path).replaced-\(head.prefix(12))"
        if !FileManager.default.fileExists(atPath: name) { _ = try backUp(to: name, by: author) }
        return name
    }

    /// Gives a damaged registry another name. Returns that.
    private static func setAside(_ path: String, _ author: Author) throws -> String {
        let name = "\(path).damaged-\(author.time.replacing(":", with: ""))"
        // The log first: it belongs to the file, and to no other.
        for end in ["-wal", "-shm", ""] where FileManager.default.fileExists(atPath: path + end) {
            try FileManager.default.moveItem(atPath: path + end, toPath: name + end)
        }
        return name
    }

    /// A sound registry that is only read.
    private static func opened(_ file: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        let queue: DatabaseQueue
        do {
            queue = try DatabaseQueue(path: file, configuration: configuration)
            let isSound = try queue.read { db in
                try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"]
                    && Schema.description(db) == Schema.expected()
            }
            guard isSound else { throw RegistryError.refused("'\(file)' is not a sound backup of a registry") }
        } catch let error as DatabaseError {
            throw RegistryError.refused("'\(file)' is not a backup of a registry: \(error.message ?? "")")
        }
        return queue
    }

    /// When this is a backup: what had not left when it was taken may have left since, so it becomes in doubt.
    func putBackupToUse(by author: Author) throws(RegistryError) {
        guard try read({ try Bool.fetchOne($0, sql: "SELECT count(*) > 0 FROM backup") ?? false }) else { return }
        try write { db in
            // Another may have done it meanwhile.
            guard let taken = try String.fetchOne(db, sql: "SELECT taken FROM backup") else { return }
            var log = try EventLog(db, by: author)
            var detail = EventDetail()
            detail.note = "a backup of \(taken) took the place of the registry"
            try log.add(.restored, mailing: nil, day: author.today, detail)
            detail.note = nil
            detail.because = "it may have left after the backup was taken"
            for mailing in try Mailing.all(db) {
                for recipient in try MailingRecipient.of(mailing, db) {
                    var now = recipient.correspondence
                    for channel in recipient.channels where now.apply(.inDoubt, channel, on: nil, until: nil) {
                        try log.add(
                            .inDoubt, mailing: mailing.number, code: recipient.code, channel: channel, detail)
                    }
                    if now != recipient.correspondence {
                        try Mailing.store(now, of: recipient.code, in: mailing.number, db)
                    }
                }
                try Mailing.storeState(of: mailing.number, db)
            }
            try db.execute(sql: "DELETE FROM backup")
            CrashPoint.restoreStored.reach()
        }
    }
}

extension Backup {
    fileprivate init(_ db: Database) throws {
        head = try EventLog.head(db)
        events = try Int.fetchOne(db, sql: "SELECT count(*) FROM event") ?? 0
        mailings = try Int.fetchOne(db, sql: "SELECT count(*) FROM mailing") ?? 0
    }
}

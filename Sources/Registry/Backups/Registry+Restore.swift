internal import Disk
internal import Exporter
internal import Foundation
internal import GRDB
internal import Templating

/// What came of putting a backup to use.
package struct Restored: Sendable {
    package let backup: Backup
    /// Where that is kept which the registry had and the backup has not; nil when there is nothing of the kind.
    package let kept: String?
    /// How many dispatches are in doubt.
    package let inDoubt: Int
    /// Mailings that were destroyed after the backup was taken, and now in it as well.
    package let destroyed: [Int]
}

extension Registry {
    /// Puts a backup in the place of the registry at a path.
    package static func restore(
        _ file: String, to path: String, by author: Author, goesOn: @escaping @Sendable () -> Bool = { true }
    ) throws(RegistryError) -> Restored {
        let backup = try proved(file, goesOn)
        let folder = URL(filePath: path).deletingLastPathComponent().path
        // Who is sending knows what it sends by the registry alone.
        let lock = FileManager.default.fileExists(atPath: folder) ? try SenderLock(on: folder) : nil
        defer { withExtendedLifetime(lock) {} }
        do throws(RegistryError) {
            return try Registry(at: path, by: author, goesOn: goesOn).replace(with: file, backup, by: author)
        } catch {
            guard case .damaged = error else { throw error }
        }
        // It cannot be read: there is nothing that could be copied out of it.
        let kept = try setAside(path, author)
        CrashPoint.restoreSaved.reach()
        let restored = try Registry(at: path, by: author, goesOn: goesOn).replace(with: file, backup, by: author)
        return Restored(backup: backup, kept: kept, inDoubt: restored.inDoubt, destroyed: [])
    }

    /// A backup that was looked at whole: it holds.
    private static func proved(
        _ file: String, _ goesOn: @escaping @Sendable () -> Bool
    ) throws(RegistryError) -> Backup {
        // A pipe would keep us waiting for ever.
        let values = try? URL(filePath: file).resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
        guard values?.isRegularFile == true else { throw .refused("'\(file)' is not there, or is no file") }
        do {
            let queue = try opened(file)
            let (backup, audit) = try queue.stopping(unless: goesOn) {
                try queue.read { db in
                    guard try Schema.description(db) == Schema.expected(of: db) else {
                        throw RegistryError.refused("'\(file)' is not a backup of a registry that this version knows")
                    }
                    return (try Backup(db), try Audit(of: db, goesOn: goesOn))
                }
            }
            if let wrong = audit.proofs.all.first(where: { !$0.holds }) {
                throw RegistryError.refused(
                    "'\(file)' is no sound backup: \(wrong.findings.joined(separator: "; ")) (\(wrong.name))")
            }
            return backup
        } catch let error as RegistryError {
            throw error
        } catch {
            throw .refused(
                "'\(file)' is not a backup of a registry: \((error as? DatabaseError)?.message ?? "\(error)")")
        }
    }

    private static func opened(_ file: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: file, configuration: configuration)
    }

    /// Takes all from a backup: its documents some at a time, and then all else in one transaction. What this registry
    /// has and the backup has not is kept beside it, to the last event: whoever adds one meanwhile has it kept, or is
    /// told to wait.
    private func replace(
        with file: String, _ backup: Backup, by author: Author
    ) throws(RegistryError) -> Restored {
        try emptyDestroyed()
        guard try audit().holds else { throw .damaged("the registry is damaged") }
        _ = try recordOutcome(by: author)
        while true {
            let head = try read(EventLog.head)
            if head == backup.head {
                throw .refused("the registry is sound, and has nothing that is not in '\(file)', and nothing less")
            }
            let kept = try keep(head, unlessIn: file, by: author)
            CrashPoint.restoreSaved.reach()
            let doubts = try stage(from: file)
            CrashPoint.restoreStaged.reach()
            if let (inDoubt, destroyed) = try take(from: file, doubts, ifStillAt: head, by: author) {
                CrashPoint.restoreCommitted.reach()
                // What cannot go now, the next freeze takes away.
                try? removeUnused()
                // In what was put back the letter is in doubt, or was not offered yet.
                _ = try recordOutcome(by: author)
                OutcomeFile.remove(of: path)
                // Also what the backup says was destroyed, and was not here.
                let unfinished = try read { db in
                    try DestroyedBytes.parts(db).isEmpty ? nil : Destroyed.all(in: author.zone, db).last
                }
                if let last = destroyed.last ?? unfinished { try overwrite(last) }
                return Restored(
                    backup: backup, kept: kept, inDoubt: inDoubt, destroyed: destroyed.map(\.what.mailing.number))
            }
        }
    }

    private func keep(_ head: String, unlessIn file: String, by author: Author) throws(RegistryError) -> String? {
        let isKnown: Bool
        do {
            isKnown = try Self.opened(file).read { db in
                try Bool.fetchOne(db, sql: "SELECT count(*) > 0 FROM event WHERE hash = ?", arguments: [head]) ?? false
            }
        } catch {
            throw RegistryError(error)
        }
        if head == EventChain.start || isKnown { return nil }
        let name = "\(path).replaced-\(head.prefix(12))"
        if !FileManager.default.fileExists(atPath: name) { _ = try backUp(to: name, by: author) }
        return name
    }

    /// Puts the documents of a backup here that are not, named by nothing yet; those that were destroyed here stay
    /// destroyed. Returns what in the backup is in doubt.
    private func stage(from file: String) throws(RegistryError) -> [Doubt] {
        var stage = DocumentStage(in: self, goesOn: goesOn)
        let known = try read { try String.fetchSet($0, sql: "SELECT sha256 FROM document") }
        do {
            return try Self.opened(file).read { db in
                let rows = try Row.fetchCursor(db, sql: "SELECT sha256, rowid FROM document")
                let find = try db.makeStatement(sql: "SELECT bytes FROM document WHERE rowid = ?")
                while let row = try rows.next() {
                    let hash = try row.text("sha256")
                    guard !known.contains(hash),
                        let bytes = try Data.fetchOne(find, arguments: [row.number("rowid")])
                    else { continue }
                    try stage.add(bytes, hash)
                }
                try stage.flush()
                return try Doubt.all(db)
            }
        } catch {
            // What nothing names goes again; what cannot go now, the next freeze takes away.
            try? removeUnused()
            if case RegistryError.letters(.interrupted) = error { throw .interrupted }
            throw RegistryError(error)
        }
    }

    /// Nil when somebody added an event since `head`; otherwise how many dispatches are in doubt, and what was
    /// destroyed here and is not to come back.
    private func take(
        from file: String, _ doubts: [Doubt], ifStillAt head: String, by author: Author
    ) throws(RegistryError) -> (inDoubt: Int, destroyed: [Destroyed])? {
        try attaching(file, as: "old") { db in
            guard try EventLog.head(db) == head, try Self.hasDocuments(db) else { return nil }
            let gone = try Destroyed.all(in: author.zone, db)
            let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER main.\(trigger.text("name"))") }
            let tables = Schema.tableNames.filter { $0 != "document" }
            for table in tables.reversed() { try db.execute(sql: "DELETE FROM main.\(table)") }
            for table in tables {
                try db.execute(sql: "INSERT INTO main.\(table) SELECT * FROM old.\(table)")
            }
            for trigger in triggers { try db.execute(sql: trigger.text("sql")) }
            // A registry that was copied by hand does not say that it is a copy.
            try db.execute(
                sql: """
                    INSERT INTO backup (head, taken) SELECT ?, 'an unknown moment'
                    WHERE NOT EXISTS (SELECT * FROM backup)
                    """, arguments: [EventLog.head(db)])
            CrashPoint.restoreReplaced.reach()
            let inDoubt = try Self.putToUse(doubts, db, by: author)
            let destroyed = try gone.compactMap { try $0.again(by: author, db) }
            try Self.bringBack(db)
            return (inDoubt, destroyed)
        }
    }

    /// Whether all documents of the backup are here: another may have taken for leftovers what nothing named.
    private static func hasDocuments(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT NOT EXISTS (SELECT sha256 FROM old.document EXCEPT SELECT sha256 FROM main.document)") ?? false
    }

    /// Gives those documents their bytes again that were destroyed here, and that a mailing of the backup has.
    private static func bringBack(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE main.document SET bytes = (SELECT bytes FROM old.document AS kept WHERE kept.sha256 = document.sha256)
                WHERE length(bytes) = 0 AND sha256 <> ? AND \(DocumentUse.isKept("document.sha256"))
                """, arguments: [ContentHash(of: []).hex])
    }

    /// Gives a damaged registry another name. Returns that.
    private static func setAside(_ path: String, _ author: Author) throws(RegistryError) -> String {
        let name = "\(path).damaged-\(author.time.replacing(":", with: ""))"
        do {
            // The log first: it belongs to the file, and to no other.
            for end in ["-wal", "-shm", ""] where FileManager.default.fileExists(atPath: path + end) {
                try FileManager.default.moveItem(atPath: path + end, toPath: name + end)
            }
        } catch {
            throw .failed("the damaged registry cannot be given another name: who may write in its folder?")
        }
        return name
    }
}

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
        _ file: String, to path: String, by author: Author
    ) throws(RegistryError) -> Restored {
        let backup = try proved(file)
        let folder = URL(filePath: path).deletingLastPathComponent().path
        // Who is sending knows what it sends by the registry alone.
        let lock = FileManager.default.fileExists(atPath: folder) ? try SenderLock(on: folder) : nil
        defer { withExtendedLifetime(lock) {} }
        do throws(RegistryError) {
            return try Registry(at: path, by: author).replace(with: file, backup, by: author)
        } catch {
            guard case .damaged = error else { throw error }
        }
        // It cannot be read: there is nothing that could be copied out of it.
        let kept = try setAside(path, author)
        CrashPoint.restoreSaved.reach()
        let restored = try Registry(at: path, by: author).replace(with: file, backup, by: author)
        return Restored(backup: backup, kept: kept, inDoubt: restored.inDoubt, destroyed: [])
    }

    /// A backup that was looked at whole: it holds.
    private static func proved(_ file: String) throws(RegistryError) -> Backup {
        // A pipe would keep us waiting for ever.
        let values = try? URL(filePath: file).resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
        guard values?.isRegularFile == true else { throw .refused("'\(file)' is not there, or is no file") }
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let (backup, audit) = try DatabaseQueue(path: file, configuration: configuration).read { db in
                guard try Schema.description(db) == Schema.expected(of: db) else {
                    throw RegistryError.refused("'\(file)' is not a backup of a registry that this version knows")
                }
                return (try Backup(db), try Audit(of: db))
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

    /// Takes all from a backup, in one transaction. What this registry has and the backup has not is kept beside it, to
    /// the last event: whoever adds one meanwhile has it kept, or is told to wait.
    private func replace(
        with file: String, _ backup: Backup, by author: Author
    ) throws(RegistryError) -> Restored {
        guard try audit().holds else { throw .damaged("the registry is damaged") }
        _ = try recordOutcome(by: author)
        while true {
            let head = try read(EventLog.head)
            if head == backup.head {
                throw .refused("the registry is sound, and has nothing that is not in '\(file)', and nothing less")
            }
            let kept = try keep(head, unlessIn: file, by: author)
            CrashPoint.restoreSaved.reach()
            if let (inDoubt, destroyed) = try take(from: file, ifStillAt: head, by: author) {
                CrashPoint.restoreCommitted.reach()
                // In what was put back the letter is in doubt, or was not offered yet.
                _ = try recordOutcome(by: author)
                OutcomeFile.remove(of: path)
                if let last = destroyed.last { try overwrite(last) }
                return Restored(
                    backup: backup, kept: kept, inDoubt: inDoubt, destroyed: destroyed.map(\.what.mailing.number))
            }
        }
    }

    private func keep(_ head: String, unlessIn file: String, by author: Author) throws(RegistryError) -> String? {
        let isKnown: Bool
        do {
            var configuration = Configuration()
            configuration.readonly = true
            isKnown = try DatabaseQueue(path: file, configuration: configuration).read { db in
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

    /// Nil when somebody added an event since `head`; otherwise how many dispatches are in doubt, and what was
    /// destroyed here and is not to come back.
    private func take(
        from file: String, ifStillAt head: String, by author: Author
    ) throws(RegistryError) -> (inDoubt: Int, destroyed: [Destroyed])? {
        try attaching(file, as: "old") { db in
            guard try EventLog.head(db) == head else { return nil }
            let gone = try Destroyed.all(in: author.zone, db)
            let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER main.\(trigger.text("name"))") }
            for table in Schema.tableNames.reversed() { try db.execute(sql: "DELETE FROM main.\(table)") }
            for table in Schema.tableNames {
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
            let inDoubt = try Self.putToUse(db, by: author)
            return (inDoubt, try gone.compactMap { try $0.again(by: author, db) })
        }
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

    // MARK: Putting to use

    /// When this is a backup: what had not left when it was taken may have left since, so it becomes in doubt.
    func putBackupToUse(by author: Author) throws(RegistryError) {
        guard try read({ try Bool.fetchOne($0, sql: "SELECT count(*) > 0 FROM backup") ?? false }) else { return }
        _ = try write { try Self.putToUse($0, by: author) }
    }

    /// Returns how many dispatches are in doubt.
    private static func putToUse(_ db: Database, by author: Author) throws -> Int {
        // Another may have done it meanwhile.
        guard let taken = try String.fetchOne(db, sql: "SELECT taken FROM backup") else { return 0 }
        var log = try EventLog(db, by: author)
        var detail = EventDetail()
        detail.note = "a backup of \(taken) took the place of the registry"
        try log.add(.restored, mailing: nil, day: author.today, detail)
        detail.note = nil
        detail.because = "it may have left after the backup was taken"
        var count = 0
        for mailing in try Mailing.all(db) where try Destroyed.event(of: mailing.number, db) == nil {
            for recipient in try MailingRecipient.of(mailing, db) {
                var now = recipient.correspondence
                for channel in recipient.channels where now.apply(.inDoubt, channel, on: nil, until: nil) {
                    try log.add(.inDoubt, mailing: mailing.number, code: recipient.code, channel: channel, detail)
                    count += 1
                }
                if now != recipient.correspondence {
                    try Mailing.store(now, of: recipient.code, in: mailing.number, db)
                }
            }
            try Mailing.storeState(of: mailing.number, db)
        }
        try db.execute(sql: "DELETE FROM backup")
        CrashPoint.restoreStored.reach()
        return count
    }
}

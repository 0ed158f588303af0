internal import Foundation
internal import GRDB
internal import Glibc
package import Workspace

/// What was frozen, released, sent and answered: one SQLite file.
package final class Registry: Sendable {
    /// Absolute.
    package let path: String
    /// What its user should know of how it was found.
    package let remarks: [String]
    private let queue: DatabaseQueue
    private let busy: BusyWait
    /// False when somebody stops what is being done: what takes long asks now and then.
    let goesOn: @Sendable () -> Bool

    /// Opens the registry of a workspace, and makes it when there is none.
    package convenience init(
        of workspace: WorkspaceDirectory, _ settings: Settings, by author: Author,
        goesOn: @escaping @Sendable () -> Bool = { true }
    ) throws(RegistryError) {
        try self.init(at: Self.path(of: workspace, settings), by: author, goesOn: goesOn)
    }

    /// Nil when nothing was ever frozen.
    package static func existing(
        of workspace: WorkspaceDirectory, _ settings: Settings, by author: Author,
        goesOn: @escaping @Sendable () -> Bool = { true }
    ) throws(RegistryError) -> Registry? {
        let path = path(of: workspace, settings)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try Registry(at: path, by: author, goesOn: goesOn)
    }

    package static func path(of workspace: WorkspaceDirectory, _ settings: Settings) -> String {
        settings.registry.hasPrefix("/") ? settings.registry : "\(workspace.path)/\(settings.registry)"
    }

    /// Opens a registry, and makes one, with its folder, when there is none. One that is a backup being put to use is
    /// marked as such by `author`. Whatever takes long asks `goesOn`, also while it waits for others.
    package init(
        at path: String, by author: Author, goesOn: @escaping @Sendable () -> Bool = { true }
    ) throws(RegistryError) {
        self.path = path
        self.goesOn = goesOn
        let folder = URL(filePath: path).deletingLastPathComponent()
        do {
            try PrivateFile.makeFolder(at: folder.path)
        } catch {
            throw .failed("cannot make the folder \(folder.path) for the registry: who may write there?")
        }
        if let kind = NetworkDrive.kind(of: folder.path) {
            throw .refused(
                "the registry would lie on a network drive (\(kind), \(folder.path)), where two computers can spoil it: "
                    + "give a folder on a disk of this computer as 'registry' in oproep.yaml")
        }
        // SQLite gives its log the mode that the file has.
        PrivateFile.make(at: path)
        busy = BusyWait(while: goesOn)
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration(busy))
            try Self.prepare(queue, goesOn)
        } catch {
            throw busy.isStopped ? .interrupted : RegistryError(error)
        }
        remarks = Self.closed(path)
        try putBackupToUse(by: author)
    }

    /// Makes what is not there yet. Several may be at it in the same new file: one finds tables that were not there a
    /// moment ago, or a migration that another has noted since, and where each holds what another wants SQLite lets
    /// nobody wait (https://www.sqlite.org/c3ref/busy_handler.html). Then it is begun again.
    private static func prepare(_ queue: DatabaseQueue, _ goesOn: () -> Bool) throws {
        let end = ContinuousClock.now + BusyWait.usual
        var surprises = 0
        while true {
            do {
                try Schema.requireOurs(queue)
                // Not by GRDB's setting of that name, which writes to the file at each opening.
                let mode = try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
                guard mode == "wal" else {
                    throw RegistryError.failed(
                        "the disk of \(queue.path) cannot keep a registry: SQLite has no WAL there")
                }
                return try Schema.migrate(queue)
            } catch let error as DatabaseError {
                let isSurprise = [.SQLITE_ERROR, .SQLITE_CONSTRAINT].contains(error.resultCode)
                surprises += isSurprise ? 1 : 0
                guard isSurprise ? surprises < 10 : error.resultCode == .SQLITE_BUSY, ContinuousClock.now < end,
                    goesOn()
                else { throw error }
                usleep(.random(in: 5_000...30_000))
            }
        }
    }

    /// Takes a registry, its log, copies of it beside it, and the folder when it is one of ours, from all but who owns
    /// them. Returns what is to be said where that cannot be done.
    private static func closed(_ path: String) -> [String] {
        let (folder, name) = ((path as NSString).deletingLastPathComponent, (path as NSString).lastPathComponent)
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0 == name || $0.hasPrefix("\(name)-") || $0.hasPrefix("\(name).") }.map { "\(folder)/\($0)" }
        let isOurs = (folder as NSString).lastPathComponent == ".oproep"
        return ((isOurs ? [folder] : []) + files.sorted()).filter { !PrivateFile.close($0) }.map {
            "others can read '\($0)', in which there are names and addresses; its owner takes that away with: chmod go= '\($0)'"
        }
    }

    private static func configuration(_ busy: BusyWait) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .callback { busy.goesOn($0) }
        configuration.prepareDatabase { db in
            // With less the last events can be lost when the power fails.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // What is wrong with a page is told when it is read; a file cannot bring functions of its own.
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            // What is removed is overwritten with zeros.
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    var folder: String { URL(filePath: path).deletingLastPathComponent().path }

    func read<Value>(_ body: (Database) throws -> Value) throws(RegistryError) -> Value {
        do {
            return try queue.read(body)
        } catch {
            throw failure(error)
        }
    }

    /// The same, of what takes long also within one statement.
    func readAtLength<Value>(_ body: (Database) throws -> Value) throws(RegistryError) -> Value {
        do {
            return try queue.stopping(unless: goesOn) { try queue.read(body) }
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> RegistryError {
        let isBusy = (error as? DatabaseError)?.resultCode == .SQLITE_BUSY
        return isBusy && busy.isStopped ? .interrupted : RegistryError(error)
    }

    /// One transaction: all of it, or nothing. It takes no second, so that nobody waits for it for long. `patience` is how
    /// long it waits for others.
    func write<Value>(
        patience: Duration = BusyWait.usual, _ body: (Database) throws -> Value
    ) throws(RegistryError) -> Value {
        do {
            return try queue.writeWithoutTransaction { db in
                busy.set(patience)
                defer { busy.set(BusyWait.usual) }
                var value: Value?
                try db.inTransaction(.immediate) {
                    value = try body(db)
                    return .commit
                }
                guard let value else { throw RegistryError.failed("the transaction did not end") }
                return value
            }
        } catch {
            throw failure(error)
        }
    }

    /// What is written follows from what is read, which takes longest: that is done before, while nobody waits. When
    /// somebody records something meanwhile it is done again; in the end within the transaction.
    func write<Seen, Value>(
        after look: (Database) throws -> Seen, _ body: (Seen, Database) throws -> Value
    ) throws(RegistryError) -> Value {
        for _ in 0..<3 {
            let (head, seen) = try read { (try EventLog.head($0), try look($0)) }
            let value = try write { db -> Value? in
                // Without an event nothing changes that anybody looks at.
                try EventLog.head(db) == head ? try body(seen, db) : nil
            }
            if let value { return value }
        }
        return try write { try body(look($0), $0) }
    }

    /// After one of many transactions: lets others that write have their turn.
    func giveWay() { usleep(8_000) }

    /// Leaves nothing on the disk that is not in the registry any more: in free pages, in what is left over of pages
    /// that were split, and in the log. Refuses when another does not let go of the log.
    func scrub() throws(RegistryError) {
        let isDone: Bool
        do {
            isDone = try queue.stopping(unless: goesOn) {
                try queue.writeWithoutTransaction { db in
                    // The zeros come to stand where the content stood, before the file becomes shorter.
                    let isOverwritten = try Self.emptyLog(db)
                    try db.execute(sql: "VACUUM")
                    return try Self.emptyLog(db) && isOverwritten
                }
            }
        } catch {
            throw failure(error)
        }
        if !isDone, busy.isStopped { throw .interrupted }
        if !isDone { throw .failed("another oproep has been using the registry for long") }
    }

    /// False when another still reads what is in it (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint).
    private static func emptyLog(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
    }

    /// A copy as it is now, also while others write.
    func copy(to other: DatabaseQueue) throws {
        try queue.backup(to: other, pagesPerStep: 1_000) { [goesOn] _ in
            if !goesOn() { throw RegistryError.interrupted }
        }
    }

    /// One transaction, in which the tables of another file can be read as `name`.
    func attaching<Value>(
        _ file: String, as name: String, _ body: (Database) throws -> Value
    ) throws(RegistryError) -> Value {
        do {
            return try queue.inDatabase { db in
                try db.execute(sql: "ATTACH DATABASE ? AS \(name)", arguments: [file])
                defer { try? db.execute(sql: "DETACH DATABASE \(name)") }
                var value: Value?
                try db.inTransaction(.immediate) {
                    value = try body(db)
                    return .commit
                }
                guard let value else { throw RegistryError.failed("the transaction did not end") }
                return value
            }
        } catch {
            throw failure(error)
        }
    }
}

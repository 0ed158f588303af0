internal import Foundation
internal import GRDB

extension Registry {
    /// Proves the registry anew from what is in it. `noted` is a head of the chain that was kept elsewhere, such as on
    /// a review: every event up to it is then proved to be what it was. With `rebuild` the columns that tell a state
    /// are derived anew first.
    package func audit(
        noted: String? = nil, rebuild: Bool = false
    ) throws(RegistryError) -> Audit {
        if rebuild { try self.rebuild() }
        let pending = OutcomeFile.read(of: path)
        return try readAtLength { db in
            var audit = try Audit(of: db, noted: noted, goesOn: goesOn)
            let isBackup = try Bool.fetchOne(db, sql: "SELECT count(*) > 0 FROM backup") ?? false
            audit.add(
                "use", "in use, and no backup", problems: isBackup ? ["it is a backup that was never put to use"] : [])
            if let pending, let words = try pending.words(db) { audit.add("outcome", words, problems: []) }
            return audit
        }
    }

    /// Derives every state from the events, of one mailing after the other.
    private func rebuild() throws(RegistryError) {
        for mailing in try mailings() {
            if !goesOn() { throw .interrupted }
            let look = { (db: Database) in try MailingRecipient.of(mailing, db) }
            try write(after: look) { recipients, db in
                for recipient in recipients {
                    try Mailing.store(recipient.correspondence, of: recipient.code, in: mailing.number, db)
                }
                try Mailing.storeState(of: mailing.number, db)
            }
        }
    }
}

extension Audit {
    init(of db: Database, noted: String? = nil, goesOn: () -> Bool = { true }) throws(RegistryError) {
        try prove("file", goesOn) { try $0.proveFile(db) }
        try prove("events", goesOn) { try $0.proveChain(noted: noted, db, goesOn) }
        try prove("documents", goesOn) { try $0.proveDocuments(db, goesOn) }
        try prove("mailings", goesOn) { try $0.proveMailings(db, goesOn) }
        try prove("states", goesOn) { try $0.proveStates(db, goesOn) }
    }

    /// What cannot even be read does not hold; the rest is proved all the same.
    fileprivate mutating func prove(
        _ name: String, _ goesOn: () -> Bool, _ body: (inout Audit) throws -> Void
    ) throws(RegistryError) {
        if !goesOn() { throw .interrupted }
        do {
            try body(&self)
        } catch RegistryError.interrupted {
            throw .interrupted
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            throw .interrupted
        } catch {
            let why =
                switch error {
                case RegistryError.damaged(let why): why
                case let error as DatabaseError: "it cannot be read: \(error.message ?? "")"
                default: "it is not as oproep writes it"
                }
            add(name, "", problems: [why])
        }
    }

    fileprivate mutating func proveFile(_ db: Database) throws {
        let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        add("file", "SQLite finds it sound", problems: integrity)
        let isKnown = try Schema.description(db) == Schema.expected(of: db)
        add(
            "tables", "as this version makes them",
            problems: isKnown ? [] : ["tables or triggers are not those that oproep made"])
        let loose = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
            "a row of '\(try row.text("table"))' names something in '\(try row.text("parent"))' that is not there"
        }
        add("references", "each leads to what it names", problems: loose)
    }
}

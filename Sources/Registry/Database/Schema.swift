internal import GRDB

/// The tables of the registry.
///
/// What is frozen never changes: triggers see to it that its rows stay as they were inserted. Columns that tell a state
/// are derived from the events, and are there to be quick; `audit` derives them anew.
enum Schema {
    /// Refuses what another program made.
    static func requireOurs(_ queue: DatabaseQueue) throws {
        let isForeign = try queue.read { db in
            try Bool.fetchOne(db, sql: "SELECT count(*) > 0 FROM sqlite_master") == true
                && !db.tableExists("grdb_migrations")
        }
        if isForeign {
            throw RegistryError.refused(
                "'\(queue.path)' is the database of another program: name another file as 'registry'")
        }
    }

    /// Throws when a later version of the program made it.
    static func migrate(_ queue: DatabaseQueue) throws {
        let migrator = migrator
        if try queue.read(migrator.hasBeenSuperseded) {
            throw RegistryError.refused("a later version of oproep made this registry: use that one")
        }
        // To look costs no lock.
        if try !queue.read(migrator.hasCompletedMigrations) { try migrator.migrate(queue) }
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: tables)
            for (table, columns) in frozen { try db.execute(sql: triggers(table, columns)) }
        }
        // Events of sending, which earlier versions do not know: they are to leave the registry alone.
        migrator.registerMigration("2") { _ in }
        // Events of the archive; and what was destroyed is not there any more.
        migrator.registerMigration("3") { try $0.execute(sql: destroying) }
        // Documents that nothing names can go; offers are found by their time.
        migrator.registerMigration("4") { try $0.execute(sql: staging) }
        // That a letter was read, and how many letters are in a file for the printer.
        migrator.registerMigration("5") { _ in }
        // Events of bags that are begun.
        migrator.registerMigration("6") { _ in }
        return migrator
    }

    /// Of every object, its SQL: the same in every registry of this version.
    static func description(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    }

    /// That of a new registry of the version that made this one: a backup may be older than the program.
    static func expected(of db: Database) throws -> [String] {
        let queue = try DatabaseQueue()
        let made = try migrator.completedMigrations(db)
        guard let last = made.last else { return [] }
        try migrator.migrate(queue, upTo: last)
        return try queue.read(description)
    }

    private static let tables = """
        CREATE TABLE document (
            sha256 TEXT PRIMARY KEY NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE mailing (
            number INTEGER PRIMARY KEY NOT NULL,
            letter TEXT NOT NULL,
            list TEXT NOT NULL,
            subject TEXT NOT NULL,
            date TEXT NOT NULL,
            reply_by TEXT,
            approval TEXT NOT NULL,
            previous INTEGER REFERENCES mailing (number),
            relation TEXT CHECK (relation IN ('reminder', 'correction')),
            sources_sha256 TEXT NOT NULL,
            state TEXT NOT NULL,
            CHECK ((previous IS NULL) = (relation IS NULL))
        ) STRICT;
        CREATE TABLE source (
            mailing INTEGER NOT NULL REFERENCES mailing (number),
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL REFERENCES document (sha256),
            PRIMARY KEY (mailing, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE recipient (
            mailing INTEGER NOT NULL REFERENCES mailing (number),
            position INTEGER NOT NULL,
            code TEXT NOT NULL COLLATE NOCASE,
            name TEXT NOT NULL,
            reference TEXT,
            successor TEXT COLLATE NOCASE,
            reply TEXT NOT NULL,
            due TEXT,
            PRIMARY KEY (mailing, code)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE letter (
            mailing INTEGER NOT NULL,
            code TEXT NOT NULL COLLATE NOCASE,
            format TEXT NOT NULL,
            sha256 TEXT NOT NULL REFERENCES document (sha256),
            PRIMARY KEY (mailing, code, format),
            FOREIGN KEY (mailing, code) REFERENCES recipient (mailing, code)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE dispatch (
            mailing INTEGER NOT NULL,
            code TEXT NOT NULL COLLATE NOCASE,
            channel TEXT NOT NULL,
            email TEXT,
            message_id TEXT,
            delivery TEXT NOT NULL,
            sent_on TEXT,
            PRIMARY KEY (mailing, code, channel),
            FOREIGN KEY (mailing, code) REFERENCES recipient (mailing, code)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE freeze (
            mailing INTEGER PRIMARY KEY NOT NULL REFERENCES mailing (number),
            sha256 TEXT NOT NULL REFERENCES document (sha256)
        ) STRICT;
        CREATE TABLE event (
            id INTEGER PRIMARY KEY NOT NULL,
            time TEXT NOT NULL,
            actor TEXT NOT NULL,
            mailing INTEGER REFERENCES mailing (number),
            kind TEXT NOT NULL,
            code TEXT COLLATE NOCASE,
            channel TEXT,
            day TEXT,
            detail TEXT NOT NULL,
            digest TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX event_of_recipient ON event (mailing, code);
        CREATE INDEX recipient_by_code ON recipient (code);
        CREATE TABLE backup (
            head TEXT NOT NULL,
            taken TEXT NOT NULL
        ) STRICT;
        """

    /// Each after those that it names.
    static let tableNames = [
        "document", "mailing", "source", "recipient", "letter", "dispatch", "freeze", "event", "backup",
    ]

    /// The columns of each table that never change; nil for all of them.
    private static let frozen: KeyValuePairs<String, [String]?> = [
        "document": nil, "source": nil, "letter": nil, "freeze": nil, "event": nil,
        "mailing": [
            "number", "letter", "list", "subject", "date", "reply_by", "approval", "previous", "relation",
            "sources_sha256",
        ],
        "recipient": ["mailing", "position", "code", "name", "reference", "successor"],
        "dispatch": ["mailing", "code", "channel", "email", "message_id"],
    ]

    private static func triggers(_ table: String, _ columns: [String]?) -> String {
        let columns = columns.map { " OF \($0.joined(separator: ", "))" } ?? ""
        return """
            CREATE TRIGGER \(table)_never_changes BEFORE UPDATE\(columns) ON \(table)
            BEGIN SELECT RAISE(ABORT, 'what is in \(table) never changes'); END;
            CREATE TRIGGER \(table)_is_never_removed BEFORE DELETE ON \(table)
            BEGIN SELECT RAISE(ABORT, 'what is in \(table) is never removed'); END;
            """
    }
}

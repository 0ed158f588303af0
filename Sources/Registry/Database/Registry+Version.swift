internal import GRDB

extension Registry {
    /// That of SQLite: `3.40.1`.
    package static var databaseVersion: String? {
        try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
    }
}

internal import GRDB

/// A database for what is too much for memory: in a file for its owner alone that SQLite takes away at once, so that nothing
/// is left of it with this value or the process (https://www.sqlite.org/inmemorydb.html, "Temporary Databases").
package final class ScratchDatabase {
    package enum Value: Sendable {
        case text(String)
        case number(Int)
        case none
    }

    package struct Found {
        fileprivate let row: Row

        package func text(_ column: Int) -> String { textOrNil(column) ?? "" }
        package func textOrNil(_ column: Int) -> String? { String.fromDatabaseValue(row[column]) }
        package func number(_ column: Int) -> Int { numberOrNil(column) ?? 0 }
        package func numberOrNil(_ column: Int) -> Int? { Int.fromDatabaseValue(row[column]) }
    }

    private let queue: DatabaseQueue

    /// With these tables.
    package init(_ tables: String) throws {
        var configuration = Configuration()
        // One transaction from beginning to end: nothing of it is kept.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { db in
            for setting in ["journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -16384"] {
                try db.execute(sql: "PRAGMA \(setting)")
            }
        }
        queue = try DatabaseQueue(path: "", configuration: configuration)
        try queue.inDatabase { try $0.execute(sql: "BEGIN; \(tables)") }
    }

    /// Returns how many rows were changed.
    @discardableResult
    package func run(_ sql: String, _ values: [Value] = []) throws -> Int {
        try queue.unsafeReentrantWrite { db in
            try db.cachedStatement(sql: sql).execute(arguments: Self.arguments(values))
            return db.changesCount
        }
    }

    /// Gives `body` each row that is found; it may ask and change other things meanwhile.
    package func forEach(_ sql: String, _ values: [Value] = [], _ body: (Found) throws -> Void) throws {
        try queue.unsafeReentrantWrite { db in
            let rows = try Row.fetchCursor(db, sql: sql, arguments: Self.arguments(values))
            while let row = try rows.next() { try body(Found(row: row)) }
        }
    }

    /// The first row that is found; nil when there is none.
    package func first<Result>(_ sql: String, _ values: [Value] = [], _ body: (Found) -> Result) throws -> Result? {
        try queue.unsafeReentrantWrite { db in
            try Row.fetchOne(db.cachedStatement(sql: sql), arguments: Self.arguments(values)).map {
                body(Found(row: $0))
            }
        }
    }

    package func number(_ sql: String, _ values: [Value] = []) throws -> Int {
        try first(sql, values) { $0.number(0) } ?? 0
    }

    private static func arguments(_ values: [Value]) -> StatementArguments {
        StatementArguments(
            values.map { value -> DatabaseValue in
                switch value {
                case .text(let text): text.databaseValue
                case .number(let number): number.databaseValue
                case .none: .null
                }
            })
    }
}

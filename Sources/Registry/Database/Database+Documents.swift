internal import Disk
internal import Exporter
internal import Foundation
internal import GRDB

/// Files of any kind, known by the SHA-256 of their bytes: what is the same is kept once.
extension Database {
    /// Keeps bytes, also those that were destroyed before, with another mailing. Returns their hash.
    func keep(_ bytes: [UInt8]) throws -> String {
        let hash = ContentHash(of: bytes).hex
        try cachedStatement(
            sql: """
                INSERT INTO document (sha256, bytes) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET bytes = excluded.bytes
                WHERE length(document.bytes) = 0 AND length(excluded.bytes) > 0
                """
        ).execute(arguments: [hash, Data(bytes)])
        return hash
    }

    /// What was kept, proved to be that: whoever changed a byte of it is found out here.
    func document(_ hash: String) throws -> [UInt8] {
        try proved(hash) { Array($0) }
    }

    /// Proves that what was kept is that.
    func requireDocument(_ hash: String) throws {
        try proved(hash) { _ in }
    }

    /// Where SQLite has it: of a large one a copy takes time and room. `body` keeps nothing of it.
    private func proved<Value>(_ hash: String, _ body: (Data) -> Value) throws -> Value {
        let statement = try cachedStatement(sql: "SELECT bytes FROM document WHERE sha256 = ?")
        let rows = try Row.fetchCursor(statement, arguments: [hash])
        var value: Value?
        var isEmpty = false
        // SQLite takes the bytes back with the statement, which ends with the cursor.
        try withExtendedLifetime(rows) {
            try rows.next()?.withUnsafeData(atIndex: 0) { data in
                isEmpty = data?.isEmpty ?? false
                guard let data, ContentHash(pieces: { $0(data.span) }).hex == hash else { return }
                value = body(data)
            }
        }
        if let value { return value }
        if isEmpty, let number = try DocumentUse.destroyed(hash, self) { try Mailing.requireKept(number, self) }
        throw RegistryError.damaged(
            "the registry is damaged: what it keeps as \(hash) is not that; 'oproep audit' tells what it is of")
    }
}

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
        let data = try Data.fetchOne(
            cachedStatement(sql: "SELECT bytes FROM document WHERE sha256 = ?"), arguments: [hash])
        guard let bytes = data.map({ Array($0) }), ContentHash(of: bytes).hex == hash else {
            if data?.isEmpty == true, let number = try DocumentUse.destroyed(hash, self) {
                try Mailing.requireKept(number, self)
            }
            throw RegistryError.damaged(
                "the registry is damaged: what it keeps as \(hash) is not that; 'oproep audit' tells what it is of")
        }
        return bytes
    }
}

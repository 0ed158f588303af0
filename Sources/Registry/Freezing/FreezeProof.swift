internal import Disk
internal import Exporter
internal import GRDB

/// Whether what is kept of a mailing is what was frozen.
enum FreezeProof {
    /// Refuses a mailing whose list of parts is not what was frozen: what is shown of it may be another's.
    static func requireManifest(of mailing: Mailing, _ db: Database) throws {
        let frozen = try String.fetchOne(
            db, sql: "SELECT detail ->> 'sha256' FROM event WHERE mailing = ? AND kind = 'frozen'",
            arguments: [mailing.number])
        // The text may be long: its hash stands for it.
        let manifest = try ContentHash { update in
            try FreezeManifest.forEachLine(of: mailing.number, db) { update($0.span) }
        }
        try db.requireDocument(mailing.sha256)
        guard frozen == mailing.sha256, manifest.hex == mailing.sha256 else {
            throw RegistryError.damaged("mailing \(mailing.number) is not what was frozen: run 'oproep audit'")
        }
    }

    /// Refuses a mailing of which anything is not what was frozen, to the last byte.
    static func require(_ mailing: Mailing, _ db: Database, _ goesOn: () -> Bool) throws {
        try requireManifest(of: mailing, db)
        let hashes = try String.fetchAll(
            db, sql: "SELECT sha256 FROM source WHERE mailing = ? UNION SELECT sha256 FROM letter WHERE mailing = ?",
            arguments: [mailing.number, mailing.number])
        for hash in hashes {
            if !goesOn() { throw RegistryError.interrupted }
            try db.requireDocument(hash)
        }
    }
}

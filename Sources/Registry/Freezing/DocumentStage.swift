internal import Disk
internal import Exporter
internal import Foundation
internal import GRDB

/// Puts documents into the registry before anything names them: some at a time, so that nobody who writes meanwhile
/// waits for long. Of a run that is killed they stay, harmless, until the next one takes them away.
struct DocumentStage {
    private let registry: Registry
    private let goesOn: () -> Bool
    private var pending: [(sha256: String, bytes: Data)] = []
    private var size = 0

    /// What goes in one transaction, unless one document is larger.
    private static let most = (documents: 128, bytes: 4_000_000)

    init(in registry: Registry, goesOn: @escaping () -> Bool) {
        self.registry = registry
        self.goesOn = goesOn
    }

    /// Returns its hash.
    mutating func add(_ bytes: [UInt8]) throws(RegistryError) -> String {
        let sha256 = ContentHash(of: bytes).hex
        try add(Data(bytes), sha256)
        return sha256
    }

    /// One whose hash was proved.
    mutating func add(_ bytes: Data, _ sha256: String) throws(RegistryError) {
        pending.append((sha256, bytes))
        size += bytes.count
        if pending.count >= Self.most.documents || size >= Self.most.bytes { try flush() }
    }

    mutating func flush() throws(RegistryError) {
        if !goesOn() { throw .letters(.interrupted) }
        if pending.isEmpty { return }
        try registry.write { db in
            // What was destroyed comes back with the mailing that has it again, and not before.
            let insert = try db.cachedStatement(
                sql: "INSERT INTO document (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING")
            for (sha256, bytes) in pending { try insert.execute(arguments: [sha256, bytes]) }
        }
        pending = []
        size = 0
        CrashPoint.freezeStaged.reach()
        registry.giveWay()
    }
}

extension Registry {
    /// Takes documents away that nothing names: those of a run that was killed before it came to an end.
    func removeUnused() throws(RegistryError) {
        let unused = try read { db in
            try String.fetchAll(
                db, sql: "SELECT sha256 FROM document WHERE NOT \(DocumentUse.isUsed("document.sha256"))")
        }
        for start in stride(from: 0, to: unused.count, by: 200) {
            try write { db in
                for sha256 in unused[start..<min(start + 200, unused.count)] {
                    // Another may have come to name it.
                    try db.cachedStatement(
                        sql: "DELETE FROM document WHERE sha256 = ? AND NOT \(DocumentUse.isUsed("document.sha256"))"
                    ).execute(arguments: [sha256])
                }
            }
            giveWay()
        }
    }
}

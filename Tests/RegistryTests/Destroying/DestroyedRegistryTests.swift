import Disk
import Exporter
import Foundation
import GRDB
import Support
import Templating
import Testing
import Workspace

@testable import Registry

@Suite("The registry, and its backups, when mailings were destroyed")
struct DestroyedRegistryTests {
    @Test(
        "A document cannot be emptied, or changed, but by destroying all that have it",
        arguments: [
            "UPDATE document SET bytes = x''",
            "UPDATE document SET bytes = x'' WHERE sha256 IN (SELECT sha256 FROM freeze)",
            "UPDATE document SET bytes = x'' WHERE sha256 = (SELECT detail ->> 'file' FROM event WHERE kind = 'answered' AND code = 'GM0147')",
            "UPDATE document SET bytes = x'' WHERE sha256 IN (SELECT sha256 FROM letter WHERE code = 'GM0150')",
            "UPDATE document SET bytes = x'00'", "DELETE FROM document",
            "UPDATE document SET sha256 = 'x', bytes = x''",
        ])
    func trigger(sql: String) async throws {
        let office = try await Office.archived()
        office.today = "2024-10-15"
        try await office.mailing(again: true)
        try office.record(.sent, in: 2)
        try office.record(.answered, ["GM0147"], in: 2, on: "2024-08-01", file: ("a", Array("ja".utf8)))
        office.today = "2033-01-01"
        #expect(throws: DatabaseError.self) { try office.execute(sql) }
        _ = try office.destroy()
        // Mailing 2 has nearly all of these as well.
        #expect(throws: DatabaseError.self) { try office.execute(sql) }
        #expect(try office.audit().isEmpty)
    }

    @Test func `an emptied document of a mailing that is there is found, and is no destroyed one`() async throws {
        let office = try await Office.archived()
        try office.tamper(
            "UPDATE document SET bytes = x'' WHERE sha256 = (SELECT sha256 FROM letter WHERE code = 'GM0150')")
        #expect(try office.audit().contains { $0.hasPrefix("documents: letter GM0150 (odt) of mailing 1 is not what") })
        let error = #expect(throws: RegistryError.self) {
            try office.registry().document(of: 1, to: "GM0150", as: .odt)
        }
        guard case .damaged = error else { return #expect(Bool(false), "it is damaged, and nothing else") }
    }

    @Test func `what was destroyed and is there again is found, and so is what happened after it`() async throws {
        let office = try await Office.archived()
        let hash = ContentHash(of: Array(Office.answer.utf8)).hex
        _ = try office.destroy()
        try office.execute("UPDATE document SET bytes = CAST('\(Office.answer)' AS BLOB) WHERE sha256 = '\(hash)'")
        #expect(
            try office.audit() == [
                "documents: what came with event 28 was destroyed, and is there still: oproep destroy 1"
            ])
        try office.tamper(
            """
            UPDATE document SET bytes = x'' WHERE sha256 = '\(hash)';
            INSERT INTO event SELECT 32, time, actor, mailing, 'exported', code, channel, day, detail, digest, hash
            FROM event WHERE id = 31
            """)
        #expect(try office.audit().contains("mailings: event 32 is of mailing 1, which was destroyed before it"))
    }

    @Test func `a file that comes with nothing is not kept`() async throws {
        let office = try await Office.archived()
        office.today = "2024-10-15"
        try office.record(.answered, on: "2024-08-01")
        let documents = try office.count("document")
        let recorded = try office.record(.answered, on: "2024-08-02", file: ("b", Array("anders".utf8)))
        #expect(recorded.recorded.isEmpty)
        #expect(try office.count("document") == documents)
    }

    // MARK: Other registries

    @Test(arguments: ["2", "3"])
    func `a registry of a version before gets what destroying needs, and its backups can be restored`(
        version: String
    ) async throws {
        let office = try Office()
        try FileManager.default.createDirectory(
            at: office.root.appending(path: ".oproep"), withIntermediateDirectories: true)
        let old = office.root.appending(path: "oud.sqlite").path
        for path in [office.registryPath, old] {
            try Schema.migrator.migrate(DatabaseQueue(path: path), upTo: version)
        }
        let (made, expected) = try office.registry().read { (try Schema.description($0), try Schema.expected(of: $0)) }
        #expect(made == expected && made.contains { $0.contains("letter_by_document") })
        try await office.mailing()
        try office.record(.sent)
        try office.archive(until: "2032-12-31")
        let restored = try Registry.restore(old, to: office.registryPath, by: office.author())
        #expect(restored.backup.mailings == 0)
        let kept = try #require(restored.kept)
        _ = try Registry.restore(kept, to: office.registryPath, by: office.author())
        office.today = "2033-01-01"
        _ = try office.destroy()
        #expect(try office.audit().isEmpty)
    }

    @Test func `a backup does not bring it back`() async throws {
        let office = try await Office.archived()
        let backup = office.root.appending(path: "backup.sqlite").path
        _ = try office.registry().backUp(to: backup, by: office.author())
        let other = try await office.mailing(again: true)
        let destroyed = try office.destroy()
        let restored = try Registry.restore(backup, to: office.registryPath, by: office.author("Bert"))
        #expect(restored.destroyed == [1])
        #expect(try office.refusal { _ = try office.registry().letter(of: 1) }?.contains("was destroyed") == true)
        #expect(!office.finds(Office.canary) && !office.finds(Office.answer))
        let again = try #require(try office.registry().destroyed(1, in: .amsterdam))
        #expect(again.authorisedBy == destroyed.authorisedBy && again.actor == "Bert")
        #expect(again.note == "destroyed on 2033-01-01 by Ans, and again in the backup that was put back")
        #expect(again.what.bag == destroyed.what.bag)
        #expect(try office.audit().isEmpty)
        // What it took the place of had been destroyed as well, and can come back.
        let kept = try #require(restored.kept)
        let back = try Registry.restore(kept, to: office.registryPath, by: office.author())
        #expect(back.destroyed.isEmpty)
        _ = try office.registry().letter(of: other)
        #expect(try office.audit().isEmpty)
    }

    @Test func `a backup from after it is sound`() async throws {
        let office = try await Office.archived()
        _ = try office.destroy()
        let backup = office.root.appending(path: "backup.sqlite").path
        _ = try office.registry().backUp(to: backup, by: office.author())
        try await office.mailing(again: true)
        let restored = try Registry.restore(backup, to: office.registryPath, by: office.author())
        #expect(restored.destroyed.isEmpty && restored.inDoubt == 0)
        #expect(try office.status().destroyedOn != nil)
        #expect(try office.audit().isEmpty)
    }
}

import Foundation
import GRDB
import Support
import Testing

@testable import Registry

@Suite("Proving the registry anew")
struct AuditTests {
    /// A registry with some of everything in it.
    private func office() async throws -> Office {
        let office = try Office()
        try office.replace("recipients:", with: "reply_by: 2024-09-02\nrecipients:", in: office.yaml)
        try await office.mailing()
        try office.record(.sent)
        try office.record(.returned, ["GM0150"], on: "2024-07-20")
        try office.record(.answered, ["GM0153"], on: "2024-08-01", file: ("a.eml", Array("Beste".utf8)))
        try office.record(.extended, ["GM0141"], on: "2024-08-01", until: "2024-10-01")
        return office
    }

    /// What is done to it, and which proof is then false, naming what.
    private static let changes: [(sql: String, proof: String)] = [
        ("UPDATE event SET actor = 'Janus' WHERE id = 5", "events: event 5 is not what it was"),
        ("UPDATE event SET time = '2024-01-01T00:00:00.000Z' WHERE id = 5", "events: event 5 is not what it was"),
        ("UPDATE event SET kind = 'delivered' WHERE id = 28", "events: event 28 is not what it was"),
        ("UPDATE event SET code = 'GM0141' WHERE id = 5", "events: event 5 is not what it was"),
        ("UPDATE event SET channel = 'post' WHERE id = 5", "events: event 5 is not what it was"),
        ("UPDATE event SET day = '2024-07-13' WHERE id = 5", "events: event 5 is not what it was"),
        ("UPDATE event SET detail = '{\"note\":\"x\"}' WHERE id = 5", "events: event 5 is not what it was"),
        ("UPDATE event SET mailing = NULL WHERE id = 5", "events: event 5 is not what it was"),
        ("UPDATE event SET digest = replace(digest, 'a', 'b') WHERE id = 5", "events: event 5 is not what it was"),
        ("UPDATE event SET hash = replace(hash, 'a', 'b') WHERE id = 5", "events: event 5 does not follow"),
        ("DELETE FROM event WHERE id = 10", "events: event 10 is missing"),
        ("DELETE FROM event WHERE id = 1", "events: event 1 is missing"),
        ("DELETE FROM event WHERE kind = 'answered'", "events: event 29 is missing"),
        (
            "UPDATE event SET id = -1 WHERE id = 7; UPDATE event SET id = 7 WHERE id = 8; UPDATE event SET id = 8 WHERE id = -1",
            "events: event 7 is not what it was"
        ),
        (
            "UPDATE document SET bytes = x'00' WHERE sha256 = (SELECT sha256 FROM letter WHERE code = 'GM0150')",
            "documents: letter GM0150 (odt) of mailing 1 is not what it was"
        ),
        (
            "UPDATE document SET bytes = x'00' WHERE sha256 = (SELECT sha256 FROM source WHERE name = 'oproep.yaml')",
            "documents: 'oproep.yaml' of mailing 1 is not what it was"
        ),
        (
            "UPDATE document SET bytes = x'00' WHERE sha256 = (SELECT sha256 FROM freeze)",
            "documents: the freeze of mailing 1 is not what it was"
        ),
        (
            "UPDATE document SET bytes = x'00' WHERE sha256 = (SELECT detail ->> 'file' FROM event WHERE kind = 'answered')",
            "documents: what came with event 29 is not what it was"
        ),
        (
            "DELETE FROM document WHERE sha256 = (SELECT detail ->> 'file' FROM event WHERE kind = 'answered')",
            "documents: what came with event 29 is not there"
        ),
        (
            "DELETE FROM document WHERE sha256 = (SELECT sha256 FROM letter WHERE code = 'GM0150')",
            "references: a row of 'letter' names something in 'document' that is not there"
        ),
        (
            "UPDATE letter SET sha256 = (SELECT sha256 FROM letter WHERE code = 'GM0141') WHERE code = 'GM0150'",
            "mailings: mailing 1 is not what was frozen"
        ),
        ("DELETE FROM letter WHERE code = 'GM0150'", "mailings: GM0150 has no letter or no dispatch in mailing 1"),
        ("DELETE FROM dispatch WHERE code = 'GM0150'", "mailings: GM0150 has no letter or no dispatch in mailing 1"),
        ("DELETE FROM source WHERE name = 'oproep.yaml'", "mailings: mailing 1 is not what was frozen"),
        ("DELETE FROM freeze", "mailings: mailing 1 is not what was frozen"),
        ("UPDATE recipient SET name = 'Zwolle' WHERE code = 'GM0150'", "mailings: mailing 1 is not what was frozen"),
        ("UPDATE recipient SET reference = 'x' WHERE code = 'GM0150'", "mailings: mailing 1 is not what was frozen"),
        ("UPDATE recipient SET successor = 'x' WHERE code = 'GM0150'", "mailings: mailing 1 is not what was frozen"),
        ("UPDATE recipient SET position = 99 WHERE code = 'GM0150'", "mailings: mailing 1 is not what was frozen"),
        (
            "UPDATE recipient SET reply = 'closed' WHERE code = 'GM0150'",
            "states: what mailing 1 says of GM0150 does not follow from its events"
        ),
        (
            "UPDATE recipient SET due = NULL WHERE code = 'GM0141'",
            "states: what mailing 1 says of GM0141 does not follow from its events"
        ),
        (
            "UPDATE dispatch SET delivery = 'delivered' WHERE code = 'GM0150'",
            "states: what mailing 1 says of GM0150 does not follow from its events"
        ),
        (
            "UPDATE dispatch SET sent_on = '2024-07-13' WHERE code = 'GM0150'",
            "states: what mailing 1 says of GM0150 does not follow from its events"
        ),
        (
            "UPDATE dispatch SET message_id = '<x@y>' WHERE code = 'GM0150'",
            "mailings: mailing 1 is not what was frozen"
        ),
        ("UPDATE dispatch SET email = 'x@y.nl' WHERE code = 'GM0150'", "mailings: mailing 1 is not what was frozen"),
        ("UPDATE mailing SET state = 'frozen'", "states: mailing 1 is not 'frozen'"),
        ("UPDATE mailing SET subject = 'Iets anders'", "mailings: mailing 1 is not what was frozen"),
        ("UPDATE mailing SET reply_by = '2025-01-01'", "mailings: mailing 1 is not what was frozen"),
        ("UPDATE mailing SET approval = 'two-person'", "mailings: mailing 1 is not what was frozen"),
        (
            "DROP TABLE backup; CREATE TABLE backup (head TEXT NOT NULL, taken TEXT NOT NULL, more TEXT) STRICT",
            "tables: tables or triggers are not those that oproep made"
        ),
    ]

    @Test func `what is as it was, holds`() async throws {
        let office = try await office()
        #expect(try office.audit().isEmpty)
        let audit = try office.registry().audit()
        #expect(
            audit.proofs.all.map(\.name) == [
                "file", "tables", "references", "events", "documents", "mailings", "states", "sums", "use",
            ])
    }

    @Test("One thing that is changed is named", arguments: changes.indices)
    func changed(index: Int) async throws {
        let office = try await office()
        try office.tamper(Self.changes[index].sql)
        let findings = try office.audit()
        #expect(findings.contains { $0.hasPrefix(Self.changes[index].proof) }, "\(findings)")
    }

    @Test func `a trigger that is gone is missed`() async throws {
        let office = try await office()
        try office.execute("DROP TRIGGER event_never_changes")
        #expect(try office.audit() == ["tables: tables or triggers are not those that oproep made"])
    }

    @Test(
        "Events, and what was frozen, cannot be changed or removed",
        arguments: [
            "UPDATE event SET actor = 'x'", "DELETE FROM event", "UPDATE document SET bytes = x'00'",
            "DELETE FROM document", "UPDATE mailing SET subject = 'x'", "DELETE FROM mailing",
            "UPDATE recipient SET name = 'x'", "DELETE FROM recipient", "UPDATE letter SET format = 'x'",
            "DELETE FROM letter", "UPDATE dispatch SET email = 'x'", "DELETE FROM dispatch",
            "UPDATE source SET name = 'x'",
            "DELETE FROM source", "UPDATE freeze SET sha256 = 'x'", "DELETE FROM freeze",
        ])
    func triggers(sql: String) async throws {
        let office = try await office()
        #expect(throws: DatabaseError.self) { try office.execute(sql) }
        #expect(try office.audit().isEmpty)
    }

    @Test func `a head that was noted proves all before it, also when the end is cut off`() async throws {
        let office = try await office()
        let noted = try office.registry().audit().head
        try office.record(.delivered, ["GM0147"], on: "2024-08-01")
        #expect(try office.audit(noted: noted).isEmpty)
        // Without the last events the chain itself is sound.
        try office.tamper("DELETE FROM event WHERE id >= 29")
        _ = try office.registry().audit(rebuild: true)
        #expect(
            try office.audit(noted: noted) == [
                "noted head: no event has it: what was recorded up to it is not all here any more"
            ])
        #expect(try office.audit().isEmpty)
    }

    @Test func `states are derived anew from the events alone`() async throws {
        let office = try await office()
        let before = try office.dump()
        try office.tamper(
            """
            UPDATE dispatch SET delivery = 'ready', sent_on = NULL;
            UPDATE recipient SET reply = 'none', due = NULL;
            UPDATE mailing SET state = 'frozen';
            """)
        #expect(try !office.audit().isEmpty)
        #expect(try office.registry().audit(rebuild: true).holds)
        #expect(try office.dump() == before)
    }

    @Test func `whatever byte of the file is another, nothing crashes, and no other contents are taken for sound`()
        async throws
    {
        let office = try await office()
        let before = try office.dump()
        try office.registry().read { _ in }
        let bytes = Array(try Data(contentsOf: URL(filePath: office.registryPath)))
        var random = SplitMix(state: 20_241_015)
        for _ in 0..<300 {
            var changed = bytes
            let position = Int.random(in: 0..<bytes.count, using: &random)
            changed[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: office.registryPath + end) }
            try Data(changed).write(to: URL(filePath: office.registryPath))
            guard let findings = try? office.audit(), findings.isEmpty else { continue }
            #expect(try office.dump() == before, "the byte at \(position)")
        }
    }
}

extension Office {
    /// As a program does that knows nothing of us.
    func execute(_ sql: String) throws {
        try DatabaseQueue(path: registryPath).write { try $0.execute(sql: sql) }
    }

    /// All that is in the tables.
    func dump() throws -> [String] {
        try registry().read { db in
            let tables = try String.fetchAll(
                db,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
            return try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0.description)" }.sorted()
            }
        }
    }
}

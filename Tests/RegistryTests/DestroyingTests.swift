import Disk
import Exporter
import Foundation
import GRDB
import Support
import Templating
import Testing
import Workspace

@testable import Registry

@Suite("Destroying a mailing whose term is over")
struct DestroyingTests {
    private static let bag = String(repeating: "b", count: 64)
    /// Stands in the text of the letter, and nowhere else.
    private static let canary = "Kanarie-in-de-brief"
    private static let answer = "Kanarie-in-het-antwoord"

    /// Mailing 1: sent, answered, archived, and to be kept until the day before today.
    private func office(until: String? = "2032-12-31", isSent: Bool = true) async throws -> Office {
        let office = try Office()
        office[office.text] += "\n\(Self.canary)\n"
        try await office.mailing()
        if isSent { try office.record(.sent) }
        if isSent {
            try office.record(
                .answered, ["GM0150"], on: "2024-08-01", file: ("antwoord.eml", Array(Self.answer.utf8)))
        }
        try office.archive(until: until)
        office.today = "2033-01-01"
        return office
    }

    private func destroy(_ office: Office, _ number: Int = 1) throws -> Destroyed {
        try office.registry().destroy(
            number, proved: Self.bag, authorisedBy: "Besluit 2032-17", ground: "Selectielijst provincies 2020",
            by: office.author("Ans", at: "\(office.today)T09:00:00.000Z"))
    }

    // MARK: What goes, and what stays

    @Test func `its content goes, and that it was there stays`() async throws {
        let office = try await office()
        let before = try office.registry().read { try FreezeManifest.bytes(of: 1, $0) }
        let documents = try office.count("document")
        let destroyed = try destroy(office)
        #expect(destroyed.what.documents == documents && destroyed.what.shared == 0 && destroyed.what.bytes > 100_000)
        #expect(destroyed.what.recipients == 25 && destroyed.what.bag == Self.bag)
        #expect(destroyed.actor == "Ans" && destroyed.authorisedBy == "Besluit 2032-17")
        #expect(destroyed.day?.description == "2033-01-01" && destroyed.what.until.description == "2032-12-31")
        let (left, manifest) = try office.registry().read { db in
            (try Int.fetchOne(db, sql: "SELECT sum(length(bytes)) FROM document"), try FreezeManifest.bytes(of: 1, db))
        }
        #expect(left == 0 && manifest == before)
        #expect(try office.count("document") == documents)
        let audit = try office.registry().audit()
        #expect(audit.holds && audit.head == destroyed.head)
        #expect(try office.registry().audit(rebuild: true).holds)
        #expect(audit.proofs.all.contains { $0.findings.contains { $0.hasSuffix(", or destroyed: \(documents)") } })
        #expect(try office.status().destroyedOn?.description == "2033-01-01" && office.status().closes)
        let history = try office.registry().history(of: "GM0150").entries
        #expect(history.map(\.kind) == [.frozen, .approved, .sent, .answered, .exported, .destroyed])
    }

    @Test func `nothing of it is left on the disk`() async throws {
        let office = try await office()
        // Pages that are split leave something behind.
        for index in 0..<40 {
            try office.record(
                .acknowledged, ["GM0153"], on: "2024-08-01",
                file: ("\(index).txt", Array("\(Self.answer) \(index)".utf8)))
            let event = try #require(try office.registry().history(of: "GM0153").entries.last?.event)
            _ = try office.registry().retract(event: event, in: 1, note: nil, by: office.author())
        }
        try office.archive(until: "2032-12-31")
        #expect(office.finds(Self.canary) && office.finds(Self.answer))
        // The log stays when another has the registry open.
        let open = try office.registry()
        _ = try open.mailings()
        _ = try destroy(office)
        #expect(!office.finds(Self.canary) && !office.finds(Self.answer))
        withExtendedLifetime(open) {}
        #expect(!office.finds(Self.canary) && !office.finds(Self.answer))
    }

    @Test func `what another mailing has as well is kept until that goes too`() async throws {
        let office = try await office()
        office.today = "2024-10-15"
        office[office.text] += "\nTweede\n"
        try await office.mailing()
        try office.record(.sent, in: 2)
        try office.archive(2, until: "2032-12-31")
        office.today = "2033-01-01"
        let first = try destroy(office)
        #expect(first.what.shared > 3)
        #expect(try office.audit().isEmpty)
        let yaml = try office.registry().source(office.yaml, of: 2)
        #expect(yaml.map { String(decoding: $0, as: UTF8.self) } == office[office.yaml])
        _ = try office.registry().review(2, today: office.author().today)
        _ = try office.registry().letter(of: 2)
        let second = try destroy(office, 2)
        #expect(second.what.shared == 0)
        #expect(try office.audit().isEmpty)
        #expect(
            try office.registry().read { try Int.fetchOne($0, sql: "SELECT sum(length(bytes)) FROM document") } == 0)
    }

    @Test func `the same letter can be frozen anew, with all its bytes`() async throws {
        let office = try await office()
        _ = try destroy(office)
        try await office.mailing(again: true)
        #expect(try office.audit().isEmpty)
        _ = try office.registry().letter(of: 2)
        let refusal = try office.refusal { _ = try office.registry().letter(of: 1) }
        #expect(refusal?.hasPrefix("mailing 1 was destroyed on 2033-01-01 by Ans") == true)
    }

    @Test func `a cancelled mailing can be destroyed`() async throws {
        let office = try Office()
        try await office.mailing()
        _ = try office.registry().cancel(1, [], because: "ingetrokken", by: office.author())
        try office.archive(until: "2032-12-31")
        office.today = "2033-01-01"
        _ = try destroy(office)
        #expect(try office.audit().isEmpty)
    }

    // MARK: Refusals

    private func refusal(_ office: Office) throws -> String? {
        let before = try office.dump()
        let refusal = try office.refusal { _ = try destroy(office) }
        #expect(try office.dump() == before)
        return refusal
    }

    @Test func `all that is in the way is told at once`() async throws {
        let office = try Office()
        #expect(try refusal(office)?.hasPrefix("there is no mailing 1") == true)
        try await office.mailing()
        #expect(
            try refusal(office) == """
                mailing 1 is 'approved': only what is done or cancelled can be destroyed
                mailing 1 was never archived: oproep archive 1 -o DIR
                """)
        try office.archive(until: "2032-12-31")
        try office.record(.sent, ["GM0150"])
        #expect(
            try refusal(office) == """
                mailing 1 is 'sending': only what is done or cancelled can be destroyed
                something was recorded of mailing 1 after it was archived (event 5, 'sent'): archive it again first: \
                oproep archive 1 -o DIR
                mailing 1 is to be kept until 2032-12-31, and today is 2024-10-15
                """)
    }

    @Test func `what is to be kept for ever, or is not valued yet, stays`() async throws {
        let office = try await office()
        try office.archive(until: nil)
        #expect(try refusal(office)?.contains("was archived without a last day") == true)
    }

    @Test func `a term that ends on a day is over on the day after`() async throws {
        let office = try await office()
        office.today = "2032-12-31"
        #expect(try refusal(office) == "mailing 1 is to be kept until 2032-12-31, and today is 2032-12-31")
        office.today = "2033-01-01"
        _ = try destroy(office)
    }

    @Test func `a bag that was begun and never came to stand counts for nothing`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        let registry = try office.registry()
        let last = try office.count("event")
        let begun = try registry.beginExport(
            of: 1, sha256: Self.bag, until: CalendarDate(iso: "2032-12-31"), after: last, by: office.author())
        #expect(try registry.unfinishedExport(of: 1)?.id == begun.id)
        office.today = "2033-01-01"
        #expect(try refusal(office) == "mailing 1 was never archived: oproep archive 1 -o DIR")
        #expect(try registry.due(on: office.author().today).isEmpty)
        #expect(try registry.history(of: "GM0150").entries.map(\.kind) == [.frozen, .approved, .sent])
        // What happened since is told, however late it becomes known that the bag stands.
        try office.record(.closed, ["GM0150"], on: "2032-12-31")
        try registry.recordExport(begun, by: office.author())
        #expect(try registry.unfinishedExport(of: 1) == nil)
        #expect(try registry.due(on: office.author().today).map(\.isOutdated) == [true])
        #expect(try refusal(office)?.contains("(event \(last + 2), 'closed')") == true)
        #expect(try office.audit().isEmpty)
    }

    @Test(arguments: [bag.uppercased(), String(repeating: "c", count: 64), ""])
    func `a bag that is not the last is no proof`(proved: String) async throws {
        let office = try await office()
        let before = try office.dump()
        let said = try office.refusal {
            _ = try office.registry().destroy(1, proved: proved, authorisedBy: "x", by: office.author())
        }
        #expect(said?.hasPrefix("the bag that was proved is not the last that was made of mailing 1") == true)
        #expect(try office.dump() == before)
    }

    @Test func `once is enough`() async throws {
        let office = try await office()
        let destroyed = try destroy(office)
        #expect(try refusal(office)?.hasPrefix("mailing 1 was destroyed on 2033-01-01 by Ans") == true)
        #expect(try office.registry().destroyed(1, in: .amsterdam)?.declaration == destroyed.declaration)
    }

    @Test func `nothing is shown of it, and nothing happens to it any more`() async throws {
        let office = try await office()
        _ = try destroy(office)
        let registry = try office.registry()
        let author = try office.author()
        let before = try office.dump()
        let uses: [(String, () throws -> Void)] = [
            ("letter", { _ = try registry.letter(of: 1) }),
            ("documents", { try registry.forEachDocument(of: 1, [.odt]) { _, _, _, _ in } }),
            ("document", { _ = try registry.document(of: 1, to: "GM0150", as: .odt) }),
            ("source", { _ = try registry.source("oproep.yaml", of: 1) }),
            ("review", { _ = try registry.review(1, today: author.today) }),
            ("answer", { _ = try registry.file(ofEvent: 28) }),
            ("record", { try office.record(.delivered) }),
            ("unchanged", { try office.record(.sent) }),
            ("approve", { _ = try registry.approve(1, mandate: nil, by: author) }),
            ("cancel", { _ = try registry.cancel(1, [], because: "x", by: author) }),
            ("resolve", { _ = try registry.resolve(1, ["GM0150"], asSent: true, on: nil, because: "x", by: author) }),
            ("retract", { _ = try registry.retract(event: 5, in: 1, note: nil, by: author) }),
            ("outbox", { _ = try registry.outbox(of: 1, by: [.post], at: author) }),
            ("export", { _ = try registry.beginExport(of: 1, sha256: Self.bag, until: nil, after: 0, by: author) }),
            ("settle", { _ = try registry.settle([:], in: 1, registry.senderLock(), by: author) }),
            (
                "any event",
                {
                    try registry.write { db in
                        var log = try EventLog(db, by: author)
                        try log.add(.delivered, mailing: 1, code: "GM0150", channel: .manual)
                    }
                }
            ),
            ("differences", { _ = try registry.differences(between: 1, and: office.compiled()) }),
        ]
        for (name, use) in uses {
            let refusal = try office.refusal(use)
            #expect(
                refusal?.hasPrefix("mailing 1 was destroyed on 2033-01-01 by Ans") == true, "\(name): \(refusal ?? "")")
        }
        #expect(try office.dump() == before)
    }

    @Test func `a reminder of it goes on, and its answers leave it alone`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.archive(until: "2032-12-31")
        office.today = "2033-01-01"
        _ = try destroy(office)
        office.today = "2024-10-15"
        try office.writeReminder()
        let previous = try office.registry().previousMailing(1)
        #expect(previous?.letters.count == 25)
        try await office.mailing("rappel")
        try office.record(.sent, in: 2, on: "2024-09-16")
        #expect(try office.record(.answered, ["GM0150"], in: 2, on: "2024-10-01").settled.isEmpty)
        #expect(try office.audit().isEmpty)
        _ = try office.registry().review(2, today: office.author().today)
    }

    // MARK: What is due

    @Test func `what is due is told in the order of its terms`() async throws {
        let office = try await office(until: "2030-06-30")
        let registry = try office.registry()
        for until in ["2029-12-31", "2032-12-31", "2033-01-01", nil] {
            let number = try await office.mailing(again: true)
            try office.archive(number, until: until)
        }
        try office.record(.sent, in: 3)
        let due = try registry.due(on: office.author().today)
        #expect(due.map(\.mailing.number) == [2, 1, 3])
        #expect(due.map(\.until.description) == ["2029-12-31", "2030-06-30", "2032-12-31"])
        #expect(due.map(\.isOutdated) == [false, false, true])
        #expect(due[1].archivedOn?.description == "2024-10-15" && due[1].frozenOn?.description == "2024-10-15")
        _ = try destroy(office)
        #expect(try registry.due(on: office.author().today).map(\.mailing.number) == [2, 3])
    }

    @Test func `the same bag twice is one event`() async throws {
        let office = try await office()
        let events = try office.count("event")
        try office.archive(until: "2032-12-31")
        #expect(try office.count("event") == events)
        try office.archive(until: "2034-12-31")
        #expect(try office.count("event") == events + 2)
        #expect(try refusal(office)?.contains("is to be kept until 2034-12-31") == true)
    }

    // MARK: Proof

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
        let office = try await office()
        office.today = "2024-10-15"
        try await office.mailing(again: true)
        try office.record(.sent, in: 2)
        try office.record(.answered, ["GM0147"], in: 2, on: "2024-08-01", file: ("a", Array("ja".utf8)))
        office.today = "2033-01-01"
        #expect(throws: DatabaseError.self) { try office.execute(sql) }
        _ = try destroy(office)
        // Mailing 2 has nearly all of these as well.
        #expect(throws: DatabaseError.self) { try office.execute(sql) }
        #expect(try office.audit().isEmpty)
    }

    @Test func `an emptied document of a mailing that is there is found, and is no destroyed one`() async throws {
        let office = try await office()
        try office.tamper(
            "UPDATE document SET bytes = x'' WHERE sha256 = (SELECT sha256 FROM letter WHERE code = 'GM0150')")
        #expect(try office.audit().contains { $0.hasPrefix("documents: letter GM0150 (odt) of mailing 1 is not what") })
        let error = #expect(throws: RegistryError.self) {
            try office.registry().document(of: 1, to: "GM0150", as: .odt)
        }
        guard case .damaged = error else { return #expect(Bool(false), "it is damaged, and nothing else") }
    }

    @Test func `what was destroyed and is there again is found, and so is what happened after it`() async throws {
        let office = try await office()
        let hash = ContentHash(of: Array(Self.answer.utf8)).hex
        _ = try destroy(office)
        try office.execute("UPDATE document SET bytes = CAST('\(Self.answer)' AS BLOB) WHERE sha256 = '\(hash)'")
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
        let office = try await office()
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
        _ = try destroy(office)
        #expect(try office.audit().isEmpty)
    }

    @Test func `a backup does not bring it back`() async throws {
        let office = try await office()
        let backup = office.root.appending(path: "backup.sqlite").path
        _ = try office.registry().backUp(to: backup, by: office.author())
        let other = try await office.mailing(again: true)
        let destroyed = try destroy(office)
        let restored = try Registry.restore(backup, to: office.registryPath, by: office.author("Bert"))
        #expect(restored.destroyed == [1])
        #expect(try office.refusal { _ = try office.registry().letter(of: 1) }?.contains("was destroyed") == true)
        #expect(!office.finds(Self.canary) && !office.finds(Self.answer))
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
        let office = try await office()
        _ = try destroy(office)
        let backup = office.root.appending(path: "backup.sqlite").path
        _ = try office.registry().backUp(to: backup, by: office.author())
        try await office.mailing(again: true)
        let restored = try Registry.restore(backup, to: office.registryPath, by: office.author())
        #expect(restored.destroyed.isEmpty && restored.inDoubt == 0)
        #expect(try office.status().destroyedOn != nil)
        #expect(try office.audit().isEmpty)
    }

    @Test func `the declaration says all of it`() async throws {
        let office = try await office()
        let destroyed = try destroy(office)
        let page = destroyed.declaration
        #expect(page.contains(Destroyed.declarationMark) && page.contains("<html lang=\"nl\">"))
        for words in [
            "Verklaring van vernietiging van verzendronde 1", "Oproep versnelde huisvesting statushouders",
            "Besluit 2032-17", "Selectielijst provincies 2020", "Ans", "2033-01-01", "2032-12-31",
            "2024-07-12 tot en met 2024-10-15", "zoals telefoonnummers",
            "\(destroyed.what.documents) (\(destroyed.what.bytes) bytes)", Self.bag,
            destroyed.what.mailing.sha256, destroyed.head,
        ] { #expect(page.contains(words), "\(words)") }
    }
}

extension Office {
    /// As when a bag of a mailing is complete.
    fileprivate func archive(_ number: Int = 1, until: String?) throws {
        let last = try registry().read { db in
            try Int.fetchOne(
                db, sql: "SELECT max(id) FROM event WHERE mailing = ? AND kind NOT IN (\(ArchivedBag.kinds))",
                arguments: [number])
        }
        let begun = try registry().beginExport(
            of: number, sha256: String(repeating: "b", count: 64), until: until.flatMap { CalendarDate(iso: $0) },
            after: last ?? 0, by: author())
        try registry().recordExport(begun, by: author())
    }

    /// Whether words stand in any file of the registry.
    fileprivate func finds(_ words: String) -> Bool {
        ["", "-wal", "-shm"].contains { end in
            (try? Data(contentsOf: URL(filePath: registryPath + end)))?.range(of: Data(words.utf8)) != nil
        }
    }
}

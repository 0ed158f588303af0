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
    @Test func `its content goes, and that it was there stays`() async throws {
        let office = try await Office.archived()
        let before = try office.registry().read { try FreezeManifest.bytes(of: 1, $0) }
        let documents = try office.count("document")
        let destroyed = try office.destroy()
        #expect(destroyed.what.documents == documents && destroyed.what.shared == 0 && destroyed.what.bytes > 100_000)
        #expect(destroyed.what.recipients == 25 && destroyed.what.bag == Office.bag)
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
        let office = try await Office.archived()
        // Pages that are split leave something behind.
        for index in 0..<40 {
            try office.record(
                .acknowledged, ["GM0153"], on: "2024-08-01",
                file: ("\(index).txt", Array("\(Office.answer) \(index)".utf8)))
            let event = try #require(try office.registry().history(of: "GM0153").entries.last?.event)
            _ = try office.registry().retract(event: event, in: 1, note: nil, by: office.author())
        }
        try office.archive(until: "2032-12-31")
        #expect(office.finds(Office.canary) && office.finds(Office.answer))
        // The log stays when another has the registry open.
        let open = try office.registry()
        _ = try open.mailings()
        _ = try office.destroy()
        #expect(!office.finds(Office.canary) && !office.finds(Office.answer))
        withExtendedLifetime(open) {}
        #expect(!office.finds(Office.canary) && !office.finds(Office.answer))
    }

    @Test func `what another mailing has as well is kept until that goes too`() async throws {
        let office = try await Office.archived()
        office.today = "2024-10-15"
        office[office.text] += "\nTweede\n"
        try await office.mailing()
        try office.record(.sent, in: 2)
        try office.archive(2, until: "2032-12-31")
        office.today = "2033-01-01"
        let first = try office.destroy()
        #expect(first.what.shared > 3)
        #expect(try office.audit().isEmpty)
        let yaml = try office.registry().source(office.yaml, of: 2)
        #expect(yaml.map { String(decoding: $0, as: UTF8.self) } == office[office.yaml])
        _ = try office.registry().review(2, today: office.author().today)
        _ = try office.registry().letter(of: 2)
        let second = try office.destroy(2)
        #expect(second.what.shared == 0)
        #expect(try office.audit().isEmpty)
        #expect(
            try office.registry().read { try Int.fetchOne($0, sql: "SELECT sum(length(bytes)) FROM document") } == 0)
    }

    @Test func `the same letter can be frozen anew, with all its bytes`() async throws {
        let office = try await Office.archived()
        _ = try office.destroy()
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
        _ = try office.destroy()
        #expect(try office.audit().isEmpty)
    }

    @Test func `a reminder of it goes on, and its answers leave it alone`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.archive(until: "2032-12-31")
        office.today = "2033-01-01"
        _ = try office.destroy()
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

    @Test func `the declaration says all of it`() async throws {
        let office = try await Office.archived()
        let destroyed = try office.destroy()
        let page = destroyed.declaration
        #expect(page.contains(Destroyed.declarationMark) && page.contains("<html lang=\"nl\">"))
        for words in [
            "Verklaring van vernietiging van verzendronde 1", "Oproep versnelde huisvesting statushouders",
            "Besluit 2032-17", "Selectielijst provincies 2020", "Ans", "2033-01-01", "2032-12-31",
            "2024-07-12 tot en met 2024-10-15", "zoals telefoonnummers",
            "\(destroyed.what.documents) (\(destroyed.what.bytes) bytes)", Office.bag,
            destroyed.what.mailing.sha256, destroyed.head,
        ] { #expect(page.contains(words), "\(words)") }
    }

    @Test func `what is due is told in the order of its terms`() async throws {
        let office = try await Office.archived(until: "2030-06-30")
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
        _ = try office.destroy()
        #expect(try registry.due(on: office.author().today).map(\.mailing.number) == [2, 3])
    }
}

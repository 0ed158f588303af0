import Exporter
import Foundation
import GRDB
import Support
import Templating
import Testing
import Workspace

@testable import Registry

@Suite("A mailing that is not destroyed, and one that was")
struct DestroyingRefusalTests {
    private func refusal(_ office: Office) throws -> String? {
        let before = try office.dump()
        let refusal = try office.refusal { _ = try office.destroy() }
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
        let office = try await Office.archived()
        try office.archive(until: nil)
        #expect(try refusal(office)?.contains("was archived without a last day") == true)
    }

    @Test func `a term that ends on a day is over on the day after`() async throws {
        let office = try await Office.archived()
        office.today = "2032-12-31"
        #expect(try refusal(office) == "mailing 1 is to be kept until 2032-12-31, and today is 2032-12-31")
        office.today = "2033-01-01"
        _ = try office.destroy()
    }

    @Test func `a bag that was begun and never came to stand counts for nothing`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        let registry = try office.registry()
        let last = try office.count("event")
        let begun = try registry.beginExport(
            of: 1, sha256: Office.bag, until: CalendarDate(iso: "2032-12-31"), after: last, by: office.author())
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

    @Test(arguments: [Office.bag.uppercased(), String(repeating: "c", count: 64), ""])
    func `a bag that is not the last is no proof`(proved: String) async throws {
        let office = try await Office.archived()
        let before = try office.dump()
        let said = try office.refusal {
            _ = try office.registry().destroy(1, proved: proved, authorisedBy: "x", by: office.author())
        }
        #expect(said?.hasPrefix("the bag that was proved is not the last that was made of mailing 1") == true)
        #expect(try office.dump() == before)
    }

    @Test func `once is enough`() async throws {
        let office = try await Office.archived()
        let destroyed = try office.destroy()
        #expect(try refusal(office)?.hasPrefix("mailing 1 was destroyed on 2033-01-01 by Ans") == true)
        #expect(try office.registry().destroyed(1, in: .amsterdam)?.declaration == destroyed.declaration)
    }

    @Test func `nothing is shown of it, and nothing happens to it any more`() async throws {
        let office = try await Office.archived()
        _ = try office.destroy()
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
            ("export", { _ = try registry.beginExport(of: 1, sha256: Office.bag, until: nil, after: 0, by: author) }),
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

    @Test func `the same bag twice is one event`() async throws {
        let office = try await Office.archived()
        let events = try office.count("event")
        try office.archive(until: "2032-12-31")
        #expect(try office.count("event") == events)
        try office.archive(until: "2034-12-31")
        #expect(try office.count("event") == events + 2)
        #expect(try refusal(office)?.contains("is to be kept until 2034-12-31") == true)
    }
}

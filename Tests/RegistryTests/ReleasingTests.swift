import Exporter
import Support
import Templating
import Testing
import Workspace

@testable import Registry

@Suite("Approving and cancelling")
struct ReleasingTests {
    @Test func `nothing leaves unapproved`() async throws {
        let office = try Office()
        try await office.freeze()
        let refusal = try office.refusal { try office.record(.sent) }
        #expect(refusal == "mailing 1 is not approved, and nothing leaves before that: oproep approve 1")
        #expect(try office.status().leaving == 0)
        #expect(try office.registry().approve(1, mandate: "besluit 12", by: office.author("Piet")))
        // By hand: 'send' does not.
        #expect(try office.status().leaving == 25 && office.status().remaining == 0)
        #expect(try office.record(.sent).recorded.count == 25)
        #expect(try office.status().mailing.state == .done)
        // To approve twice is to approve.
        #expect(try !office.registry().approve(1, mandate: nil, by: office.author("Klaas")))
        #expect(try office.registry().review(1, today: office.author().today).approvedBy?.actor == "Piet")
    }

    @Test func `with two people, the one who froze does not approve`() async throws {
        let office = try Office()
        try office.replace("one-person", with: "two-person", in: "oproep.yaml")
        try await office.freeze(by: "Jan Jansen")
        // As it was when it was frozen, whatever the settings say now.
        try office.replace("two-person", with: "one-person", in: "oproep.yaml")
        for name in ["Jan Jansen", "jan  jansen ", "Jan\u{200B} Jansen"] {
            let refusal = try office.refusal {
                _ = try office.registry().approve(1, mandate: nil, by: office.author(name))
            }
            #expect(refusal?.contains("another must approve it") == true)
        }
        #expect(try office.registry().approve(1, mandate: nil, by: office.author("Piet")))
    }

    @Test func `what is not what was frozen is not approved`() async throws {
        let office = try Office()
        try await office.freeze()
        try office.tamper("UPDATE document SET bytes = x'00' WHERE sha256 = (SELECT sha256 FROM letter LIMIT 1)")
        #expect(throws: RegistryError.self) { try office.registry().approve(1, mandate: nil, by: office.author()) }
        #expect(throws: RegistryError.self) { try office.registry().review(1, today: office.author().today) }
    }

    @Test func `what has left cannot be called back, and the rest can`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent, ["GM0141", "GM0150"])
        let refusal = try office.refusal {
            _ = try office.registry().cancel(1, ["GM0141", "GM0147"], because: "fout", by: office.author())
        }
        #expect(refusal == "Almelo (GM0141) is 'sent': that cannot be called back")
        #expect(try office.registry().cancel(1, ["GM0147"], because: "fout", by: office.author()).count == 1)
        #expect(try office.registry().cancel(1, [], because: "fout", by: office.author()).count == 22)
        #expect(try office.registry().cancel(1, [], because: "fout", by: office.author()).count == 0)
        let status = try office.status()
        #expect(status.mailing.state == .done)
        #expect(status.deliveryOfRecipients == [.sent: 2, .cancelled: 23])
        #expect(status.closes)
        #expect(try office.audit().isEmpty)
    }

    @Test func `a review tells what an approver needs`() async throws {
        let office = try Office()
        try await office.freeze()
        let review = try office.registry().review(1, today: office.author().today)
        #expect(review.recipients == 25)
        #expect(review.channels.map(\.channel) == [.manual] && review.channels.map(\.dispatches) == [25])
        #expect(review.source == "volgsysteem van het COA (dagkoersen; per gemeente fictief)")
        #expect(review.asOf?.description == "2024-07-01")
        #expect(
            review.checks.map { $0.finding(in: .dutch) }.suffix(2) == [
                "total.saldo_begin = −448", "total.saldo_eind = −679",
            ])
        #expect(review.coverage.map(\.count) == [22, 2, 1])
        // One for each way through the text.
        #expect(review.samples.map(\.code.description) == ["GM0141", "GM1742", "GM1773"])
        #expect(
            review.warnings.map { $0.text(in: .english) } == [
                "the letter is dated 2024-07-11, and today is 2024-10-15: will it leave on its date?"
            ])
        #expect(review.mailing.sha256.count == 64 && review.head.count == 64)
        let page = review.html(samples: ["out/a&b.odt"], in: .dutch)
        #expect(page.contains("<h1>Verzendronde 1: Oproep versnelde huisvesting statushouders</h1>"))
        // Sentences, and links that work where the page goes with its letters.
        #expect(page.contains("<td>Saldo op 1 juli 2024 is kleiner dan 0</td><td>22</td><td>Almelo (GM0141)</td>"))
        #expect(page.contains("<td>anders, en Saldo op 1 juli 2024 is groter dan 0</td><td>2</td>"))
        #expect(page.contains("<td>in alle andere gevallen</td><td>1</td>") && !page.contains("{%"))
        #expect(page.contains("<a href=\"out/a&amp;b.odt\">out/a&amp;b.odt</a>"))
        #expect(page.contains(review.mailing.sha256) && page.contains("total.saldo_eind = −679"))
        #expect(page.contains("de dagtekening is 2024-07-11 en vandaag is 2024-10-15"))
        #expect(review.html(samples: [], in: .english).contains("<html lang=\"en\">"))
    }
}

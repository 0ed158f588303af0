import Exporter
import Foundation
import Templating
import Testing
import Workspace

@testable import Registry

@Suite("Reminders and corrections")
struct FollowingTests {
    @Test func `a reminder goes to those who did not answer, and names the letter that they got`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent, ["GM0141", "GM0147", "GM0150"])
        try office.record(.sent, ["GM0153"], on: "2024-07-15")
        try office.record(.answered, ["GM0141"], on: "2024-08-01")
        try office.record(.closed, ["GM0147"], on: "2024-08-01")
        _ = try office.registry().cancel(1, [], because: "de rest niet", by: office.author())
        try office.writeReminder()
        let compiled = try office.compiled("rappel")
        #expect(compiled.letter.recipients.map(\.code.description) == ["GM0150", "GM0153"])
        let text = try LetterFiller(compiled).fill(compiled.letter.recipients[1], as: .txt)
        #expect(
            String(decoding: text, as: UTF8.self).contains(
                "Op 15 juli 2024 stuurden wij u onze brief van 11 juli 2024, 2024-0711-GM0153."))
        try await office.freeze("rappel")
        // What it was told is kept with it.
        try office.record(.answered, ["GM0150"], on: "2024-09-17")
        let again = try office.registry().letter(of: 2).compiled
        #expect(try LetterFiller(again).fill(again.letter.recipients[1], as: .txt) == text)
        #expect(try office.status(2).mailing.previous?.relation == .reminder)
    }

    @Test func `who answers after the freeze is skipped, and one answer settles both`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.writeReminder()
        try await office.mailing("rappel")
        #expect(try office.record(.answered, ["GM0150"], on: "2024-09-17").settled == [2])
        #expect(try office.row("GM0150", in: 2).reply == .answered)
        #expect(try office.status(2).remaining == 24)
        let sent = try office.record(.sent, in: 2, on: "2024-09-18")
        #expect(sent.recorded.count == 24)
        #expect(sent.skipped.map(\.label) == ["Deventer (GM0150)"])
        #expect(try office.row("GM0150", in: 2).delivery == .cancelled)
        #expect(try office.record(.answered, ["GM0153"], in: 2, on: "2024-09-20").settled == [1])
        #expect(try office.row("GM0153").reply == .answered)
        // Taken back, both are open again.
        let event = try #require(
            office.registry().history(of: "GM0153").entries.first { $0.kind == .answered && $0.mailing == 2 })
        #expect(try office.registry().retract(event: event.event, in: 2, note: nil, by: office.author()).settled == [1])
        #expect(try office.row("GM0153").reply == .none)
        #expect(try office.audit().isEmpty)
    }

    @Test func `nobody who is silent is forgotten`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.writeReminder()
        office[office.list] = office[office.list].split(separator: "\n").filter { !$0.hasPrefix("GM0150") }
            .joined(separator: "\n")
        let error = #expect(throws: Diagnostics.self) { try office.compiled("rappel") }
        #expect(
            error?.all.map(\.description) == [
                """
                letters/rappel/letter.yaml:4:27: error: GM0150 did not answer mailing 1, and is not in \
                recipients/gemeenten-overijssel.csv [unknown-recipient]
                    4 | recipients: { unanswered: 1 }
                      |                           ^ put it back, or settle it first: oproep record 1 closed GM0150 --on DATE
                """
            ])
        try office.record(.closed, on: "2024-08-01")
        let everyone = #expect(throws: Diagnostics.self) { try office.compiled("rappel") }
        #expect(
            everyone?.all.map(\.problem.message) == [
                "nobody is left to remind: mailing 1 has no recipient without an answer"
            ])
    }

    @Test func `a correction goes to those whose letter differs, and can name the one that it corrects`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.correctFigures()
        // Every correction has another date and reference.
        try office.replace("date: 2024-07-11", with: "date: 2024-07-25", in: office.yaml)
        try office.replace("2024-0711-", with: "2024-0725-", in: office.yaml)
        try office.replace(
            "We zien dat u",
            with: """
                {% if previous.reference != "" %}
                Deze brief vervangt die van {{ previous.date }} met kenmerk {{ previous.reference }}.
                {% endif %}

                We zien dat u
                """, in: office.text)
        let compiled = try office.compiled(correcting: 1)
        let differences = try office.registry().differences(between: 1, and: compiled)
        #expect(differences.map(\.code) == ["GM0141", "GM0150"])
        guard case .changed(let changes)? = differences.last?.kind else { return #expect(Bool(false)) }
        #expect(
            changes.map { "\($0.expression ?? "") \($0.before) \($0.after)" } == [
                "derived.achterstand 97 100", "figures.gerealiseerd 69 66", "figures.saldo_eind −97 −100",
            ])
        let corrected = compiled.addressed { ["GM0141", "GM0150"].contains($0.code.description) }
        let frozen = try await office.registry().freeze(corrected, corrects: 1, by: office.author()) { _, _ in true }
        #expect(frozen.recipients == 2)
        let again = try office.registry().letter(of: 2)
        #expect(again.mailing.previous?.relation == .correction)
        #expect(again.compiled.letter.recipients.count == 2)
        let text = try LetterFiller(again.compiled).fill(again.compiled.letter.recipients[1], as: .txt)
        #expect(
            String(decoding: text, as: UTF8.self).contains(
                "Deze brief vervangt die van 11 juli 2024 met kenmerk 2024-0711-GM0150."))
        // An answer to the correction is an answer.
        _ = try office.registry().approve(2, mandate: nil, by: office.author())
        try office.record(.sent, in: 2, on: "2024-07-26")
        #expect(try office.record(.answered, ["GM0150"], in: 2, on: "2024-08-01").settled == [1])
        #expect(try office.audit().isEmpty)
    }

    @Test func `whoever is new, or gone, is told`() async throws {
        let office = try Office()
        try await office.freeze()
        try office.replace("  list:", with: "  where: recipient.code != \"GM0150\"\n  list:", in: office.yaml)
        let gone = try office.registry().differences(between: 1, and: office.compiled())
        #expect(gone.map(\.code) == ["GM0150"])
        try await office.freeze()
        try office.replace("  where: recipient.code != \"GM0150\"\n", with: "", in: office.yaml)
        let added = try office.registry().differences(between: 2, and: office.compiled())
        guard case .added? = added.first?.kind else { return #expect(Bool(false)) }
        #expect(added.map(\.code) == ["GM0150"])
    }

    @Test func `a history is that of one gemeente, with those that it merged with`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        // Borne goes to Hengelo: the list says so.
        let lines = office[office.list].split(separator: "\n")
        office[office.list] = lines.enumerated().map { index, line in
            index == 0 ? "\(line),successor" : line.hasPrefix("GM0147") ? "\(line),GM0164" : "\(line),"
        }.joined(separator: "\n")
        let successors = try WorkspaceDirectory(at: office.root.path).successors
        #expect(successors.map(\.code) == ["GM0147"] && successors.map(\.successor) == ["GM0164"])
        for code in ["GM0147", "gm0164"] {
            let history = try office.registry().history(of: code, successors: successors)
            #expect(Set(history.codes) == ["GM0147", "GM0164"])
            #expect(history.entries.count { $0.kind == .sent } == 2)
            #expect(history.name == (code == "GM0147" ? "Borne" : "Hengelo"))
        }
        // A mailing keeps what its own list said.
        try await office.mailing(again: true)
        #expect(try office.registry().history(of: "GM0147").codes == ["GM0147", "GM0164"])
        let unknown = try office.refusal { _ = try office.registry().history(of: "0150") }
        #expect(unknown == "no mailing has a recipient '0150'; did you mean 'GM0150'?")
    }
}

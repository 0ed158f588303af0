import Exporter
import Foundation
import Support
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
        #expect(try office.status(2).leaving == 24)
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

    @Test func `a letter that left before the answer is sent, and so is one that is named`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.writeReminder()
        try await office.mailing("rappel")
        try office.record(.answered, ["GM0150", "GM0153"], on: "2024-09-20")
        try office.record(.answered, ["GM0158"], on: "2024-09-17")
        #expect(try office.record(.sent, ["GM0158"], in: 2, on: "2024-09-18").recorded.count == 1)
        let sent = try office.record(.sent, in: 2, on: "2024-09-18")
        #expect(sent.recorded.count == 24 && sent.skipped.isEmpty)
    }

    @Test func `a letter with a day on which nothing left does not leave`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.writeReminder()
        try await office.freeze("rappel")
        _ = try office.registry().retract(event: 3, in: 1, note: nil, by: office.author())
        try office.record(.sent, ["GM0141"], on: "2024-07-15")
        let wrong = "the letter says that mailing 1 left on 2024-07-12, but it was 2024-07-15"
        #expect(
            try office.registry().review(2, today: office.author().today).warnings.map { $0.text(in: .english) }
                .contains(
                    "Almelo (GM0141): \(wrong)"))
        let refusal = try office.refusal { _ = try office.registry().approve(2, mandate: nil, by: office.author()) }
        #expect(refusal == "Almelo (GM0141): \(wrong); freeze the letter again")
    }

    @Test func `a review tells who is reminded of what came back, and who has time`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.record(.returned, ["GM0150"], on: "2024-07-20")
        try office.record(.extended, ["GM0153"], on: "2024-08-01", until: "2024-12-02")
        try office.writeReminder()
        try await office.freeze("rappel")
        try office.record(.answered, ["GM0158"], on: "2024-09-20")
        let warnings = try office.registry().review(2, today: office.author().today).warnings
            .map { $0.text(in: .english) }
        for warning in [
            "Deventer (GM0150) is reminded of a letter that came back", "Enschede (GM0153) has time until 2024-12-02",
            "Haaksbergen (GM0158) has answered since",
        ] { #expect(warnings.contains(warning), "\(warnings)") }
    }

    @Test func `whoever's letter was cancelled gets the right one, which does not speak of another`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent, ["GM0150"])
        let registry = try office.registry()
        _ = try registry.cancel(1, ["GM0141"], because: "fout cijfer", by: office.author())
        try office.correctFigures()
        let correction = try registry.correction(of: 1, office.compiled(correcting: 1))
        let previous = correction.compiled.letter.recipients.map {
            correction.compiled.letter.value(of: "previous.reference", for: $0).description
        }
        #expect(previous == ["", "2024-0711-GM0150"])
    }

    @Test func `who gets a letter again is told to whoever approves it`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.replace("subject: Oproep", with: "subject: Nieuwe oproep", in: office.yaml)
        try await office.freeze()
        let warnings = try office.registry().review(2, today: office.author().today).warnings
        #expect(warnings.contains(.alsoWritten(mailing: 1, recipients: 25)))
    }

    @Test func `only what left is corrected, and only once`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent, ["GM0150"])
        try office.correctFigures()
        let registry = try office.registry()
        let compiled = try office.compiled(correcting: 1)
        let refusal = try office.refusal { _ = try registry.correction(of: 1, compiled) }
        #expect(refusal?.hasPrefix("Almelo (GM0141): its letter in mailing 1 has not left") == true, "\(refusal ?? "")")
        try office.record(.sent, ["GM0141"])
        try office.record(.returned, ["GM0141"], on: "2024-07-20")
        let correction = try registry.correction(of: 1, compiled)
        #expect(correction.compiled.letter.recipients.count == 2 && correction.others.isEmpty)
        _ = try await registry.freeze(correction.compiled, corrects: 1, by: office.author()) { _, _ in true }
        let again = try office.refusal { _ = try registry.correction(of: 1, compiled) }
        #expect(again?.contains("Deventer (GM0150): mailing 2 corrects that letter already") == true)
        // The wrong letter is not posted again.
        let wrong = try office.refusal { try office.record(.sent, ["GM0141"], on: "2024-07-25", again: true) }
        #expect(wrong == "Almelo (GM0141): mailing 2 corrects this letter, which is not to leave any more")
        try office.writeReminder()
        let other = try office.refusal { _ = try registry.correction(of: 1, office.compiled("rappel")) }
        #expect(other == "mailing 1 is of 'oproep-huisvesting-statushouders', and not of 'rappel'")
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
                "nobody is left to remind: nobody who got mailing 1 is without an answer"
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

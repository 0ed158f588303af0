import Disk
import Exporter
import Foundation
import GRDB
import Support
import Templating
import Testing
import Workspace

@testable import Registry

@Suite("Freezing a letter")
struct FreezingTests {
    @Test func `what was frozen is what render writes, byte for byte, whatever happens to the workspace`() async throws
    {
        let office = try Office()
        let compiled = try office.compiled()
        try await office.freeze()
        let filler = try LetterFiller(compiled)
        let expected = try compiled.letter.recipients.map { try filler.fill($0, as: .odt) }
        try FileManager.default.removeItem(at: office.root.appending(path: "letters"))
        try FileManager.default.removeItem(at: office.root.appending(path: "recipients"))
        office["oproep.yaml"] = "sender: { name: Iemand anders }\n"
        var found: [[UInt8]] = []
        try office.registry().forEachDocument(of: 1, [.odt]) { _, _, _, bytes in found.append(bytes) }
        #expect(found == expected)
        // All that it was made of is kept too: it can be made again, and explained.
        let again = try office.registry().letter(of: 1)
        #expect(try LetterFiller(again.compiled).fill(again.compiled.letter.recipients[3], as: .odt) == expected[3])
        let items = Explanation(again.compiled, again.compiled.letter.recipients[3]).items
        let cell = items.flatMap(\.inputs).first { $0.path == "figures.saldo_eind" }?.origin
        #expect(cell?.text == "-97" && cell?.place.cell == "E5")
        #expect(try office.audit().isEmpty)
    }

    @Test func `the hash stands for all of it, and anybody can check that`() async throws {
        let office = try Office()
        let frozen = try await office.freeze()
        let lines = try office.registry().read { db in
            String(decoding: try db.document(frozen.sha256), as: UTF8.self).split(separator: "\n").map(String.init)
        }
        #expect(lines.first == #"["oproep-freeze",1]"#)
        #expect(lines.count == 83)
        let yaml = try ContentHash(of: Array(Data(contentsOf: office.root.appending(path: office.yaml)))).hex
        #expect(lines.contains(#"["source","\#(office.yaml)","\#(yaml)"]"#))
        #expect(lines.contains(#"["recipient",3,"GM0150","Deventer","2024-0711-GM0150",null]"#))
        let letter = try LetterFiller(office.compiled()).fill(office.compiled().letter.recipients[3], as: .odt)
        #expect(lines.contains(#"["letter","GM0150","odt","\#(ContentHash(of: letter).hex)"]"#))
        #expect(lines.contains(#"["dispatch","GM0150","manual",null,null]"#))
    }

    @Test func `the same input is frozen twice only when that is said`() async throws {
        let office = try Office()
        try await office.freeze()
        let error = await #expect(throws: RegistryError.self) { try await office.freeze() }
        guard case .refused(let sentences)? = error else { return #expect(Bool(false)) }
        #expect(
            sentences.first?.contains("mailing 1 was frozen") == true && sentences.first?.contains("--again") == true)
        #expect(try await office.freeze(again: true).mailing == 2)
        // Another input is another letter.
        try office.correctFigures()
        #expect(try await office.freeze().mailing == 3)
        // What was cancelled does not stand in the way.
        for number in [2, 3] { _ = try office.registry().cancel(number, [], because: "te vroeg", by: office.author()) }
        #expect(try office.status(3).mailing.state == .cancelled)
        #expect(try await office.freeze().mailing == 4)
    }

    @Test func `a letter with anything wrong is not frozen, and nothing is left of it`() async throws {
        let office = try Office()
        try await office.freeze()
        let files = try FileManager.default.contentsOfDirectory(atPath: office.root.appending(path: ".oproep").path)
        try office.replace("2024-0711-{{ recipient.code }}", with: "{{ recipient.kenmerk }}", in: office.yaml)
        office[office.list] = office[office.list].split(separator: "\n").enumerated().map { index, line in
            index == 0 ? "\(line),kenmerk" : index == 4 ? "\(line)," : "\(line),K\(index)"
        }.joined(separator: "\n")
        await #expect(throws: (any Error).self) { try await office.freeze() }
        #expect(try office.registry().mailings().count == 1)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: office.root.appending(path: ".oproep").path) == files)
    }

    @Test func `a run that is stopped leaves nothing`() async throws {
        let office = try Office()
        let (registry, compiled) = try (office.registry(), office.compiled())
        let error = await #expect(throws: RegistryError.self) {
            try await registry.freeze(compiled, by: office.author()) { done, _ in done < 10 }
        }
        guard case .letters(.interrupted)? = error else { return #expect(Bool(false), "\(error as Any)") }
        #expect(try registry.mailings().isEmpty)
        #expect(try registry.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM document") } == 0)
    }

    @Test func `each channel freezes what leaves by it`() async throws {
        let office = try Office()
        try office.replace("  website:", with: "  email: post@overijssel.nl\n  website:", in: "oproep.yaml")
        try office.replace(
            "subject: Oproep",
            with:
                "email: { subject: \"{{ letter.subject }} ({{ recipient.code }})\", text: email.md }\nsubject: Oproep",
            in: office.yaml)
        office["letters/\(Office.letter)/email.md"] =
            "Beste {{ recipient.name }},\n\n{% if figures.saldo_eind < 0 %}\nEr is een *achterstand*.\n{% endif %}\n"
        // Three of them, for LibreOffice takes its time.
        let lines = office[office.list].split(separator: "\n")
        office[office.list] = zip([0, 1, 2, 3], [",channel", ",email", ",post+email", ",manual"]).map {
            "\(lines[$0])\($1)"
        }.joined(separator: "\n")
        let rows = office[office.figures].split(separator: "\n")
        office[office.figures] = rows.prefix(4).joined(separator: "\n")
        for total in ["saldo_begin == -448", "saldo_eind == -679"] {
            try office.replace("that: total.\(total)", with: "that: total.saldo_begin < 0", in: office.yaml)
        }
        try await office.freeze()
        let found = try office.registry().read { db in
            try Row.fetchAll(db, sql: "SELECT code || ' ' || format AS it FROM letter ORDER BY 1").map {
                try $0.text("it")
            }
        }
        #expect(
            found == [
                "GM0141 mail", "GM0141 odt", "GM0141 pdf", "GM0147 mail", "GM0147 odt", "GM0147 pdf", "GM0148 odt",
            ])
        let recipient = try office.compiled().letter.recipients[0]
        let registry = try office.registry()
        let mail = try #require(try registry.document(of: 1, to: recipient.code.description, as: .mail))
        #expect(
            String(decoding: mail, as: UTF8.self)
                == """
                From: post@overijssel.nl
                Sender: Provincie Overijssel
                To: gemeente@almelo.example
                Subject: Oproep versnelde huisvesting statushouders (GM0141)
                Letter: GM0141-almelo.pdf

                Beste Almelo,

                Er is een achterstand.

                """
        )
        let pdf = try #require(try registry.document(of: 1, to: recipient.code.description, as: .pdf))
        #expect(pdf.starts(with: Array("%PDF-".utf8)))
        let ids = try office.registry().read {
            try String.fetchAll($0, sql: "SELECT message_id FROM dispatch WHERE channel = 'email' ORDER BY code")
        }
        #expect(ids.count == 2 && Set(ids).count == 2)
        #expect(ids.allSatisfy { $0.hasPrefix("<") && $0.hasSuffix("@overijssel.nl>") })
        #expect(try office.audit().isEmpty)
    }
}

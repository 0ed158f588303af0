import Disk
import Foundation
import Support
import Testing

@testable import Archive
@testable import Containers
@testable import Exporter
@testable import Registry

@Suite("What is in a bag")
struct ContentsTests {
    private let bag: BagFiles
    private let correspondence: Correspondence

    init() throws {
        correspondence = try Correspondence.shared.get()
        bag = try BagFiles.shared.get()
    }

    private func record(_ name: String) throws -> MDTORecord {
        let path = try bag.path(endingWith: name)
        return try #require(try MDTORecord.read(bag.bytes(path), file: path).record)
    }

    @Test func `every proof of it holds`() throws {
        #expect(try bag.verify(rerender: true).failures == [])
        #expect(try BagFiles.verify(bag.zipped(as: "whole.zip"), rerender: true).failures == [])
    }

    // MARK: Judges

    @Test func `metadata are valid, says xmllint and say we`() throws {
        for (end, name) in [
            (".mdto.xml", "MDTO-XML1.0.1.xsd"), (".diwoo.xml", "diwoo-metadata.xsd"),
        ] {
            let files = try bag.paths.filter { $0.hasSuffix(end) }
            #expect(files.count > 5)
            let schema = "\(Repository.path("Tests/Schemas"))/\(name)"
            try Program(["xmllint", "--noout", "--nonet", "--schema", schema] + files.map { "\(bag.path)/\($0)" })
                .output()
            let ours = try XMLSchema(path: schema)
            for file in files {
                let problems = ours.problems(of: try bag.bytes(file)).map(\.message)
                #expect(problems == [], "\(file)")
            }
        }
        #expect(try bag.verify(schemas: Repository.path("Tests/Schemas")).failures == [])
    }

    @Test(.judged) func `the library of the Library of Congress proves it, and what is in a ZIP`() throws {
        let python = try #require(Siegfried.python)
        let script = "import bagit, sys\nfor path in sys.argv[1:]: bagit.Bag(path).validate()"
        let zip = try bag.zipped(as: "judged.zip")
        let folder = bag.root.deletingLastPathComponent().appending(path: "unpacked").path
        try Program("unzip", "-q", zip, "-d", folder).output()
        try Program(python, "-c", script, bag.path, "\(folder)/bag").output()
    }

    @Test func `sha256sum alone proves it`() throws {
        let command = "cd \"$1\" && sha256sum --quiet --strict -c manifest-sha256.txt tagmanifest-sha256.txt"
        #expect(try Program("sh", "-c", command, "sh", bag.path).output() == "")
    }

    @Test(.judged) func `formats are what siegfried says`() throws {
        let python = try #require(Siegfried.python)
        let files = try bag.paths.filter { $0.hasPrefix("data/") && !Sidecar.isOne($0) && !$0.hasSuffix("pakbon.xml") }
        let answers = try Siegfried.answers(python, files.map { "\(bag.path)/\($0)" })
        for (file, answer) in zip(files, answers) {
            let sidecar = "\(file)\(Sidecar.ofFile)"
            let xml = String(decoding: try bag.bytes(sidecar), as: UTF8.self)
            let format = xml.firstMatch(of: /<begripCode>([^<]*)<\/begripCode>/)?.output.1
            #expect(format.map(String.init) == answer.puid, "\(file): \(answer)")
        }
    }

    // MARK: Names

    @Test func `names are short, plain, and each its own on every file system`() throws {
        let paths = try bag.paths
        let parts = Set(paths.flatMap { $0.split(separator: "/") })
        let forbidden = Set("<>:\"/\\|?*#& ")
        for part in parts {
            #expect(part.utf8.count <= 255 && part.allSatisfy { !forbidden.contains($0) && $0.isASCII }, "\(part)")
            #expect(part.first != "-" && part.first != "." && part.last != ".", "\(part)")
        }
        #expect(Set(paths.map { $0.lowercased() }).count == paths.count)
        try FileTree(at: bag.path).forEach(maximum: 100_000, depth: 12) { found in
            if case .file = found { return }
            Issue.record("\(found)")
        }
        // One folder is enough to know an object by.
        let folders = Set(
            paths.filter { $0.split(separator: "/").count == 4 }.map { $0.split(separator: "/")[2].lowercased() })
        #expect(folders.count >= 6 + 4 + 4 + 6)
    }

    @Test func `who is called what we call things by has names of their own`() throws {
        let tooi = Correspondence.zwolle
        let deposit = try Deposit([
            Deposit.Recipient(code: "A", name: "b", channel: "email", tooi: tooi, email: "a@b.example"),
            Deposit.Recipient(code: "A-b", name: "email 4"),
            Deposit.Recipient(code: "B", name: "c", tooi: tooi),
            Deposit.Recipient(code: "B-c", name: "publicatie", tooi: tooi),
            Deposit.Recipient(code: "C-d", name: "Afschrift_publicatie"),
            Deposit.Recipient(code: "verzendronde", name: "1 bron-1"),
            Deposit.Recipient(code: "Verzendronde-1", name: "bevriezing"),
        ])
        try deposit.freeze()
        try deposit.sendMail()
        try deposit.record(.sent)
        for form in [Archiving.Form.folder, .zip] {
            let bag = try BagFiles { try deposit.archive(to: $0, as: form, diwoo: true) }
            let verification = try bag.verify(rerender: true)
            #expect(verification.failures == [])
        }
    }

    // MARK: What it tells

    /// The events of an object: kind, time, who, result.
    private func events(_ name: String) throws -> [[String]] {
        let xml = try bag.text(bag.path(endingWith: name))
        return xml.matches(of: /(?s)<event>(.*?)<\/event>/).map { match in
            let text = String(match.1)
            func value(_ pattern: Regex<(Substring, Substring)>) -> String {
                (text.firstMatch(of: pattern)?.1).map(String.init) ?? ""
            }
            return [
                value(/(?s)<eventType>\s*<begripLabel>(.*?)<\/begripLabel>/), value(/<eventTijd>(.*?)<\/eventTijd>/),
                value(/(?s)<eventVerantwoordelijkeActor>\s*<verwijzingNaam>(.*?)<\/verwijzingNaam>/),
                value(/<eventResultaat>(.*?)<\/eventResultaat>/),
            ]
        }
    }

    @Test func `a letter tells who made, froze, approved and sent it, and when`() throws {
        let registry = try correspondence.deposit.registry()
        let record = try registry.record(of: 1)
        let recipients = try registry.recipients(of: record, 0..<record.count)
        let approved = try #require(record.approved)
        let accepted = try #require(recipients[0].events.first { $0.kind == .accepted })
        let making = [
            ["Creatie", MDTO.seconds(record.frozen.time), "Jan", ""],
            ["Bevriezing", MDTO.seconds(record.frozen.time), "Jan", "SHA-256 \(record.mailing.sha256)"],
            ["Accordering", MDTO.seconds(approved.time), "Piet", "mandaat: Mandaatbesluit 2024 &quot;art. 3&quot;"],
        ]
        func normal(_ events: [[String]]) -> [[String]] {
            events.map { $0.map { $0.replacing("&quot;", with: "\"") } }
        }
        #expect(
            try normal(events("/A-b-c.mdto.xml")).prefix(4)
                .elementsEqual(
                    normal(making + [["Verzending", MDTO.seconds(accepted.time), "Jan", "per e-mail; 250 2.0.0 Ok"]])))
        let posted = try #require(recipients[3].events.first { $0.kind == .sent })
        #expect(
            try normal(events("/GM0193-zwolle.mdto.xml")).prefix(4).elementsEqual(
                normal(
                    making + [
                        ["Verzending", "2024-07-12", "Jan", "per post; vastgelegd op \(MDTO.seconds(posted.time))"]
                    ])))
        let letters = recipients.map { "/\(RecordName.letter(code: $0.code, name: $0.name)).mdto.xml" }
        let told = try Set(letters.flatMap { try events($0).map { $0[0] } })
        #expect(told.isSuperset(of: ["Creatie", "Bevriezing", "Accordering", "Verzending", "Beantwoording", "Retour"]))
        #expect(try events("/_-X_.mdto.xml").last?.first == "Verzending")
        #expect(try events("/verzendronde_1_oproep.mdto.xml").last?[0] == "Export")
        #expect(try events("/verzendronde_1_oproep.mdto.xml").last?[2] == "Ans")
    }

    @Test func `who it was written to is told by TOOI`() throws {
        let xml = try bag.text(bag.path(endingWith: "/GM0193-zwolle.mdto.xml"))
        #expect(xml.contains(Correspondence.zwolle) && xml.contains("<identificatieBron>TOOI</identificatieBron>"))
        #expect(try bag.text(bag.path(endingWith: "/A-b_c.mdto.xml")).contains("TOOI</identificatieBron>"))
    }

    @Test func `e-mails are what the server took, to the byte`() throws {
        let registry = try correspondence.deposit.registry()
        let record = try registry.record(of: 1)
        let recipients = try registry.recipients(of: record, 0..<record.count)
        #expect(correspondence.sent.count == 4)
        for recipient in recipients where correspondence.sent[recipient.code] != nil {
            let event = try #require(recipient.events.first { $0.kind == .accepted })
            let path = try bag.path(endingWith: "email_\(event.id).eml")
            #expect(try bag.bytes(path) == correspondence.sent[recipient.code], "\(recipient.code)")
        }
    }

    @Test func `answers are what came, to the byte, and are named for what they are`() throws {
        let all = try bag.all
        func path(of bytes: [UInt8]) -> [String] { all.filter { $0.value == bytes }.map(\.key) }
        let came: [([UInt8], String, String)] = [
            (Correspondence.mailed, "_antwoord_", ".eml"), (Correspondence.signed, "_antwoord_", ".pdf"),
            (Correspondence.picture, "_antwoord_", ".png"), (Correspondence.bounce, "_retourbericht_", ".eml"),
        ]
        for (bytes, kind, end) in came {
            let paths = path(of: bytes)
            #expect(paths.count == 1 && paths[0].contains(kind) && paths[0].hasSuffix(end), "\(paths)")
        }
        #expect(path(of: Correspondence.mistaken) == [])
        let scan = try #require(path(of: Correspondence.picture).first?.split(separator: "/")[2])
        let xml = try bag.text(bag.path(endingWith: "/\(scan).mdto.xml"))
        #expect(xml.contains("antwoord.pdf") && xml.contains("<omschrijving>Gescand</omschrijving>"))
        #expect(try events("/\(scan).mdto.xml").map { $0[0...1] } == [["Ontvangst", "2024-09-01"]])
    }

    @Test func `a reminder leads to what it reminds of, and is proved without it`() throws {
        let deposit = try Deposit(copying: correspondence.deposit)
        let registry = try deposit.registry()
        try deposit.record(.sent, in: 3, on: "2024-09-01")
        try deposit.sendMail(of: 3)
        do {
            let lock = try registry.senderLock()
            _ = try registry.cancelSettled(3, by: [.email, .post], lock, by: deposit.author())
        }
        let bag = try BagFiles { try deposit.archive(3, to: $0) }
        let xml = try bag.text(bag.path(endingWith: "/verzendronde_3_rappel.mdto.xml"))
        let reminded = try registry.mailing(1)
        #expect(xml.contains("<verwijzingNaam>Verzendronde 1: "))
        #expect(xml.contains("oproep-\(reminded.sha256.prefix(16))<") && xml.contains("Refereert aan"))
        #expect(try bag.verify(schemas: Repository.path("Tests/Schemas"), rerender: true).failures == [])
    }

    @Test func `of other mailings there is nothing but digests`() throws {
        let lines = try bag.text(bag.path(endingWith: "_gebeurtenissen.jsonl")).split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("\"") } > 5)
        #expect(!lines.contains { $0.hasPrefix("[") && $0.contains(",2,\"") && !$0.contains("oproep-events") })
    }
}

import Foundation
import Registry
import Support
import Testing

@testable import Archive
@testable import Containers
@testable import Exporter

@Suite("Copies for publication")
struct PublicationTests {
    /// What is known of persons, by the list and by the letter.
    private static let personal = [
        "Kanarie-Persoon", "kanarie@thuis.example", "Zonderling", "Dorpsstraat", "8000 GA", "lang@gemeente.example",
        "ab@gemeente.example", "retour@bedrijf.example", "Truus", "038-1234567", "truus@", "Gijsendorffer", "O'Neill",
        "o-neill", "Lange naam", "lange-naam", "x@thuis", "college@",
    ]

    /// The files of a copy; of a document, what is in it.
    private func texts(of bag: BagFiles) throws -> [(path: String, text: String)] {
        var texts: [(String, String)] = []
        for path in try bag.paths where path.contains("_publicatie/") {
            texts.append((path, String(decoding: Array(path.utf8), as: UTF8.self)))
            let bytes = try bag.bytes(path)
            guard path.hasSuffix(".odt") else {
                texts.append((path, String(decoding: bytes, as: UTF8.self)))
                continue
            }
            var zip = try ZIPFileReader(bytes, name: path)
            for entry in zip.entries {
                let member = try zip.bytes(of: entry, limit: 10_000_000)
                texts.append(("\(path) \(zip.path(of: entry))", String(decoding: member, as: UTF8.self)))
            }
        }
        return texts
    }

    @Test func `say nothing of persons, in any member and in metadata`() throws {
        let deposit = try Deposit(
            Correspondence.recipients,
            text: """
                {{ recipient.addressee }}, {{ recipient.address }}, {{ recipient.email }}

                Aan {{ recipient.name }} van {{ contact.name }}, {{ contact.phone }}, {{ contact.email }}.
                """)
        try deposit.freeze()
        try deposit.record(.sent)
        try deposit.sendMail()
        let bag = try BagFiles { path in
            let made = try deposit.archive(to: path, diwoo: true)
            #expect(made.left == [])
        }
        let texts = try texts(of: bag)
        #expect(texts.count { $0.path.hasSuffix(".odt content.xml") } == Correspondence.recipients.count)
        for (path, text) in texts {
            for word in Self.personal where text.contains(word) { Issue.record("'\(word)' is in \(path)") }
        }
        // Who has an identification is a public body.
        let named = texts.filter {
            $0.path.contains("GM0193-zwolle_afschrift_publicatie") && $0.text.contains("Zwolle")
        }
        #expect(named.count > 2)
        #expect(texts.contains { $0.text.contains("[weggelaten]") })
        #expect(try bag.verify(schemas: Repository.path("Tests/Schemas"), rerender: true).failures == [])
    }

    @Test func `need a sender with an identification`() throws {
        let deposit = try Deposit(copying: Correspondence.shared.get().deposit)
        deposit["oproep.yaml"] = Deposit.settings.replacing(
            ", tooi: https://identifier.overheid.nl/tooi/id/provincie/pv23", with: "")
        let said = try deposit.refusal { try deposit.archive(to: deposit.path("out/bag"), diwoo: true) }
        #expect(said?.contains("TOOI") == true && said?.contains("oproep.yaml") == true, "\(said ?? "nothing")")
        #expect(!FileManager.default.fileExists(atPath: deposit.path("out")))
    }

    @Test func `a text that names the contact in its own words is warned of`() throws {
        let deposit = try Deposit(
            [Deposit.Recipient(code: "GM0193", name: "Zwolle")],
            text: "Bel Truus Contactpersoon, zei A. Gijsendorffer.\n")
        try deposit.freeze()
        try deposit.record(.sent)
        let program = BuiltProgram(directory: deposit.root.path)
        let made = try program.run(["archive", "1", "--diwoo", "-o", "bag"])
        #expect(made.status == 0)
        #expect(
            made.output.contains("warning: the letter says contact.name, signatory.name in its own words"),
            "\(made.output)")
        #expect(!(try program.run(["archive", "1", "-o", "other"]).output.contains("warning")))
    }
}

import Foundation
import GRDB
import Support
import Synchronization
import Templating
import Testing
import Workspace

@testable import Archive
@testable import Exporter
@testable import Registry

/// A workspace with a registry on disk, of mailings that can be archived; gone with the test.
final class Deposit: OfficeFolder, Sendable {
    static let letter = "oproep"
    static let settings = """
        sender: { name: Provincie Voorbeeld, address: Postbus 1, postcode: 8000 AA, place: Zwolle, email: post@provincie.example, website: https://provincie.example, tooi: https://identifier.overheid.nl/tooi/id/provincie/pv23 }
        language: nl-NL
        delivery: { channel: email, smtp: { user: jan } }
        archive: { archiefvormer: Provincie Voorbeeld, waardering: V, bewaartermijn: P7Y, beperking_gebruik: Geen beperking, part_of: Wonen & <zorg>, selectielijst: Provincies 12.1 }

        """

    struct Recipient {
        let code: String
        let name: String
        var channel = "post"
        /// A public body has one.
        var tooi = ""
        var addressee = "Het college"
        var email = ""
    }

    let folder: TestFolder
    /// Seconds that went by: nothing here happens at the same time as anything else.
    private let seconds = Mutex(0)

    /// With a letter to these recipients, that is not frozen yet.
    init(_ recipients: [Recipient], text: String = "Geacht college,\n\nU telt er {{ figures.aantal }}.\n") throws {
        folder = try .withHouseStyle()
        self["oproep.yaml"] = Self.settings
        write(Self.letter, to: "lijst", text)
        self["recipients/lijst.csv"] = Self.csv(
            ["code", "name", "addressee", "address", "postcode", "place", "email", "channel", "tooi"],
            recipients.map { recipient in
                [
                    recipient.code, recipient.name, recipient.addressee, "Dorpsstraat 17", "8000 GA", "ZWOLLE",
                    recipient.email, recipient.channel, recipient.tooi,
                ]
            })
        self["letters/\(Self.letter)/figures.csv"] = Self.csv(
            ["code", "aantal"], recipients.enumerated().map { [$1.code, "\($0 + 40)"] })
    }

    /// A copy with all that happened to it.
    init(copying other: Deposit) throws {
        folder = try TestFolder(copying: other.folder)
        let passed = other.seconds.withLock(\.self)
        seconds.withLock { $0 = passed }
    }

    private static func csv(_ header: [String], _ rows: [[String]]) -> String {
        ([header] + rows).map { row in
            row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
        }.joined()
    }

    private func write(_ letter: String, to list: String, _ text: String) {
        self["letters/\(letter)/letter.yaml"] = """
            subject: Oproep aan "iedereen" & <allen>
            date: 2024-07-11
            reference: "2024-{{ recipient.code }}"
            recipients: { list: \(list) }
            contact: { name: Truus Contactpersoon, phone: 038-1234567, email: truus@provincie.example }
            signatory: { closing: Groet, on_behalf_of: GS, name: A. Gijsendorffer, title: Teamleider }
            figures: { file: figures.csv, key: code, source: telling, as_of: 2024-07-01, columns: { aantal: { type: integer, label: Aantal } } }
            """
        self["letters/\(letter)/letter.md"] = text
    }

    // MARK: The registry

    func author() throws -> Author { try author("Jan") }

    func author(_ name: String) throws -> Author {
        let passed = seconds.withLock { seconds in
            seconds += 1
            return seconds
        }
        let time =
            "2024-09-01T\(Self.two(8 + passed / 3600)):\(Self.two(passed / 60 % 60)):\(Self.two(passed % 60)).000Z"
        return try #require(Author(name: name, time: time, zone: .amsterdam))
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// As 'freeze' and 'approve' do, but for the PDFs. Returns the number.
    @discardableResult
    func freeze(_ name: String = letter, reminding reminded: Int? = nil, approved: Bool = true) throws -> Int {
        let mailing = try freezeWithSmallPDFs(name, reminding: reminded)
        if approved {
            _ = try registry().approve(mailing, mandate: "Mandaatbesluit 2024 \"art. 3\"", by: author("Piet"))
        }
        return mailing
    }

    /// What the mail server was offered and took, by code.
    @discardableResult
    func sendMail(of number: Int = 1) throws -> [String: [UInt8]] {
        let registry = try registry()
        let lock = try registry.senderLock()
        var finished: Claim.Outcome?
        var sent: [String: [UInt8]] = [:]
        for dispatch in try registry.outbox(of: number, by: [.email], at: author()).dispatches {
            let text = """
                From: post@provincie.example\r
                To: \(dispatch.email ?? "")\r
                Date: Sun, 01 Sep 2024 10:00:00 +0200\r
                Message-ID: \(dispatch.messageID ?? "")\r
                Subject: Oproep\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                \r
                Aan \(dispatch.code): zie de brief. Één regel, en een punt:\r
                ..\r

                """
            let message = Array(text.utf8)
            let claimed = try registry.step(
                in: number, after: finished, claiming: Claim.Offering(dispatch, message, to: "mail.example:25"), lock,
                by: author())
            guard case .claimed(let claim) = claimed else { throw CancellationError() }
            finished = Claim.Outcome(of: claim, .accepted("250 2.0.0 Ok"))
            sent[dispatch.code] = message
        }
        _ = try registry.step(in: number, after: finished, claiming: nil, lock, by: author())
        return sent
    }

    /// How often a mailing was exported.
    func exports(of number: Int = 1) throws -> Int {
        try registry().read { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM event WHERE kind = 'exported' AND mailing = ?", arguments: [number]) ?? 0
        }
    }

    // MARK: The bag

    /// A bag of a mailing, made by `name`.
    @discardableResult
    func archive(
        _ number: Int = 1, to path: String, as form: Archiving.Form = .folder, diwoo: Bool = false,
        by name: String = "Ans"
    ) throws -> Archiving.Made {
        let workspace = try WorkspaceDirectory(at: root.path)
        let facts = try ArchiveFacts(#require(workspace.settings().settings))
        return try Archiving(registry(), facts, by: author(name), software: "oproep test").write(
            number, to: path, as: form, forPublication: diwoo, protecting: workspace.sources + [registryPath]
        ) { _, _ in true }
    }
}

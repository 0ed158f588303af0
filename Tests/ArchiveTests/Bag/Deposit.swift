import Foundation
import GRDB
import Synchronization
import Templating
import Testing
import Workspace

@testable import Archive
@testable import Exporter
@testable import Printing
@testable import Registry

/// A workspace with a registry on disk, of mailings that can be archived; gone with the test.
///
/// Its PDFs are small ones of our own: what LibreOffice makes is seen to elsewhere, and takes long.
final class Deposit: Sendable {
    static let letter = "oproep"
    static let settings = """
        sender: { name: Provincie Voorbeeld, address: Postbus 1, postcode: 8000 AA, place: Zwolle, email: post@provincie.example, website: https://provincie.example, tooi: https://identifier.overheid.nl/tooi/id/provincie/pv23 }
        language: nl-NL
        delivery: { channel: email, smtp: { user: jan } }
        archive: { archiefvormer: Provincie Voorbeeld, waardering: V, bewaartermijn: P7Y, beperking_gebruik: Geen beperking, part_of: Wonen & <zorg>, selectielijst: Provincies 12.1 }

        """
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../..").standardizedFileURL

    struct Recipient {
        let code: String
        let name: String
        var channel = "post"
        /// A public body has one.
        var tooi = ""
        var addressee = "Het college"
        var email = ""
    }

    let root: URL
    /// Seconds that went by: nothing here happens at the same time as anything else.
    private let seconds = Mutex(0)

    /// With a letter to these recipients, that is not frozen yet.
    init(_ recipients: [Recipient], text: String = "Geacht college,\n\nU telt er {{ figures.aantal }}.\n") throws {
        root = FileManager.default.temporaryDirectory.appending(path: "oproep-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: root.appending(path: "recipients"), withIntermediateDirectories: true)
        self["oproep.yaml"] = Self.settings
        try write(Self.letter, to: "lijst", text)
        try FileManager.default.copyItem(
            at: Self.repository.appending(path: "letters/house-style.fodt"),
            to: root.appending(path: "letters/house-style.fodt"))
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
        root = FileManager.default.temporaryDirectory.appending(path: "oproep-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: other.root, to: root)
        let passed = other.seconds.withLock(\.self)
        seconds.withLock { $0 = passed }
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    private static func csv(_ header: [String], _ rows: [[String]]) -> String {
        ([header] + rows).map { row in
            row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
        }.joined()
    }

    private func write(_ letter: String, to list: String, _ text: String) throws {
        try FileManager.default.createDirectory(
            at: root.appending(path: "letters/\(letter)"), withIntermediateDirectories: true)
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

    /// A file of the workspace.
    subscript(name: String) -> String {
        get { (try? String(contentsOf: root.appending(path: name), encoding: .utf8)) ?? "" }
        set { try? Data(newValue.utf8).write(to: root.appending(path: name)) }
    }

    func path(_ name: String) -> String { root.appending(path: name).path }

    // MARK: The registry

    var registryPath: String { path(".oproep/registry.sqlite") }

    func author(_ name: String = "Jan") throws -> Author {
        let passed = seconds.withLock { seconds in
            seconds += 1
            return seconds
        }
        let time =
            "2024-09-01T\(Self.two(8 + passed / 3600)):\(Self.two(passed / 60 % 60)):\(Self.two(passed % 60)).000Z"
        return try #require(Author(name: name, time: time, zone: .amsterdam))
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    func registry() throws -> Registry { try Registry(at: registryPath, by: author()) }

    /// As 'freeze' and 'approve' do, but for the PDFs. Returns the number.
    @discardableResult
    func freeze(_ name: String = letter, reminding reminded: Int? = nil, approved: Bool = true) throws -> Int {
        let registry = try registry()
        let find = { @Sendable (number: Int) in try? registry.previousMailing(number) }
        var (letter, diagnostics) = Letter.load(
            name, in: try WorkspaceDirectory(at: root.path), after: PreviousMailings(corrected: nil, find: find))
        let compiled = letter.flatMap { CompiledLetter.compile($0, diagnostics: &diagnostics) }
        if diagnostics.hasErrors { throw diagnostics }
        let made = try #require(compiled)
        let output = try OutputFolder(at: OutputTarget(path(".oproep/freezing")))
        let filler = try LetterFiller(made)
        for recipient in made.letter.recipients {
            for format in Format.frozen(for: recipient.channel) {
                let bytes =
                    format == .pdf
                    ? SmallPDF.bytes("\(recipient.code)") : try filler.fill(recipient, as: format)
                _ = try output.files.write(bytes, as: recipient.fileName(format), for: "\(recipient.code)")
            }
        }
        let rendered = RenderedLetters(output, name, [], Diagnostics())
        let frozen = try registry.store(
            made.letter, FrozenSources(made.letter.filesRead()), reminded.map { ($0, .reminder) }, rendered,
            again: true, by: author())
        if approved {
            _ = try registry.approve(frozen.mailing, mandate: "Mandaatbesluit 2024 \"art. 3\"", by: author("Piet"))
        }
        return frozen.mailing
    }

    @discardableResult
    func record(
        _ kind: EventKind, _ codes: [String]? = nil, in number: Int = 1, on day: String = "2024-07-12",
        channel: DispatchChannel? = nil, note: String? = nil, file: (String, [UInt8])? = nil
    ) throws -> Recorded {
        try registry().record(
            Recording(
                kind, codes.map { .codes($0) } ?? .all, on: try #require(CalendarDate(iso: day)), channel: channel,
                note: note, file: file),
            in: number, by: author())
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

    /// What is said when something is refused; nil when it is not.
    func refusal(_ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch let error as RegistryError {
            return LetterFailure(error).sentence
        }
    }

    /// How often a mailing was exported.
    func exports(of number: Int = 1) throws -> Int {
        try registry().read { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM event WHERE kind = 'exported' AND mailing = ?", arguments: [number]) ?? 0
        }
    }

    func audit() throws -> [String] {
        try registry().audit().proofs.all.filter { !$0.holds }.flatMap { proof in
            proof.findings.map { "\(proof.name): \($0)" }
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

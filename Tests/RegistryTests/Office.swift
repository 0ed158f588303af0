import Exporter
import Foundation
import Templating
import Testing
import Workspace

@testable import Registry

/// The sample workspace of this repository in a folder of its own, with a registry; gone with the test.
final class Office {
    static let letter = "oproep-huisvesting-statushouders"
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    let root: URL
    /// The day that it is here.
    var today = "2024-10-15"

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "oproep-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        for item in ["letters", "recipients", "oproep.yaml"] {
            try FileManager.default.copyItem(
                at: Self.repository.appending(path: item), to: root.appending(path: item))
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    var path: String { root.appending(path: ".oproep/registry.sqlite").path }

    /// A file of the workspace.
    subscript(name: String) -> String {
        get { (try? String(contentsOf: root.appending(path: name), encoding: .utf8)) ?? "" }
        set { try? Data(newValue.utf8).write(to: root.appending(path: name)) }
    }

    func replace(_ part: String, with other: String, in name: String) throws {
        try #require(self[name].contains(part), "'\(part)' is not in \(name)")
        self[name] = self[name].replacing(part, with: other)
    }

    var yaml: String { "letters/\(Self.letter)/letter.yaml" }
    var text: String { "letters/\(Self.letter)/letter.md" }
    var figures: String { "letters/\(Self.letter)/figures.csv" }
    var list: String { "recipients/gemeenten-overijssel.csv" }

    var zone = LocalZone.amsterdam

    func author(_ name: String = "Jan", at time: String? = nil) throws -> Author {
        try #require(Author(name: name, time: time ?? "\(today)T08:00:00.000Z", zone: zone))
    }

    func registry() throws -> Registry { try Registry(at: path, by: author()) }

    /// The letter as it is now, which must be right.
    func compiled(_ name: String = letter, correcting number: Int? = nil) throws -> CompiledLetter {
        let registry = try registry()
        let find = { @Sendable (number: Int) in try? registry.previousMailing(number) }
        var (letter, diagnostics) = Letter.load(
            name, in: try WorkspaceDirectory(at: root.path),
            after: PreviousMailings(corrected: number.flatMap(find), find: find))
        let compiled = letter.flatMap { CompiledLetter.compile($0, diagnostics: &diagnostics) }
        if diagnostics.hasErrors { throw diagnostics }
        return try #require(compiled)
    }

    @discardableResult
    func freeze(
        _ name: String = letter, again: Bool = false, by author: String = "Jan"
    ) async throws -> Frozen {
        try await registry().freeze(compiled(name), again: again, by: self.author(author)) { _, _ in true }
    }

    /// A frozen and approved mailing. Returns its number.
    @discardableResult
    func mailing(_ name: String = letter, again: Bool = false) async throws -> Int {
        let number = try await freeze(name, again: again).mailing
        _ = try registry().approve(number, mandate: nil, by: author("Piet"))
        return number
    }

    @discardableResult
    func record(
        _ kind: EventKind, _ codes: [String]? = nil, in number: Int = 1, on day: String = "2024-07-12",
        until: String? = nil, file: (String, [UInt8])? = nil, channel: DispatchChannel? = nil, again: Bool = false
    ) throws -> Recorded {
        let recording = Recording(
            kind, codes.map { .codes($0) } ?? .all, on: try #require(CalendarDate(iso: day)), channel: channel,
            file: file,
            until: until.flatMap { CalendarDate(iso: $0) }, again: again)
        return try registry().record(recording, in: number, by: author())
    }

    /// What is said when something is refused; nil when it is not.
    func refusal(_ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch RegistryError.refused(let sentences) {
            return sentences.joined(separator: "\n")
        }
    }

    func status(_ number: Int = 1) throws -> MailingStatus {
        try registry().status(of: number, at: author())
    }

    func row(_ code: String, in number: Int = 1) throws -> MailingStatus.DispatchStatus {
        try #require(status(number).rows.first { $0.code == code })
    }

    /// Every proof that does not hold, with what is wrong.
    func audit(noted: String? = nil) throws -> [String] {
        try registry().audit(noted: noted).proofs.all.filter { !$0.holds }.flatMap { proof in
            proof.findings.map { "\(proof.name): \($0)" }
        }
    }

    /// A reminder of mailing 1, to be frozen as `rappel`.
    func writeReminder() throws {
        try FileManager.default.createDirectory(
            at: root.appending(path: "letters/rappel"), withIntermediateDirectories: true)
        self["letters/rappel/letter.yaml"] = """
            subject: Herinnering
            date: 2024-09-16
            reference: "2024-0916-{{ recipient.code }}"
            recipients: { unanswered: 1 }
            signatory: { closing: Groet, on_behalf_of: GS, name: A. Gijsendorffer, title: Teamleider }
            """
        self["letters/rappel/letter.md"] = """
            {{ recipient.salutation }}

            Op {{ previous.sent_on }} stuurden wij u onze brief van {{ previous.date }}, {{ previous.reference }}.
            """
    }

    /// Moves some of what Deventer realised to Almelo, so that the sums stay what they are.
    func correctFigures() throws {
        try replace("GM0141,-15,80,50,-45", with: "GM0141,-15,80,53,-42", in: figures)
        try replace("GM0150,-56,110,69,-97", with: "GM0150,-56,110,66,-100", in: figures)
    }
}

import Exporter
import Foundation
import Support
import Templating
import Testing
import Workspace

@testable import Registry

/// The sample workspace of this repository in a folder of its own, with a registry; gone with the test.
final class Office: OfficeFolder {
    static let letter = Repository.letter

    let folder: TestFolder
    /// The day that it is here.
    var today = "2024-10-15"

    init() throws {
        folder = try .sample()
    }

    var yaml: String { "letters/\(Self.letter)/letter.yaml" }
    var text: String { "letters/\(Self.letter)/letter.md" }
    var figures: String { "letters/\(Self.letter)/figures.csv" }
    var list: String { "recipients/gemeenten-overijssel.csv" }

    var zone = LocalZone.amsterdam

    func author(_ name: String) throws -> Author { try author(name, at: nil) }

    func author(_ name: String = "Jan", at time: String? = nil) throws -> Author {
        try #require(Author(name: name, time: time ?? "\(today)T08:00:00.000Z", zone: zone))
    }

    func compiled(correcting number: Int? = nil) throws -> CompiledLetter {
        try compiled(Self.letter, correcting: number)
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

    func status(_ number: Int = 1) throws -> MailingStatus {
        try registry().status(of: number, at: author())
    }

    func row(_ code: String, in number: Int = 1) throws -> MailingStatus.DispatchStatus {
        try #require(status(number).rows.first { $0.code == code })
    }

    /// A reminder of mailing 1, to be frozen as `rappel`.
    func writeReminder() throws {
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

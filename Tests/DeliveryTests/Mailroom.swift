import Foundation
import Support
import Templating
import Testing
import Workspace

@testable import Delivery
@testable import Exporter
@testable import Registry

/// A workspace with a mailing that is frozen and approved, in a folder of its own; gone with the test.
struct Mailroom: OfficeFolder, Sendable {
    static let letter = "oproep"

    let folder: TestFolder

    /// `recipients` are those that the list has, as CSV behind the column `code`; each gets a code of its own.
    init(
        _ recipients: [Recipient], smtp: String = "{ user: jan }", letter: String = "", approved: Bool = true,
        files: [String: [UInt8]] = [:]
    ) throws {
        folder = try .withHouseStyle()
        self["oproep.yaml"] = """
            sender: { name: Provincie Voorbeeld, address: Postbus 1, postcode: 8000 AA, place: Zwolle, email: post@provincie.example, website: https://provincie.example }
            language: nl-NL
            delivery:
              channel: email
              smtp: \(smtp)
            """
        self["letters/\(Self.letter)/letter.yaml"] = """
            subject: Oproep aan iedereen
            date: 2024-07-11
            reference: "2024-{{ recipient.code }}"
            recipients: { list: lijst }
            signatory: { closing: Groet, on_behalf_of: GS, name: A. Gijsendorffer, title: Teamleider }
            \(letter)
            """
        self["letters/\(Self.letter)/letter.md"] = "Geacht college,\n\nDit is de kanarie van {{ recipient.name }}.\n"
        self["recipients/lijst.csv"] =
            "code,name,addressee,address,postcode,place,country,email,channel\n"
            + recipients.enumerated().map { index, recipient in
                let parts = [
                    recipient.code ?? Self.code(index), recipient.name, recipient.addressee, "Postbus 1",
                    recipient.postcode, recipient.place, recipient.country, recipient.email, recipient.channel,
                ]
                return parts.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
            }.joined()
        for (name, bytes) in files { try folder.write(bytes, as: name) }
        try freezeWithSmallPDFs(Self.letter)
        if approved { _ = try registry().approve(1, mandate: nil, by: .now("Piet")) }
    }

    struct Recipient {
        var code: String?
        var name = "Zwolle"
        var addressee = "Het college"
        var postcode = "8000 GA"
        var place = "ZWOLLE"
        var country = ""
        var email = "ok-1@gemeente.example"
        var channel = "email"
    }

    /// So many recipients, each with an address of their own.
    init(_ count: Int, channel: String = "email", smtp: String = "{ user: jan }") throws {
        try self.init(
            (0..<count).map { Recipient(name: "Plaats \($0)", email: "ok-\($0)@gemeente.example", channel: channel) },
            smtp: smtp)
    }

    /// A copy with all that happened to it.
    init(copying other: Mailroom) throws {
        folder = try TestFolder(copying: other.folder)
    }

    static func code(_ index: Int) -> String { "G\(String(100_000 + index).dropFirst())" }

    func author(_ name: String) -> Author { .now(name) }

    // MARK: What happened

    func outbox(_ channels: Set<DispatchChannel> = [.email]) throws -> Outbox {
        try registry().outbox(of: 1, by: channels, at: .now("Jan"))
    }

    /// Hands all that is ready to a server, which has little time for each answer.
    @discardableResult
    func send(
        to server: SMTPServer, _ dispatches: [Outgoing]? = nil, perMinute: Int? = nil, pauseAfterErrors: Int? = nil,
        tell: @escaping (MailRun.Report) -> Void = { _ in }
    ) throws -> MailRun.Result {
        let registry = try registry()
        let lock = try registry.senderLock()
        _ = try registry.settleEarlierRun(lock, by: .now("Jan"))
        var limits = MailRun.Limits(perMinute: perMinute, pauseAfterErrors: pauseAfterErrors)
        limits.patience = SMTPConnection.Patience(connecting: 10, answering: 3)
        let run = MailRun(
            registry, of: 1, to: server, limits, by: { .now("Jan") }, goesOn: { true }, tell: tell)
        let wanted = try dispatches ?? outbox().dispatches
        try run.check(wanted)
        return try run.send(wanted, lock)
    }

    func states(_ channel: DispatchChannel = .email) throws -> [DeliveryState] {
        try registry().status(of: 1, at: .now("Jan")).rows.filter { $0.channel == channel }
            .sorted { $0.code < $1.code }.map(\.delivery)
    }
}

extension Author {
    static func now(_ name: String) -> Author {
        let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        guard let author = Author(name: name, time: time, zone: .amsterdam) else {
            preconditionFailure("\(time) is no time")
        }
        return author
    }
}

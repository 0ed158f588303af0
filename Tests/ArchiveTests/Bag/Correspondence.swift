import Foundation
import Support
import Testing

@testable import Registry

/// A deposit in which all happened to mailing 1 that can be in a bag, with others in between.
struct Correspondence {
    let deposit: Deposit
    /// What the mail server took, by code.
    let sent: [String: [UInt8]]

    static let zwolle = "https://identifier.overheid.nl/tooi/id/gemeente/gm0193"

    /// Who makes trouble for names of files, for XML and for each other: `A` with `b-c` and `A-b` with `c` would have one
    /// name with a hyphen between.
    static let recipients = [
        Deposit.Recipient(
            code: "A", name: "b-c", channel: "email", tooi: "https://identifier.overheid.nl/tooi/id/gemeente/gm0001",
            email: "ab@gemeente.example"),
        Deposit.Recipient(
            code: "A-b", name: "c", channel: "post+email", addressee: "Mevrouw Kanarie-Persoon",
            email: "kanarie@thuis.example"),
        Deposit.Recipient(
            code: "-X", name: "🏛️", channel: "manual", addressee: "De heer Zonderling", email: "x@thuis.example"),
        Deposit.Recipient(code: "GM0193", name: "Zwolle", tooi: zwolle, email: "college@gemeente.example"),
        Deposit.Recipient(
            code: "L2345678901234567890123456789012", name: String(repeating: "Lange naam ", count: 25),
            channel: "email", email: "lang@gemeente.example"),
        Deposit.Recipient(
            code: "R-1", name: "../../O'Neill & \"Zonen\" <b>|?*:\\", channel: "email", email: "retour@bedrijf.example"),
    ]

    /// As they came; of each the event that it came with is found by its bytes.
    static let mailed = message("From: a@b.example", "Akkoord.")
    static let signed = SmallPDF.bytes("Akkoord")
    /// Comes as `antwoord.pdf`.
    static let picture: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1,
        8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0D, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0xCF,
        0xC0,
        0xF0, 0x1F, 0, 5, 0, 1, 0xFF, 0x89, 0x99, 0x3D, 0x1D, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60,
        0x82,
    ]
    static let bounce = message("From: MAILER-DAEMON@x.example", "550 no such user")
    static let mistaken = Array("Kanarie die nooit antwoordde.\n".utf8)

    private static func message(_ from: String, _ text: String) -> [UInt8] {
        let lines = [
            from, "To: post@provincie.example", "Date: Sun, 01 Sep 2024 10:00:00 +0200", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "", text, "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    init() throws {
        deposit = try Deposit(Self.recipients)
        try deposit.freeze()
        try deposit.freeze()
        try deposit.record(.sent, ["A-b"], channel: .post)
        try deposit.record(.sent, ["-X"], on: "2024-07-15", note: "Overhandigd & \"getekend\" <hier>")
        // Of another mailing: only its digest goes with this one.
        try deposit.record(.sent, ["GM0193"], in: 2)
        try deposit.record(.sent, ["GM0193"])
        sent = try deposit.sendMail()
        // The reminder goes to whom it is frozen for, and settles nothing of the first.
        Self.writeReminder(deposit)
        try deposit.freeze("rappel", reminding: 1)
        try deposit.record(.answered, ["A"], on: "2024-09-01", file: ("antwoord.eml", Self.mailed))
        try deposit.record(.answered, ["GM0193"], on: "2024-08-01", file: ("akkoord.pdf", Self.signed))
        try deposit.record(
            .answered, ["A-b"], on: "2024-09-01", note: "Gescand", file: ("antwoord.pdf", Self.picture))
        try deposit.record(
            .returned, ["R-1"], on: "2024-09-01", channel: .email, file: ("retour 1.eml", Self.bounce))
        let code = Self.recipients[4].code
        try deposit.record(.answered, [code], on: "2024-09-01", file: ("fout.txt", Self.mistaken))
        let registry = try deposit.registry()
        let recipients = try registry.recipients(of: registry.record(of: 1), 0..<100)
        let mistake = try #require(
            recipients.first { $0.code == code }?.events.last { $0.kind == .answered })
        _ = try registry.retract(event: mistake.id, in: 1, note: "Verkeerde brief", by: deposit.author())
        try deposit.record(.acknowledged, [code], on: "2024-09-01")
    }

    /// Made once: what only looks at it, and at bags of it, needs no copy.
    static let shared = Result { try Correspondence() }

    private static func writeReminder(_ deposit: Deposit) {
        deposit["letters/rappel/letter.yaml"] = """
            subject: Herinnering
            date: 2024-09-01
            reference: "2024-R-{{ recipient.code }}"
            recipients: { unanswered: 1 }
            signatory: { closing: Groet, on_behalf_of: GS, name: A. Gijsendorffer, title: Teamleider }
            """
        deposit["letters/rappel/letter.md"] = "Wij schreven u op {{ previous.sent_on }}.\n"
    }
}

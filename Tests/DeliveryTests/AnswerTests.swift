import Foundation
import Registry
import Support
import Testing

@testable import Delivery

/// An answer is what a person wrote: what a program wrote in their place is not.
@Suite struct AnswerTests {
    private static func message(_ headers: String, _ body: String = "Wij doen mee.") -> String {
        "From: info@almelo.example\nTo: post@provincie.example\nMessage-ID: <1@almelo.example>\n\(headers)\n\n\(body)\n"
    }

    @Test(arguments: [
        ("Subject: Re: Oproep", ReceivedMessage.Nature.answer), ("Auto-Submitted: no", .answer),
        ("Auto-Submitted: no (auto-replied)", .answer), ("Precedence: list", .answer),
        ("Subject: Wij antwoorden automatisch", .answer), ("X-Note: Auto-Submitted: auto-replied", .answer),
        ("Disposition-Notification-To: info@almelo.example", .answer), ("Return-Path: <info@almelo.example>", .answer),
        ("Auto-Submitted: auto-replied", .automaticReply),
        ("Auto-Submitted: (x) Auto-Generated; owner=\"y\"", .automaticReply),
        ("Auto-Submitted:\n auto-replied (vacation)", .automaticReply), ("X-Autoreply: yes", .automaticReply),
        ("Precedence: auto_reply", .automaticReply), ("Precedence: bulk", .automaticReply),
        ("X-Auto-Response-Suppress: All", .automaticReply), ("Subject: Automatisch antwoord: Oproep", .automaticReply),
        ("Subject: =?utf-8?q?Automatic_reply:_caf=C3=A9?=", .automaticReply),
        ("Return-Path: <>\nX-Autorespond: yes", .automaticReply),
        ("X-Failed-Recipients: post@provincie.example", .notice),
        ("From: MAILER-DAEMON@x.example", .answer),
        ("Content-Type: multipart/report; report-type=delivery-status; boundary=b", .notice),
        ("Content-Type: multipart/report; report-type=\"disposition-notification\"; boundary=b", .readReceipt),
    ]) func `a message tells by its headers what wrote it`(_ headers: String, _ nature: ReceivedMessage.Nature) throws {
        for text in [Self.message(headers), Self.message(headers).replacing("\n", with: "\r\n")] {
            #expect(try #require(ReceivedMessage(Array(text.utf8))).nature == nature)
        }
        let inOneFile = "From info@almelo.example Fri Nov 27 12:00:00 2026\n\(Self.message(headers))"
        #expect(try #require(ReceivedMessage(Array(inOneFile.utf8))).nature == nature)
    }

    @Test func `what is no message is what a person says it is`() {
        for bytes in [Array("%PDF-1.7\n...".utf8), [], [0xFF, 0xD8, 0xFF], Array("Auto-Submitted".utf8)] as [[UInt8]] {
            #expect(ReceivedMessage(bytes)?.nature ?? .answer == .answer)
        }
    }

    private static let day = "\(Author.now("Jan").today)"

    private func record(_ mailroom: Mailroom, _ event: String, _ file: String, _ more: String...) throws
        -> Program.Result
    {
        mailroom["antwoord.eml"] = file
        return try BuiltProgram(in: mailroom).run(
            ["record", "1", event, Mailroom.code(0), "--on", Self.day, "--file", "antwoord.eml"] + more)
    }

    private func reply(_ mailroom: Mailroom) throws -> ReplyState? {
        try mailroom.registry().status(of: 1, at: .now("Jan")).rows.first?.reply
    }

    @Test func `what is no answer is not recorded as one, unless somebody knows better`() throws {
        let mailroom = try Mailroom([Mailroom.Recipient(channel: "manual")])
        let registry = try mailroom.registry()
        let sent = Recording(.sent, .all, on: Author.now("Jan").today)
        _ = try registry.record(sent, in: 1, by: .now("Jan"))
        let events = { try registry.history(of: Mailroom.code(0)).entries.map(\.kind.rawValue) }

        let bounce = Self.message("X-Failed-Recipients: info@almelo.example")
        for event in ["answered", "acknowledged"] {
            let refused = try record(mailroom, event, bounce)
            #expect(refused.status == 1 && refused.output.contains("oproep resolve 1 --maildir DIR"))
        }
        #expect(try reply(mailroom) == ReplyState.none)

        let receipt = Self.message("Content-Type: multipart/report; report-type=disposition-notification; boundary=b")
        for event in ["answered", "acknowledged", "read"] {
            #expect(try record(mailroom, event, receipt).status == 0)
        }
        #expect(try reply(mailroom) == ReplyState.none)
        #expect(try events().suffix(1) == ["read"] && events().count { $0 == "read" } == 1)

        let onLeave = Self.message("Auto-Submitted: auto-replied")
        let acknowledged = try record(mailroom, "answered", onLeave)
        #expect(acknowledged.status == 0 && acknowledged.output.contains("acknowledged: 1 recipient"))
        #expect(acknowledged.output.contains("--as answered"))
        #expect(try reply(mailroom) == .acknowledged)
        #expect(try record(mailroom, "answered", onLeave).output.contains("recorded before"))

        #expect(try record(mailroom, "answered", onLeave, "--as", "sent").status == 64)
        #expect(try record(mailroom, "answered", onLeave, "--as", "answered").status == 0)
        #expect(try reply(mailroom) == .answered)
        // A read receipt may come at any time, and an answer before it stays one.
        #expect(try record(mailroom, "read", receipt + "x").status == 0)
        #expect(try reply(mailroom) == .answered)
        #expect(try mailroom.audit().isEmpty)
        let last = try #require(try registry.history(of: Mailroom.code(0)).entries.last)
        _ = try registry.retract(event: last.event, in: 1, note: nil, by: .now("Jan"))
        #expect(try mailroom.audit().isEmpty)
    }

    @Test func `what is sent by hand is no part of what is left to send`() throws {
        let mailroom = try Mailroom([Mailroom.Recipient(channel: "manual"), Mailroom.Recipient(channel: "manual")])
        let program = BuiltProgram(in: mailroom)
        let output = try program.run(["send", "1", "--dry-run"]).output
        #expect(
            output == "2 letters are sent by hand, and not by this command; once that is done: "
                + "oproep record 1 sent --all --channel manual --on DATE\n")
        #expect(try program.run(["send", "1", "--dry-run", "--json"]).output.contains(#""by_hand" : 2"#))
        let sent = ["record", "1", "sent", "--all", "--channel", "manual", "--on", Self.day]
        #expect(try program.run(sent).output == "sent: 2 recipients\n")
        #expect(try program.run(["send", "1", "--dry-run"]).output == "nothing is left to send\n")
    }
}

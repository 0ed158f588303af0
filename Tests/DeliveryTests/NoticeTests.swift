import Foundation
import Testing

@testable import Delivery

/// What a notice in a mailbox tells of a letter, in whatever form it comes.
@Suite struct NoticeTests {
    private static let letter = Evidence.Letter.sample

    private static func evidence(_ message: String) throws -> Evidence {
        try Evidence(
            mailbox: [("new/1795800000.M1P1.host", Array(message.utf8))], letters: [letter.id],
            now: Evidence.Letter.noon + 86_400)
    }

    private static let copy = "From: post@provincie.example\nTo: \(letter.email)\nMessage-Id: \(letter.id)\n\nx\n"

    /// A report with this status and this copy.
    private static func report(
        status: String, type: String = "multipart/report; report-type=delivery-status",
        statusType: String = "message/delivery-status", copyType: String? = "message/rfc822", copy: String = copy,
        headers: String = ""
    ) -> String {
        let third = copyType.map { "--b1\nContent-Type: \($0)\n\n\(copy)\n" } ?? ""
        return """
            Return-Path: <>
            From: MAILER-DAEMON@mx.example (Mail Delivery System)
            Message-ID: <bounce-1@mx.example>
            \(headers)MIME-Version: 1.0
            Content-Type: \(type); boundary="b1"

            --b1
            Content-Type: text/plain

            This is what became of it.

            --b1
            Content-Type: \(statusType)

            Reporting-MTA: dns; mx.example

            \(status)

            \(third)--b1--

            """
    }

    private static let failed = "Final-Recipient: rfc822; \(letter.email)\nAction: failed\nStatus: 5.1.1"

    struct Form: CustomTestStringConvertible {
        let testDescription: String
        let message: String
        var outcome = "returned"

        init(_ name: String, _ message: String, _ outcome: String = "returned") {
            (testDescription, self.message, self.outcome) = (name, message, outcome)
        }
    }

    private static let forms = [
        Form("plain", report(status: failed)),
        Form("in angle brackets", report(status: failed.replacing(letter.email, with: "<\(letter.email)>"))),
        Form("comments", report(status: failed.replacing("failed", with: "(x) failed (user unknown)"))),
        Form("comment behind", report(status: failed.replacing(letter.email, with: "\(letter.email) (Almelo; (x))"))),
        Form("upper case", report(status: failed.replacing(letter.email, with: letter.email.uppercased()))),
        Form("without a type", report(status: failed.replacing("rfc822; ", with: ""))),
        Form("failure", report(status: failed.replacing("failed", with: "failure"))),
        Form(
            "no word that we know", report(status: failed.replacing("5.1.1", with: "x").replacing("failed", with: "x")),
            "reported"),
        Form("folded", report(status: failed.replacing("rfc822; ", with: "rfc822;\n\t"))),
        Form("empty line with a space", report(status: "Arrival-Date: today\n \n\(failed)")),
        Form(
            "two groups as one", report(status: "\(failed)\nFinal-Recipient: rfc822; other@x.example\nAction: delayed")),
        Form("another first", report(status: "Final-Recipient: rfc822; other@x.example\nAction: failed\n\(failed)")),
        Form("mixed", report(status: failed, type: "multipart/mixed")),
        Form("of no type", report(status: failed, type: "multipart/report")),
        Form(
            "RFC 6533", report(status: failed, statusType: "message/global-delivery-status", copyType: "message/global")
        ),
        Form("RFC 6533, headers", report(status: failed, copyType: "message/global-headers")),
        Form("headers", report(status: failed, copyType: "text/rfc822-headers")),
        Form("without a copy", report(status: failed, copyType: nil, headers: "In-Reply-To: \(letter.id)\n")),
        Form("references", report(status: failed, copyType: nil, headers: "References: <x@y>\n \(letter.id) (x)\n")),
        Form(
            "Message-ID with a comment",
            report(status: failed, copy: copy.replacing("\(letter.id)", with: "(<1@x> (y)) \(letter.id) (z)"))),
        Form("Message-ID folded", report(status: failed, copy: copy.replacing("Message-Id: ", with: "Message-ID:\n "))),
        Form("carriage returns", report(status: failed).replacing("\n", with: "\r\n")),
        Form(
            "attached to a message",
            "From: jan@provincie.example\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=\"out\"\n\n--out\n\n"
                + "Kijk eens\n--out\nContent-Type: message/rfc822\n\n\(report(status: failed))\n--out--\n"),
        Form(
            "delayed", report(status: failed.replacing("failed", with: "delayed").replacing("5.", with: "4.")), "noted"),
        Form(
            "delivered", report(status: failed.replacing("failed", with: "delivered").replacing("5.", with: "2.")),
            "noted"),
        Form("another address", report(status: failed.replacing(letter.email, with: "jan@intern.example")), "reported"),
        Form(
            "another message",
            report(
                status: failed, copy: copy.replacing(letter.id, with: "<2@x>"), headers: "References: \(letter.id)\n"),
            "reported"),
        Form("of its address only", report(status: failed, copyType: nil), "reported"),
        Form(
            "of nobody", report(status: failed.replacing(letter.email, with: "jan@x.example"), copyType: nil), "nothing"
        ),
        Form(
            "a read receipt",
            report(
                status: "Original-Message-ID: \(letter.id)\nDisposition: manual-action/MDN-sent-manually; displayed",
                type: "multipart/report; report-type=disposition-notification",
                statusType: "message/disposition-notification"), "noted"),
    ]

    /// Those that know no reports, with what makes each of them known.
    private static let words = [
        Form(
            "Exim",
            "From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: \(letter.email)\nSubject: Mail delivery failed\n\nThis message was created automatically.\n\n  \(letter.email)\n    550 no\n\n------ This is a copy of the message. ------\n\n\(copy)"
        ),
        Form(
            "Exim that goes on",
            "From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: \(letter.email)\nSubject: Warning: message 1abc delayed 24 hours\n\nNo action is required.\n\n\(copy)",
            "noted"),
        Form(
            "qmail",
            "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: failure notice\n\nHi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up.\n\n<\(letter.email)>:\nNo mailbox here. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <post@provincie.example>\n\(copy)"
        ),
        Form(
            "Yahoo",
            "From: MAILER-DAEMON@yahoo.example\nSubject: Failure Notice\n\nSorry, we were unable to deliver your message to the following address.\n\n<\(letter.email)>:\nRemote host said: 550 5.1.1 will retry\n\n--- Below this line is a copy of the message.\n\n\(copy)"
        ),
        Form(
            "DragonFly",
            "From: MAILER-DAEMON <>\nSubject: Mail delivery failed\n\nThere was an error delivering your mail to <\(letter.email)>.\n\n550 5.7.26 no\n\nMessage headers follow.\n\n\(copy)"
        ),
        Form(
            "Gmail, delayed",
            "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nX-Failed-Recipients: \(letter.email)\nSubject: Delivery Status Notification (Delay)\n\nTHIS IS A WARNING MESSAGE ONLY.\n\n----- Original message -----\n\n\(copy)",
            "noted"),
        Form(
            "another language",
            "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nX-Failed-Recipients: \(letter.email)\nIn-Reply-To: \(letter.id)\n\n連絡できません\n"
        ),
        Form(
            "HTML alone",
            "From: <postmaster@contoso.example>\nIn-Reply-To: \(letter.id)\nContent-Type: text/html\n\n<p>Your message to <b>\(letter.email)</b> couldn&#8217;t be delivered</p>",
            "reported"),
        Form(
            "HTML",
            "From: <postmaster@contoso.example>\nContent-Type: text/html\n\n<p>Your message &lt;\(letter.id.dropFirst().dropLast())&gt; to <b>\(letter.email)</b> was not delivered.</p>"
        ),
        Form(
            "the Message-ID in words",
            "From: postmaster@x.example\n\n\(letter.email) could not be delivered.\n\n> Message-ID: \(letter.id)\n"),
        Form(
            "in Dutch",
            "From: postmaster@x.example\nIn-Reply-To: \(letter.id)\n\nUw bericht aan \(letter.email) kon niet worden bezorgd.\n"
        ),
        Form(
            "nothing that is understood", "From: postmaster@x.example\nIn-Reply-To: \(letter.id)\n\nΚάτι συνέβη.\n",
            "reported"),
        Form(
            "about another address",
            "From: postmaster@x.example\nIn-Reply-To: \(letter.id)\n\njan@intern.example: user unknown\n", "reported"),
        Form(
            "an answer",
            "From: info@almelo.example\nIn-Reply-To: \(letter.id)\n\nWij doen mee. Het kon niet worden bezorgd.\n",
            "reported"),
        Form(
            "on leave",
            "From: info@almelo.example\nReturn-Path: <>\nAuto-Submitted: auto-replied\nIn-Reply-To: \(letter.id)\n\nIk ben er niet.\n",
            "reported"),
        Form("a copy of it", copy, "accepted"),
        Form("something else", "From: info@almelo.example\nMessage-ID: <1@x>\n\nDag\n", "nothing"),
    ]

    @Test(arguments: forms + words) func `a notice is understood, or a person has to look`(_ form: Form) throws {
        #expect(try Self.evidence(form.message).outcome() == form.outcome)
    }

    /// What the recipient's server chose to write in them.
    @Test(arguments: [
        "Diagnostic-Code: smtp; 550 no\n Action: delivered", "Action: delivered",
        "Diagnostic-Code: smtp; 250 (Action: delivered)",
        "Status: 2.0.0 (ok)", "X: y\nAction: delayed\nStatus: 4.0.0",
        "Remote-MTA: dns; x\n Final-Recipient: rfc822; a@b",
    ]) func `words of strangers change nothing of a failure`(_ words: String) throws {
        #expect(try Self.evidence(Self.report(status: "\(Self.failed)\n\(words)")).outcome() == "returned")
    }

    /// What anybody can write who knows the number of no letter but theirs, or of none.
    @Test(arguments: [
        "Message-ID: (\(letter.id)) <9@x>", "Message-ID: <9@x> \(letter.id)", "Message-ID: \"\(letter.id)\" <9@x>",
        "Message-ID: <9@x> (\n \(letter.id)", "Subject: =?utf-8?q?x=0AMessage-ID:_\(letter.id)?=\nMessage-ID: <9@x>",
    ]) func `a Message-ID is that in its place alone`(_ header: String) throws {
        let message = try #require(ReceivedMessage(Array("\(header)\n\nx\n".utf8)))
        #expect(message.messageID == "<9@x>" && message.about.isEmpty)
        let inReply = try #require(
            ReceivedMessage(Array("In-Reply-To: (\(Self.letter.id)) \"\(Self.letter.id)\" <9@x>\n\nx".utf8)))
        #expect(inReply.about == ["<9@x>"])
    }

    @Test func `what is shown of a stranger's words can be seen, and ends`() {
        let shown = "a\u{1B}[31m\u{202E}b\u{200B}\tc\u{0}".shown()
        #expect(shown == "a<U+001B>[31m<U+202E>b<U+200B> c<U+0000>")
        #expect(String(repeating: "x", count: 10_000).shown().unicodeScalars.count < 510)
        #expect(("x" + String(repeating: "\u{301}", count: 10_000)).shown().unicodeScalars.count < 510)
    }
}

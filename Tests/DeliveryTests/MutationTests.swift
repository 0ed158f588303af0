import Foundation
import Support
import Testing

@testable import Delivery

/// Whatever is cut off or changed in a message or a log, it is read to an end.
@Suite struct MutationTests {
    private static let letter = Evidence.Letter.sample

    private static let report = """
        Return-Path: <>
        From: "Mail (x)" <MAILER-DAEMON@mx.example> (Mail Delivery System)
        Subject: =?utf-8?q?Undelivered?=
        References: <a@b> (c) \(letter.id)
        Auto-Submitted: auto-replied (x)
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        --b1
        Content-Type: text/plain

        Permanent error: 550 5.1.1 <\(letter.email)>
        > Message-ID: \(letter.id)
        --b1
        Content-Type: message/global-delivery-status
        Content-Transfer-Encoding: quoted-printable

        Reporting-MTA: dns; mx.example

        Original-Recipient: rfc822; \(letter.email)
        Final-Recipient: utf-8; <\(letter.email)> (x (y))
        Action: failed (z)
        Diagnostic-Code: smtp; 550
         folded=
        --b1
        Content-Type: message/global-headers

        Message-ID: (x) \(letter.id)
        --b1--
        """

    private static let log = """
        <22>1 2026-11-27T20:30:01Z mail postfix/cleanup 1 - [x a="]"] AAB4D259B1: message-id=\(letter.id)
        mail | Nov 27 19:30:01.123 mail postfix/qmgr[1]: AAB4D259B1: from=<a>, size=1, nrcpt=1 (queue active)
        Nov  7 19:30:02 mail postfix/smtp[1]: AAB4D259B1: to=<a>, orig_to=<b>, relay=c, delay=1, status=bounced (d)
        Fri 2026-11-27 19:40:00 UTC mail postfix/qmgr[1]: AAB4D259B1: from=<x>, status=expired, returned to sender
        1795780801.5 mail postfix/postsuper[1]: AAB4D259B1: removed
        """

    /// What is put in the place of a byte.
    private static let pieces = [
        "\0", "\n", "\r\n", "\n\n", "<", ">", "(", ")", "\"", "\\", ":", ";", "=", "=?utf-8?q?=0A?=", "--b1\n",
        "\u{202E}",
        "Content-Type: message/rfc822\n\n", "99999999999999999999", "Final-Recipient: ", "\u{FFFD}",
    ]

    private static func mutations(of text: String, count: Int, _ seed: UInt64) -> [[UInt8]] {
        var numbers = SplitMix(state: seed)
        let bytes = Array(text.utf8)
        return (0..<count).map { _ in
            var changed = bytes
            for _ in 0..<Int.random(in: 1...8, using: &numbers) {
                let place = Int.random(in: 0..<changed.count, using: &numbers)
                switch Int.random(in: 0..<4, using: &numbers) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &numbers)
                case 1: changed.removeSubrange(place..<min(changed.count - 1, place + 20))
                case 2: changed.insert(contentsOf: changed.prefix(place).suffix(60), at: place)
                default:
                    changed.insert(contentsOf: Array(pieces.randomElement(using: &numbers)?.utf8 ?? "".utf8), at: place)
                }
            }
            return changed
        }
    }

    @Test func `a message that is cut off or changed is read`() {
        let bytes = Array(Self.report.utf8)
        for end in bytes.indices { _ = ReceivedMessage(Array(bytes[..<end])) }
        for changed in Self.mutations(of: Self.report, count: 400, 14) {
            guard let message = ReceivedMessage(changed) else { continue }
            // What is found is in it.
            #expect(message.about.allSatisfy { $0.hasPrefix("<") && $0.hasSuffix(">") })
        }
    }

    @Test func `a log that is cut off or changed is read`() throws {
        let folder = try TestFolder()
        let bytes = Array(Self.log.utf8)
        let cut = bytes.indices.dropFirst().map { Array(bytes[..<$0]) }
        for text in cut + Self.mutations(of: Self.log, count: 400, 41) {
            try folder.write(text, as: "mail.log")
            _ = try? PostfixLog.read([folder.path("mail.log"), folder.path("mail.log")], now: Evidence.Letter.noon)
        }
    }

    /// Twice as much of anything takes about twice as long; what would not would take minutes here.
    @Test(arguments: [
        "(", "<", "\"", "\\", ">", "a@b ", "<a@b>", "Message-ID: ", "\n", "\n ", "--b1\n", "Action: x\n", "5", "5.1",
        "=", "&lt;",
    ])
    func `much of one thing is read soon`(_ piece: String) throws {
        let much = String(repeating: piece, count: 50_000 / piece.utf8.count)
        for place in [
            "From: ", "References: ", "Message-ID: ", "Permanent error", "Final-Recipient: ", "Action: ", "--b1--",
        ] {
            _ = ReceivedMessage(Array(Self.report.replacing(place, with: place + much, maxReplacements: 1).utf8))
        }
        let log = Self.log.replacing("(d)", with: much).replacing("to=<a>", with: "to=<\(much)")
        _ = try? Evidence(logs: [log + String(repeating: log, count: 3)], now: Evidence.Letter.noon)
    }
}

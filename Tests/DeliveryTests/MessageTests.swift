import Disk
import Exporter
import Foundation
import Registry
import Support
import Testing
import Workspace

@testable import Delivery

/// The message that leaves is one message, to whom it was meant for, and says what it was to say.
@Suite struct MessageTests {
    private static let from = EmailAddress(valid: "post@provincie.example")!
    private static let to = EmailAddress(valid: "ok-1@gemeente.example")!
    private static let moment = MailMessage.Moment(seconds: 1_720_684_800, offset: 7200)

    private static func draft(
        name: String = "Provincie Voorbeeld", subject: String = "Oproep", attachment: String? = nil,
        text: String = "Geacht college,\n"
    ) throws(LetterMessage.Refusal) -> LetterMessage {
        try LetterMessage(
            from: from, fromName: name, replyTo: nil, to: to, subject: subject, letter: "G00001-zwolle.pdf",
            attachments: attachment.map { ["letters/oproep/\($0)"] } ?? [], text: text)
    }

    private static func message(_ draft: LetterMessage, _ number: Int = 1) throws -> MailMessage {
        let files = draft.attachments.map { name in
            MailMessage.Attachment(name: String(name.dropFirst("letters/oproep/".count)), bytes: Array("bijlage".utf8))
        }
        return try #require(
            MailMessage(
                draft, id: "<\(number)@provincie.example>", to: to, at: moment, letter: SmallPDF.bytes("x"),
                attachments: files))
    }

    @Test func `a message is the same for the same letter and moment`() throws {
        let bytes = try Self.message(Self.draft(subject: "Oproep aan ’s-Gravenhage")).bytes
        #expect(try bytes == Self.message(Self.draft(subject: "Oproep aan ’s-Gravenhage")).bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
            text.hasPrefix(
                """
                From: Provincie Voorbeeld <post@provincie.example>\r
                To: ok-1@gemeente.example\r
                Subject: Oproep aan =?UTF-8?B?4oCZcy1HcmF2ZW5oYWdl?=\r
                Date: Thu, 11 Jul 2024 10:00:00 +0200\r
                Message-Id: <1@provincie.example>\r
                MIME-Version: 1.0\r
                Content-Type: multipart/mixed; boundary="=_1"\r
                \r
                --=_1\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                Geacht college,
                """), "\(text)")
        // RFC 5321 §2.3.8, §4.5.3.1.6
        #expect(!text.replacing("\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 })
    }

    // MARK: What would make it another message

    static let lineEnds = [
        "\r\nBcc: evil@elders.example", "\nBcc: evil@elders.example", "\rBcc: evil@elders.example", "\0", "\r\n\r\nweg",
        "\u{85}Bcc: x", "\u{2028}Bcc: x", "\u{2029}Bcc: x", "\u{B}x", "\u{C}x", "\u{7F}", "\t", "\u{1B}[31m",
        "=?utf-8?Q?x=0D=0ABcc:_evil@elders.example?=", "=?utf-8?B?DQpCY2M6IGV2aWxAZWxkZXJzLmV4YW1wbGU=?=",
    ]

    @Test(arguments: lineEnds) func `a value that would end its header is refused`(_ end: String) {
        for value in ["\(end)x", "x\(end)", "x\(end)x"] {
            #expect(throws: LetterMessage.Refusal.unfit(in: "Subject")) { try Self.draft(subject: value) }
            #expect(throws: LetterMessage.Refusal.unfit(in: "Sender")) { try Self.draft(name: value) }
            #expect(throws: LetterMessage.Refusal.unfit(in: "Attachment")) { try Self.draft(attachment: value) }
        }
    }

    static let addresses = [
        "a@b.example\r\nBcc: c@d.example", "a@b.example\nRCPT TO:<c@d.example>", "a@b.example,c@d.example",
        "a@b.example;c@d.example", "a@b.example c@d.example", "<a@b.example>", "a@b.example>", "a@b.example\0",
        "a@b.example> SIZE=1", "\"a b\"@b.example", "a(comment)@b.example", "@elders.example:a@b.example",
        "a@[127.0.0.1]", "a@b", "a@@b.example", "a@b..example", ".a@b.example", "a.@b.example", "a@-b.example", "",
        "pöst@gemeente.example", "a@gemeente.exämple", "a@b.example\\",
    ]

    @Test(arguments: addresses) func `an address that is more than one is refused`(_ address: String) {
        #expect(EmailAddress(valid: address) == nil)
    }

    @Test func `no Message-ID but one of ours is taken`() throws {
        for id in ["", "a@b", "<a@b> <c@d>", "<a@b>\r\nBcc: x@y", "<a b@c>", "<a>"] {
            let message = try MailMessage(
                Self.draft(), id: id, to: Self.to, at: Self.moment, letter: [], attachments: [])
            #expect(message == nil, "\(id)")
        }
    }

    /// What is no control character, and has been made to do something in some program.
    static let values = [
        "?=", "= ?utf-8?Q?x?=", "\"", "\" <evil@elders.example>", "<evil@elders.example>",
        "evil@elders.example, evil2@elders.example", "a\\\"b",
        "; filename=evil.exe", "x\"; filename=\"evil.exe", "--=_1", "Bcc: evil@elders.example", "%0d%0aBcc: x",
        "’s-Hertogenbosch & Súdwest-Fryslân", "日本語の手紙", "👩‍👩‍👧‍👦 gezin", "e\u{301}", "(commentaar)", "groep: a@b.example;",
        String(repeating: "lang ", count: 200) + "woord", String(repeating: "é", count: 300),
    ]

    /// Over the line, and read by two parsers that know nothing of one another: 20 values in each of four places.
    @Test func `each message that leaves is one, to its recipient, and says what it was to say`() throws {
        var drafts: [LetterMessage] = []
        for value in Self.values {
            drafts.append(try Self.draft(subject: value))
            // Longer ones are folded, and nobody says how many spaces that makes of one.
            drafts.append(try Self.draft(name: String(value.prefix(29))))
            drafts.append(try Self.draft(attachment: "\(value.filter { $0 != "/" }.prefix(80)).pdf"))
            drafts.append(try Self.draft(text: "\(value)\n.\n..\nFrom \(value)\n.\r\nQUIT\n--=_1--\n\(value)"))
        }
        #expect(drafts.count == 80)
        let server = try Server("faulty-smtp.py")
        guard var connection = SMTPConnection(to: try server.server()) else { throw ParsedMessage.Unreadable() }
        for (index, draft) in drafts.enumerated() {
            let outcome = connection.send(try Self.message(draft, index + 1))
            #expect(outcome == .accepted("250 2.0.0 Ok"), "\(draft.subject)")
        }
        let received = try server.received
        try #require(received.count == drafts.count)
        let python = try ParsedMessage.byPython(server.directory.appending(path: "received"))
        let pdf = ContentHash(of: SmallPDF.bytes("x")).hex
        for (index, draft) in drafts.enumerated() {
            #expect(received[index].envelope.from == "post@provincie.example")
            #expect(received[index].envelope.to == ["ok-1@gemeente.example"])
            #expect(try received[index].bytes == Self.message(draft, index + 1).bytes)
            for parsed in [python[index], try ParsedMessage(gmime: received[index].bytes)] {
                #expect(
                    parsed.headers
                        == ["content-type", "date", "from", "message-id", "mime-version", "subject", "to"])
                #expect(parsed.defects == [])
                #expect(parsed.to == ["ok-1@gemeente.example"])
                #expect(parsed.from == [[draft.fromName, "post@provincie.example"]])
                #expect(parsed.id == "<\(index + 1)@provincie.example>")
                #expect(parsed.subject == draft.subject)
                #expect(
                    parsed.text.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines)
                        == draft.text.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines))
                #expect(parsed.files.map(\.sha256).first == pdf)
                #expect(
                    parsed.files.dropFirst().map(\.name) == draft.attachments.map { $0.dropFirst(15).description })
            }
        }
    }

    @Test func `what is frozen of a message is read as it was written`() throws {
        for value in Self.values {
            let draft = try Self.draft(name: value, subject: value, attachment: "x", text: "\(value)\n\n\(value)")
            #expect(try LetterMessage(draft.bytes) == draft)
        }
    }
}

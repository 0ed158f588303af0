import Foundation
import Registry
import Support
import Testing

@testable import Delivery

/// What `resolve` says is true of what it read.
@Suite struct ResolveTests {
    /// The files of a mailbox of the mailroom; `@0` and `@1` stand for the Message-IDs of its letters.
    private func resolve(_ mailroom: Mailroom, _ messages: [String: String], _ more: String...) throws -> String {
        let manager = FileManager.default
        let folder = mailroom.root.appending(path: "post")
        try? manager.removeItem(at: folder)
        for part in ["cur", "new"] {
            try manager.createDirectory(at: folder.appending(path: part), withIntermediateDirectories: true)
        }
        let offers = try mailroom.registry().offers(of: 1)
        for (name, text) in messages {
            mailroom["post/new/\(name)"] = offers.enumerated().reduce(text) { text, offer in
                text.replacing("@\(offer.offset)", with: offer.element.messageID)
            }
        }
        return try BuiltProgram(in: mailroom).run(["resolve", "1", "--maildir", "post"] + more).output
    }

    @Test func `what names a letter is told, and only then nothing came back`() throws {
        let mailroom = try Mailroom(2)
        let server = try Server("faulty-smtp.py")
        try mailroom.send(to: server.server())
        let nothing = "nothing is in doubt, and nothing of mailing 1 came back\n"
        #expect(try resolve(mailroom, [:]) == nothing)
        #expect(try resolve(mailroom, ["1": "Message-ID: @0\n\nkopie", "2": "In-Reply-To: <9@x>\n\nx"]) == nothing)

        let answer = "From: a@b.example\nIn-Reply-To: @0\n\nWij doen mee."
        #expect(
            try resolve(mailroom, ["1.a": answer])
                == "look at it: Plaats 0 (G00000): an answer, or another message that names it (new/1.a)\n")
        let json = try resolve(mailroom, ["1.a": answer], "--json")
        #expect(json.contains("\"reported\" : [") && json.contains(#""file" : "new/1.a""#))

        let delayed = "From: postmaster@x.example\nIn-Reply-To: @1\n\nDelivery has been delayed\u{1B}[31m."
        #expect(try resolve(mailroom, ["1": delayed]).hasPrefix("changes nothing: Plaats 1 (G00001): delayed"))
        #expect(try !resolve(mailroom, ["1": delayed]).contains("\u{1B}"))

        let failed = "From: MAILER-DAEMON@x.example\n\nPermanent error: <ok-1@gemeente.example>\n\nMessage-ID: @1\n"
        #expect(try resolve(mailroom, ["1": failed]) == "returned: Plaats 1 (G00001)\n")
        #expect(try resolve(mailroom, ["1": failed]) == "returned, as was known: Plaats 1 (G00001)\n")
        #expect(try mailroom.states() == [.sent, .returned])
        #expect(try mailroom.audit().isEmpty)
    }
}

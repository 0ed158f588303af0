import Foundation
import Registry
import Support
import Testing
import Workspace

@testable import Delivery

/// With a real Postfix, which takes letters, returns some, and writes its log.
@Suite(
    .enabled(if: geteuid() == 0, "Postfix starts for root only"),
    .enabled(if: Server.hasPostfix, "Postfix is not there: 'make postfix' unpacks it"), .serialized)
struct PostfixTests {
    private static func server(_ arguments: String...) throws -> Server {
        try Server("postfix.py", ["--program", Server.postfix] + arguments)
    }

    private static func mailroom(_ addresses: String...) throws -> Mailroom {
        try Mailroom(addresses.map { Mailroom.Recipient(email: $0) })
    }

    /// Waits until a mailbox has so many messages.
    private static func wait(for count: Int, in mailbox: String, of server: Server) throws {
        let folder = server.directory.appending(path: "mail/\(mailbox)/new").path
        let end = ContinuousClock.now + .seconds(60)
        while (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0 < count {
            try #require(ContinuousClock.now < end, "the messages did not come:\n\(server.text("mail.log"))")
            usleep(20_000)
        }
    }

    private static func settle(_ evidence: Evidence, _ mailroom: Mailroom) throws -> Found {
        let registry = try mailroom.registry()
        let lock = try registry.senderLock()
        _ = try registry.settleEarlierRun(lock, by: .now("Jan"))
        let findings = evidence.findings(of: try registry.offers(of: 1))
        return try registry.settle(findings.findings, in: 1, lock, by: .now("Jan"))
    }

    /// The log as it would be twenty minutes later, and had it begun that much earlier.
    private static func log(of server: Server, in mailroom: Mailroom) throws -> Evidence {
        let line = { (date: Date) in
            let time = date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt))
            return "\(time) mail postfix/anvil[1]: statistics: max cache size 1\n"
        }
        mailroom["mail.log"] = line(.now - 1200) + server.text("mail.log") + line(.now + 1200)
        return try PostfixLog.read([mailroom.root.appending(path: "mail.log").path], now: .now + 1200)
    }

    @Test func `what Postfix takes is sent, and what it gives back is returned`() throws {
        let server = try Self.server()
        let mailroom = try Self.mailroom("known@gemeente.example", "vol@gemeente.example", "niemand@gemeente.example")
        try mailroom.send(to: server.server())
        #expect(try mailroom.states() == [.sent, .sent, .sent])
        try Self.wait(for: 2, in: "sender", of: server)
        let byLog = try Mailroom(copying: mailroom)

        let notices = try Maildir.read(server.directory.appending(path: "mail/sender").path)
        #expect(try Self.settle(notices, mailroom).returned.count == 2)
        #expect(try mailroom.states() == [.sent, .returned, .returned])
        // The notice is kept as it came, and to look again changes nothing.
        let last = try #require(try mailroom.registry().history(of: Mailroom.code(1)).entries.last)
        #expect(
            try String(decoding: mailroom.registry().file(ofEvent: last.event), as: UTF8.self).contains(
                "mailbox is full"))
        #expect(try Self.settle(notices, mailroom).returned.isEmpty)
        // Sent again in another way, it is not returned by the same notice.
        let again = Recording(
            .sent, .codes([Mailroom.code(2)]), on: Author.now("Jan").today, channel: .email, again: true)
        _ = try mailroom.registry().record(again, in: 1, by: .now("Jan"))
        #expect(try Self.settle(notices, mailroom).returned.isEmpty)
        #expect(try mailroom.states() == [.sent, .returned, .sent])
        // No person takes back what is proved.
        #expect(
            try mailroom.refusal {
                _ = try mailroom.registry().retract(event: last.event, in: 1, note: nil, by: .now("Jan"))
            } != nil)

        #expect(try Self.settle(Self.log(of: server, in: byLog), byLog).returned.count == 2)
        #expect(try byLog.states() == [.sent, .returned, .returned])
        #expect(try mailroom.audit().isEmpty && byLog.audit().isEmpty)
    }

    @Test func `whom Postfix does not know is refused with its words`() throws {
        let server = try Self.server("--reject-unknown")
        let mailroom = try Self.mailroom("known@gemeente.example", "niemand@gemeente.example")
        try mailroom.send(to: server.server())
        #expect(try mailroom.states() == [.sent, .refused])
        let note = try mailroom.registry().history(of: Mailroom.code(1)).entries.last?.note
        #expect(note?.contains("the server: 550 5.1.1") == true)
    }

    /// The first was taken and the second was not, and of neither the answer was recorded.
    @Test(arguments: ["log", "mailbox"]) func `doubt is settled by what Postfix knows`(_ source: String) throws {
        let server = try Self.server()
        let mailroom = try Self.mailroom(
            "ok-0@gemeente.example", "ok-1@gemeente.example", "ok-2@gemeente.example", "ok-3@gemeente.example")
        let all = try mailroom.outbox().dispatches
        try mailroom.send(to: server.server(), [all[3]])
        let registry = try mailroom.registry()
        for (index, isOffered) in [(0, true), (1, false)] {
            let lock = try registry.senderLock()
            var drafts = Drafts(registry, of: 1)
            let message = try drafts.message(to: all[index], in: .amsterdam)
            _ = try registry.step(
                in: 1, after: nil,
                claiming: Claim.Offering(all[index], message.bytes, to: try server.server().name), lock,
                by: .now("Jan"))
            guard isOffered, var connection = SMTPConnection(to: try server.server()) else { continue }
            #expect({ if case .accepted = connection.send(message) { true } else { false } }())
        }
        #expect(try mailroom.states() == [.sending, .sending, .ready, .sent])
        try Self.wait(for: 2, in: "archive", of: server)
        let archive = server.directory.appending(path: "mail/archive")
        let evidence = source == "log" ? try Self.log(of: server, in: mailroom) : try Self.mailbox(archive)
        let found = try Self.settle(evidence, mailroom)
        #expect(found.sent.count == 1 && found.notSent.count == 1 && found.inDoubt.isEmpty)
        #expect(try mailroom.states() == [.sent, .ready, .ready, .sent])
        try mailroom.send(to: server.server())
        #expect(try mailroom.states() == [.sent, .sent, .sent, .sent])
        try Self.wait(for: 4, in: "archive", of: server)
        #expect(try FileManager.default.contentsOfDirectory(atPath: archive.appending(path: "new").path).count == 4)
        #expect(try mailroom.audit().isEmpty)
    }

    /// The mailbox as it would be with a message of twenty minutes earlier, and one as much later.
    private static func mailbox(_ folder: URL) throws -> Evidence {
        for seconds in [-1200.0, 1200] {
            let name = "\(Int(Date.now.timeIntervalSince1970 + seconds)).other.host"
            try Data("Message-ID: <\(seconds)@elders.example>\n\nx".utf8).write(
                to: folder.appending(path: "cur/\(name)"))
        }
        return try Maildir.read(folder.path, now: .now + 1200)
    }
}

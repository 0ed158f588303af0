import Foundation
import Support
import Testing

@testable import Delivery
@testable import Registry

/// A server that goes wrong where it is told to; after each, every letter is in the state that is true of it.
@Suite struct FaultTests {
    /// What goes wrong with the first of two letters, and where both are then.
    struct Fault: CustomTestStringConvertible {
        let specs: [String]
        let first: DeliveryState
        let second: DeliveryState

        init(_ specs: String..., gives first: DeliveryState, then second: DeliveryState = .sent) {
            self.specs = specs
            self.first = first
            self.second = second
        }

        var testDescription: String { specs.joined(separator: " ") }
    }

    private static let mailroom = Result { try Mailroom(2) }

    static let faults: [Fault] =
        // Nothing was said of a letter: both are as they were.
        ["421", "450", "554", "drop", "reset", "silent", "garbage", "half-close"].map {
            Fault("greeting:\($0)", gives: .ready, then: .ready)
        }
        + ["421", "drop", "reset", "silent", "half-close"].map { Fault("ehlo:\($0)", gives: .ready, then: .ready) }
        // The server speaks of this letter.
        + ["mail", "rcpt", "data", "dot"].flatMap { stage in
            ["421", "450", "451", "452"].map { Fault("\(stage):\($0)@1", gives: .deferred) }
                + ["550", "552", "554"].map { Fault("\(stage):\($0)@1", gives: .refused) }
        }
        // The connection ends before the message does: the server has none.
        + ["mail", "rcpt", "data"].flatMap { stage in
            ["drop", "reset", "silent", "half-close", "partial"].map { Fault("\(stage):\($0)@1", gives: .deferred) }
        }
        // The message was given whole, and nobody knows.
        + [
            "drop", "drop-stored", "reset", "reset-stored", "silent", "silent-stored", "half-close",
            "half-close-stored",
            "partial", "garbage",
        ].map { Fault("dot:\($0)@1", gives: .inDoubt) }
        + [
            Fault("dot:slow@1", gives: .sent), Fault("greeting:slow:0.01", gives: .sent),
            Fault("rcpt:slow@1", gives: .sent),
            Fault("rcpt:550:5.1.1 first\\n550 last@1", gives: .refused),
            Fault("dot:451:4.7.1 een\\n451 twee@1", gives: .deferred),
            Fault("rcpt:later", gives: .deferred, then: .deferred),
            // It keeps a connection for one letter only.
            Fault("mail:421@2", gives: .sent), Fault("mail:drop@2", gives: .sent), Fault("mail:reset@2", gives: .sent),
            Fault("mail:421@2-3", gives: .sent, then: .deferred), Fault("quit:drop", gives: .sent),
        ]

    @Test(arguments: faults) func `every letter is in the state that is true of it`(_ fault: Fault) throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let server = try Server("faulty-smtp.py", fault.specs.flatMap { ["--fault", $0] })
        var outcomes: [SendOutcome] = []
        try mailroom.send(to: server.server()) { report in
            if case .offered(_, let outcome) = report { outcomes.append(outcome) }
        }
        #expect(try mailroom.states() == [fault.first, fault.second], "\(outcomes)\n\(server.text("log"))")
        if let code = fault.specs[0].firstMatch(of: /:([45]\d\d)/)?.1 {
            switch outcomes.first(where: { if case .accepted = $0 { false } else { true } }) {
            case .deferred(let words)?, .refused(let words)?: #expect(words.hasPrefix(code))
            case .notOffered(let words)?: #expect(words.contains(code))
            default: break
            }
        }
        try Self.expectTruth(mailroom, server)
    }

    /// Nobody got a letter twice, and whoever is said to have one has it.
    private static func expectTruth(_ mailroom: Mailroom, _ server: Server) throws {
        let received = try server.received
        for (index, state) in try mailroom.states().enumerated() {
            let count = received.count { $0.envelope.to == ["ok-\(index)@gemeente.example"] }
            switch state {
            case .sent: #expect(count == 1)
            case .inDoubt: #expect(count <= 1)
            default: #expect(count == 0)
            }
        }
        #expect(try mailroom.audit().isEmpty)
        // Of what was offered the exact bytes are kept; what the server has is these.
        let offered = try (0..<2).compactMap { try mailroom.registry().offeredMessage(of: 1, to: Mailroom.code($0)) }
        #expect(received.allSatisfy { offered.contains($0.bytes) })
    }

    @Test func `a letter that is put off is offered again later, and refused in the end`() throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let server = try Server("faulty-smtp.py", ["--fault", "rcpt:450"])
        let two = try mailroom.outbox().dispatches
        for wait in ["00:05", "00:15", "01:00", "04:00"] {
            try mailroom.send(to: server.server(), two)
            #expect(try mailroom.states() == [.deferred, .deferred])
            let outbox = try mailroom.outbox()
            #expect(outbox.dispatches.isEmpty && outbox.waiting.count == 2, "\(wait)")
            let until = try Date(outbox.waiting[0].until, strategy: Self.style).timeIntervalSinceNow
            let parts = wait.split(separator: ":").compactMap { Double($0) }
            let minutes = parts[0] * 60 + parts[1]
            #expect((minutes * 60 - 30...minutes * 60).contains(until))
            #expect(try mailroom.registry().status(of: 1, at: .now("Jan")).remaining == 0)
        }
        try mailroom.send(to: server.server(), two)
        #expect(try mailroom.states() == [.refused, .refused])
        #expect(try mailroom.audit().isEmpty)
    }

    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    @Test func `a message has the same bytes however often it is offered`() throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let server = try Server("faulty-smtp.py", ["--fault", "rcpt:later"])
        let two = try mailroom.outbox().dispatches
        try mailroom.send(to: server.server(), two)
        let first = try mailroom.registry().offeredMessage(of: 1, to: two[0].code)
        try mailroom.send(to: server.server(), two)
        #expect(try mailroom.states() == [.sent, .sent])
        #expect(try server.received.map(\.bytes).first == first)
    }

    @Test func `after some errors in a row nothing more is offered`() throws {
        let mailroom = try Mailroom(8)
        let server = try Server("faulty-smtp.py", ["--fault", "mail:451@2-6"])
        let result = try mailroom.send(to: server.server(), pauseAfterErrors: 3)
        #expect(
            try mailroom.states()
                == [.sent, .deferred, .deferred, .deferred, .ready, .ready, .ready, .ready])
        #expect(result.stopped == "3 in a row were not accepted")
        #expect(try server.received.count == 1)
    }

    @Test func `what was put off does not keep the rest waiting`() throws {
        let mailroom = try Mailroom(4)
        let server = try Server("faulty-smtp.py", ["--fault", "rcpt:450@1-2"])
        try mailroom.send(to: server.server(), pauseAfterErrors: 2)
        #expect(try mailroom.states() == [.deferred, .deferred, .ready, .ready])
        let (now, later) = (Author.now("Jan"), Author.now("Jan").time(after: 3600))
        let outbox = try mailroom.registry().outbox(
            of: 1, by: [.email], at: #require(Author(name: now.name, time: later, zone: now.zone)))
        #expect(outbox.dispatches.map(\.code) == [2, 3, 0, 1].map(Mailroom.code))
    }

    @Test func `what a registry that was put back does not know of`() throws {
        let mailroom = try Mailroom(3)
        let server = try Server("faulty-smtp.py", ["--fault", "mail:451@3"])
        let backup = mailroom.root.appending(path: "backup.sqlite").path
        let registry = try mailroom.registry()
        _ = try registry.backUp(to: backup, by: .now("Jan"))
        try mailroom.send(to: server.server())
        #expect(try mailroom.states() == [.sent, .sent, .deferred])
        let path = mailroom.root.appending(path: ".oproep/registry.sqlite").path
        _ = try Registry.restore(backup, to: path, by: .now("Jan"))
        #expect(try mailroom.states() == [.inDoubt, .inDoubt, .inDoubt])
        // What the mailbox has was sent; that it has not the third proves nothing.
        var evidence = Evidence(source: "the mailbox", now: .now + 7200, isComplete: false)
        for seconds in [-3600.0, 0, 7200] { evidence.add(.now + seconds) }
        let offers = try mailroom.registry().offers(of: 1)
        for offer in offers.prefix(2) { evidence.add(.accepted, of: offer.messageID, at: .now) }
        let lock = try mailroom.registry().senderLock()
        let findings = evidence.findings(of: offers)
        let found = try mailroom.registry().settle(findings.findings, in: 1, lock, by: .now("Jan"))
        #expect(found.sent.count == 2 && found.notSent.isEmpty && found.inDoubt.count == 1)
        #expect(findings.unsettled.first?.because.contains("another registry") == true)
        #expect(try mailroom.states() == [.sent, .sent, .inDoubt])
    }

    @Test func `many messages go over one connection`() throws {
        let mailroom = try Mailroom(8)
        let server = try Server("faulty-smtp.py")
        try mailroom.send(to: server.server())
        #expect(try mailroom.states().allSatisfy { $0 == .sent })
        #expect(server.text("log").split(separator: "\n").count { $0.hasSuffix(" connected") } == 1)
    }
}

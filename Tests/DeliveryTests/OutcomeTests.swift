import Foundation
import Support
import Testing

@testable import Delivery
@testable import Registry

/// Another writes to the registry for long while letters leave: nothing that the mail server said is forgotten.
@Suite("While another writes to the registry", .serialized)
struct OutcomeTests {
    /// Holds the registry's write lock, as another program would.
    private final class Writer {
        private let process = Process()
        private let input = Pipe()

        init(_ mailroom: Mailroom) throws {
            let output = Pipe()
            process.executableURL = URL(filePath: "/usr/bin/sqlite3")
            process.arguments = [mailroom.root.appending(path: ".oproep/registry.sqlite").path]
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            try input.fileHandleForWriting.write(contentsOf: Data("BEGIN IMMEDIATE;\nSELECT 'held';\n".utf8))
            let answer = output.fileHandleForReading.availableData
            try #require(String(decoding: answer, as: UTF8.self) == "held\n")
        }

        func end() {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
    }

    private func run(
        _ mailroom: Mailroom, _ server: Server, patience: Duration, tell: @escaping (MailRun.Report) -> Void
    ) throws -> MailRun.Result {
        let registry = try mailroom.registry()
        let lock = try registry.senderLock()
        var limits = MailRun.Limits(perMinute: nil, pauseAfterErrors: nil)
        limits.registryPatience = patience
        let run = MailRun(
            registry, of: 1, to: try server.server(), limits, by: { .now("Jan") }, goesOn: { true }, tell: tell)
        return try run.send(mailroom.outbox().dispatches, lock)
    }

    @Test func `the sender waits, says so, and goes on`() throws {
        let mailroom = try Mailroom(3)
        let server = try Server("faulty-smtp.py")
        var writer: Writer?
        var hasWaited = false
        let result = try run(mailroom, server, patience: .seconds(900)) { report in
            switch report {
            case .offered where writer == nil: writer = try? Writer(mailroom)
            case .waitingForRegistry:
                hasWaited = true
                writer?.end()
            default: break
            }
        }
        #expect(hasWaited && result.isWhole && result.accepted == 3)
        #expect(try mailroom.states() == [.sent, .sent, .sent])
        #expect(try server.received.count == 3)
        #expect(!FileManager.default.fileExists(atPath: mailroom.outcome))
    }

    @Test func `it gives up in the end, and the next holder of the lock takes in what it knew`() throws {
        let mailroom = try Mailroom(3)
        let server = try Server("faulty-smtp.py")
        var writer: Writer?
        let result = try run(mailroom, server, patience: .seconds(1)) { report in
            if case .offered = report, writer == nil { writer = try? Writer(mailroom) }
        }
        guard case .busy? = result.failure else {
            Issue.record("\(String(describing: result.failure))")
            return
        }
        #expect(result.kept?.label == "Plaats 0 (\(Mailroom.code(0)))" && result.kept?.path == mailroom.outcome)
        let attributes = try FileManager.default.attributesOfItem(atPath: mailroom.outcome)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        writer?.end()
        #expect(try mailroom.states() == [.sending, .ready, .ready])
        let audit = try mailroom.registry().audit()
        #expect(audit.holds && audit.proofs.all.contains { $0.name == "outcome" })
        // Twice changes nothing: the lock is free again.
        let registry = try mailroom.registry()
        let first = try registry.settleEarlierRun(registry.senderLock(), by: .now("Piet"))
        #expect(first.recorded == "Plaats 0 (\(Mailroom.code(0)))" && first.inDoubt.isEmpty)
        let second = try registry.settleEarlierRun(registry.senderLock(), by: .now("Piet"))
        #expect(second.recorded == nil && second.inDoubt.isEmpty)
        try mailroom.send(to: server.server())
        #expect(try mailroom.states() == [.sent, .sent, .sent])
        #expect(try server.received.count == 3)
        #expect(try mailroom.audit().isEmpty)
        // As of when it was said, and by whom.
        let accepted = try registry.history(of: Mailroom.code(0)).entries.first { $0.kind == .accepted }
        #expect(accepted?.actor == "Jan")
    }

    @Test func `what is not whole, or of another offer, says nothing`() throws {
        let mailroom = try Mailroom(2)
        let registry = try mailroom.registry()
        let lock = try registry.senderLock()
        let dispatch = try mailroom.outbox().dispatches[0]
        let claimed = try registry.step(
            in: 1, after: nil, claiming: Claim.Offering(dispatch, Array("x".utf8), to: "mail:25"), lock,
            by: .now("Jan"))
        guard case .claimed(let claim) = claimed else { throw CancellationError() }
        let whole = try KeptOutcome(Claim.Outcome(of: claim, .accepted("250 ok")), by: .now("Jan")).bytes
        let other = Claim(dispatch, hash: EventChain.start, timesDeferred: 0)
        let stale = try KeptOutcome(Claim.Outcome(of: other, .accepted("250 ok")), by: .now("Jan")).bytes
        var torn = whole
        torn[100] ^= 1
        for bytes in [torn, Array(whole.prefix(60)), [], stale, Array("geen uitkomst\n".utf8)] {
            try Data(bytes).write(to: URL(filePath: mailroom.outcome))
            #expect(try registry.recordOutcome(by: .now("Jan")) == nil)
        }
        #expect(try mailroom.states() == [.sending, .ready])
        #expect(try registry.settleEarlierRun(lock, by: .now("Jan")).inDoubt.count == 1)
        #expect(!FileManager.default.fileExists(atPath: mailroom.outcome))
    }

    @Test func `a backup that is put back learns what the mail server said since`() throws {
        let mailroom = try Mailroom(3, smtp: "{}")
        let server = try Server("faulty-smtp.py")
        let program = BuiltProgram(in: mailroom, server: server.url)
        #expect(try program.run(["backup", "backup.sqlite"]).status == 0)
        let killed = try program.run(["send", "1", "--confirm", "3"], crashingAt: CrashPoint.sendKept.rawValue)
        #expect(killed.status == 128 + SIGKILL, "\(killed.output)")
        let restored = try program.run(["restore", "backup.sqlite"])
        #expect(restored.status == 0, "\(restored.output)")
        #expect(try mailroom.states() == [.sent, .inDoubt, .inDoubt])
        #expect(try mailroom.audit().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: mailroom.outcome))
    }
}

extension Mailroom {
    fileprivate var outcome: String { root.appending(path: ".oproep/registry.sqlite-outcome").path }
}

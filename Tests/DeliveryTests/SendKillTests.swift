import Foundation
import Support
import Testing

@testable import Delivery
@testable import Registry

/// The program is killed while it sends: nothing is lost, nothing is sent twice, and what nobody knows is in doubt, until
/// the mail server's evidence settles it.
@Suite("Killed while sending", .serialized)
struct SendKillTests {
    /// How often; ten times as many e-mails are sent.
    private static let kills = Kills.count(usually: 100)
    /// The same while a batch is written, of ten times as many letters.
    private static let printKills = Kills.count(usually: 25)

    private static let smtp = "{ pause_after_errors: 10 }"

    private static func remaining(_ mailroom: Mailroom) throws -> String {
        "\(try mailroom.registry().status(of: 1, at: .now("Jan")).remaining)"
    }

    /// Before anything is settled: what is said of each letter is true.
    private static func expectTruth(_ mailroom: Mailroom, _ server: Server, kills: Int, _ place: String) throws {
        var counts: [String: Int] = [:]
        for message in server.accepted { counts[message.to, default: 0] += 1 }
        let twice = counts.filter { $0.value > 1 }
        #expect(twice.isEmpty, "\(place): sent twice: \(twice)")
        let states = try mailroom.states()
        var doubts = 0
        for (index, state) in states.enumerated() {
            let count = counts["ok-\(index)@gemeente.example"] ?? 0
            switch state {
            case .sent: #expect(count == 1, "\(place): \(index) is lost")
            case .inDoubt, .sending: doubts += 1
            default: #expect(count == 0, "\(place): \(index) is '\(state)' and was sent")
            }
        }
        // One kill leaves one message in doubt at most.
        #expect(doubts <= kills, "\(place): \(doubts) in doubt after \(kills) kills")
        #expect(try mailroom.audit().isEmpty, "\(place)")
    }

    /// Evidence settles all that is in doubt, what was not sent is sent, and then all have it once.
    private static func settle(_ mailroom: Mailroom, _ server: Server, _ program: BuiltProgram, _ place: String) throws
    {
        // As it is twenty minutes later, with a message of a little before.
        try server.addOther(after: 1100)
        let archive = server.directory.appending(path: "archive")
        let resolved = try program.run(["resolve", "1", "--maildir", archive.path], later: "+20m")
        #expect(resolved.status == 0, "\(place): \(resolved.output)")
        let states = try mailroom.states()
        #expect(!states.contains(.inDoubt) && !states.contains(.sending), "\(place): \(resolved.output)")
        let sent = try program.run(["send", "1", "--confirm", remaining(mailroom)])
        #expect(sent.status == 0, "\(place): \(sent.output)")
        #expect(try mailroom.states().allSatisfy { $0 == .sent }, "\(place)")
        let recipients = server.accepted.map(\.to)
        #expect(recipients.count == states.count && Set(recipients).count == states.count, "\(place)")
        #expect(try mailroom.audit().isEmpty, "\(place)")
    }

    @Test func `at random moments`() throws {
        let mailroom = try Mailroom(10 * Self.kills, smtp: Self.smtp)
        let server = try Server("archiving-smtp.py")
        try server.addOther(after: -1200)
        let program = BuiltProgram(in: mailroom, server: server.url, isQuick: true)
        var random = SplitMix(state: SplitMix.seed)
        var kills = 0
        while kills < Self.kills {
            // Nine messages a kill, in the middle, and then some part of the next.
            let before = server.acceptedSize
            let messages = Int.random(in: 0..<18, using: &random)
            let rest = Double.random(in: 0...0.01, using: &random)
            let run = try program.run(["send", "1", "--confirm", Self.remaining(mailroom)]) { process in
                while process.isRunning, (server.acceptedSize - before) / Server.acceptedLine < messages {
                    usleep(200)
                }
                usleep(UInt32(rest * 1_000_000))
                kill(process.processIdentifier, SIGKILL)
            }
            guard run.status == 128 + SIGKILL else { break }
            kills += 1
        }
        #expect(kills > Self.kills / 2, "all was sent after \(kills) kills")
        let place = "seed \(SplitMix.seed), \(kills) kills"
        try Self.expectTruth(mailroom, server, kills: kills, place)
        let rest = try program.run(["send", "1", "--confirm", Self.remaining(mailroom)])
        let doubts = try mailroom.states().count { $0 == .inDoubt }
        #expect(rest.status == (doubts > 0 ? 2 : 0), "\(rest.output)")
        try Self.expectTruth(mailroom, server, kills: kills, place)
        print("killed \(kills) times while \(10 * Self.kills) e-mails were sent: \(doubts) in doubt")
        try Self.settle(mailroom, server, program, place)
    }

    @Test func `at every named point`() throws {
        let kept = try Mailroom(4, smtp: Self.smtp)
        let points: [CrashPoint] = [.sendStored, .sendCommitted, .sendOffered, .sendKept]
        for point in points {
            let mailroom = try Mailroom(copying: kept)
            let server = try Server("archiving-smtp.py")
            try server.addOther(after: -1200)
            let program = BuiltProgram(in: mailroom, server: server.url)
            let killed = try program.run(["send", "1", "--confirm", "4"], crashingAt: point.rawValue)
            #expect(killed.status == 128 + SIGKILL, "\(point) was not reached: \(killed.output)")
            try Self.expectTruth(mailroom, server, kills: 1, point.rawValue)
            let expected = try Self.remaining(mailroom)
            // What the mail server said is taken in, also when those who do that are killed.
            for next in [CrashPoint.outcomeStored, .outcomeCommitted] where point == .sendKept {
                let other = try program.run(["send", "1", "--confirm", expected], crashingAt: next.rawValue)
                #expect(other.status == 128 + SIGKILL, "\(next) was not reached: \(other.output)")
                try Self.expectTruth(mailroom, server, kills: 1, next.rawValue)
            }
            // The next one is killed while it finds out.
            _ = try program.run(["send", "1", "--confirm", expected], crashingAt: CrashPoint.orphansStored.rawValue)
            _ = try program.run(["send", "1", "--confirm", expected])
            try Self.expectTruth(mailroom, server, kills: 1, point.rawValue)
            // What was claimed is in doubt, also when it did not leave.
            let doubts = [.sendStored, .sendKept].contains(point) ? 0 : 1
            #expect(try mailroom.states().count { $0 == .inDoubt } == doubts, "\(point)")
            // And while it settles.
            _ = try program.run(
                ["resolve", "1", "--maildir", server.directory.appending(path: "archive").path],
                crashingAt: CrashPoint.evidenceStored.rawValue)
            try Self.settle(mailroom, server, program, point.rawValue)
        }
    }

    // MARK: Print

    /// A batch that holds each letter once, and whose sums are right.
    private static func expectWhole(_ directory: String, letters: Int, _ place: String) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: directory)
        #expect(files.count { $0.hasPrefix("G") } == letters, "\(place)")
        var check = Program("sha256sum", "--check", "--status", "SHA256SUMS")
        check.directory = directory
        #expect(try check.run().status == 0, "\(place)")
    }

    /// Whether there is one. The whole registry is proved when there is; that takes long.
    private static func checkBatch(_ mailroom: Mailroom, letters: Int, _ place: String) throws -> Bool {
        let directory = mailroom.root.appending(path: "out/mailing-1-batch-1").path
        let isThere = FileManager.default.fileExists(atPath: directory)
        let states = Set(try mailroom.states(.post))
        #expect(states.count == 1, "\(place): \(states)")
        if states != [.ready] { #expect(try mailroom.audit().isEmpty, "\(place)") }
        if isThere {
            #expect(states == [.batched], "\(place): there is a batch of which the registry does not know")
            try expectWhole(directory, letters: letters, place)
        }
        return states == [.batched]
    }

    @Test func `while a batch is written, at random moments`() throws {
        let letters = 10 * Self.printKills
        let kept = try Mailroom(letters, channel: "post")
        let send = ["send", "1", "--confirm", "\(letters)"]
        var mailroom = try Mailroom(copying: kept)
        var work = Duration.zero
        _ = try BuiltProgram(in: mailroom, isQuick: true).run(send) { work = $0.workUntilEnd() }
        #expect(try Self.checkBatch(mailroom, letters: letters, "not killed"))
        mailroom = try Mailroom(copying: kept)
        var random = SplitMix(state: SplitMix.seed)
        var (kills, batched) = (0, 0)
        for number in 0..<Self.printKills {
            let program = BuiltProgram(in: mailroom, isQuick: true)
            let moment = work * Double.random(in: 0...1.1, using: &random)
            let place = "seed \(SplitMix.seed), \(number), after \(moment) of work"
            let run = try program.run(send) { $0.kill(after: moment) }
            if run.status == 128 + SIGKILL { kills += 1 }
            if try Self.checkBatch(mailroom, letters: letters, place) {
                batched += 1
                mailroom = try Mailroom(copying: kept)
            }
        }
        #expect(kills > Self.printKills / 4, "of \(Self.printKills) only \(kills) were killed before they were done")
        // What killed runs left behind goes with the next, and that is whole.
        let last = try BuiltProgram(in: mailroom, isQuick: true).run(send)
        #expect(last.status == 0, "\(last.output)")
        #expect(try Self.checkBatch(mailroom, letters: letters, "at the end"))
        let out = try FileManager.default.contentsOfDirectory(atPath: mailroom.root.appending(path: "out").path)
        #expect(out == ["mailing-1-batch-1"])
        print("killed \(kills) times while a batch of \(letters) letters was written: \(batched) were done")
    }

    @Test func `while a batch is written, at every named point`() throws {
        let kept = try Mailroom(5, channel: "post")
        for point in [CrashPoint.batchStored, .batchCommitted] {
            let mailroom = try Mailroom(copying: kept)
            let program = BuiltProgram(in: mailroom)
            let killed = try program.run(["send", "1", "--confirm", "5"], crashingAt: point.rawValue)
            #expect(killed.status == 128 + SIGKILL, "\(point) was not reached: \(killed.output)")
            let isBatched = try Self.checkBatch(mailroom, letters: 5, point.rawValue)
            #expect(isBatched == (point == .batchCommitted))
            let again = try program.run(isBatched ? ["send", "1", "--batch", "1"] : ["send", "1", "--confirm", "5"])
            #expect(again.status == 0, "\(point): \(again.output)")
            try Self.expectWhole(
                mailroom.root.appending(path: "out/mailing-1-batch-1").path, letters: 5, point.rawValue)
            #expect(try Self.checkBatch(mailroom, letters: 5, point.rawValue))
        }
    }

    // MARK: Together

    @Test func `Ctrl-C stops after the letter in hand`() throws {
        let mailroom = try Mailroom(6, smtp: Self.smtp)
        let server = try Server("faulty-smtp.py", ["--fault", "dot:slow:0.03"])
        let program = BuiltProgram(in: mailroom, server: server.url)
        let stopped = try program.run(["send", "1", "--confirm", "6"]) { process in
            while process.isRunning, try server.received.count < 2 { usleep(2_000) }
            kill(process.processIdentifier, SIGINT)
        }
        #expect(stopped.status == 2 && stopped.output.contains("stopped: interrupted"), "\(stopped.output)")
        let sent = try mailroom.states().count { $0 == .sent }
        #expect(try sent < 6 && sent == server.received.count)
        #expect(try mailroom.states().allSatisfy { [.sent, .ready].contains($0) })
        let rest = try program.run(["send", "1", "--confirm", "\(6 - sent)"])
        #expect(rest.status == 0, "\(rest.output)")
        #expect(try server.received.count == 6)
    }

    @Test func `it sends on when nobody listens any more`() throws {
        let mailroom = try Mailroom(6, smtp: Self.smtp)
        let server = try Server("faulty-smtp.py", ["--fault", "rcpt:550@1-5"])
        _ = try BuiltProgram.shell(
            "{ oproep send 1 --confirm 6; echo $? > status; } | head -1", in: mailroom.root,
            ["OPROEP_SMTP_URL": server.url]
        ).run()
        #expect(try mailroom.states() == [.refused, .refused, .refused, .refused, .refused, .sent])
        #expect(["2\n", "74\n"].contains(mailroom["status"]))
        #expect(try mailroom.audit().isEmpty)
    }

    @Test func `what others record while it sends counts`() throws {
        let mailroom = try Mailroom(6, smtp: Self.smtp)
        let server = try Server("faulty-smtp.py", ["--fault", "dot:slow:0.05"])
        let program = BuiltProgram(in: mailroom, server: server.url)
        let backup = try program.run(["backup", "backup.sqlite"])
        #expect(backup.status == 0)
        let sent = try program.run(["send", "1", "--confirm", "6"]) { process in
            while process.isRunning, try server.received.isEmpty { usleep(2_000) }
            #expect(try program.run(["cancel", "1", Mailroom.code(5), "--because", "fusie"]).status == 0)
            // What is out of our hands is not called back, and nothing takes the registry's place.
            #expect(try program.run(["restore", "backup.sqlite"]).output.contains("another oproep is sending"))
            #expect(try program.run(["resolve", "1", "--log", "x"]).output.contains("another oproep is sending"))
        }
        #expect(sent.status == 0 && sent.output.contains("not sent: it is 'cancelled' meanwhile"), "\(sent.output)")
        #expect(try mailroom.states() == [.sent, .sent, .sent, .sent, .sent, .cancelled])
        #expect(try server.received.count == 5)
        #expect(try mailroom.audit().isEmpty)
    }

    @Test func `of many that send at once one does`() async throws {
        let mailroom = try Mailroom(20, smtp: Self.smtp)
        let server = try Server("archiving-smtp.py")
        let program = BuiltProgram(in: mailroom, server: server.url)
        let results = try await withThrowingTaskGroup(of: Program.Result.self) { group in
            for _ in 0..<6 { group.addTask { try program.run(["send", "1", "--confirm", "20"]) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.contains { $0.status == 0 })
        for result in results where result.status != 0 {
            #expect(result.output.contains("another oproep is sending"), "\(result.output)")
        }
        #expect(try mailroom.states().allSatisfy { $0 == .sent })
        #expect(server.accepted.count == 20)
    }
}

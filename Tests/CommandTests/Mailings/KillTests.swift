import Foundation
import Support
import Testing

@testable import Registry

/// The program is killed while it changes the registry: what is there then is sound, and the same command brings it to
/// the same end.
@Suite("Killed anywhere", .serialized)
struct KillTests {
    /// A command, and the state that it begins with.
    private struct Work {
        let name: String
        let command: String
        let state: String?
    }

    private static let works = [
        Work(name: "freeze", command: "oproep freeze \(Workplace.letter)", state: nil),
        Work(name: "approve", command: "oproep approve 1", state: "frozen"),
        Work(name: "record", command: "oproep record 1 sent --all --on 2024-07-12", state: "approved"),
        Work(
            name: "destroy", command: "oproep destroy 1 --bag bag --authorised-by Besluit --confirm",
            state: "archived"),
        Work(name: "restore", command: "oproep restore backup.sqlite", state: "answered"),
    ]

    /// A workplace with all states to begin with.
    private static func workplace() throws -> Workplace {
        let workplace = try Workplace()
        // Long ago, for as long as a day.
        try workplace.done("sed -i 's/waardering: N.*/waardering: V\\n  bewaartermijn: P1D/' oproep.yaml")
        try workplace.done("faketime '2024-07-11 12:00:00' oproep freeze \(Workplace.letter)")
        try workplace.keepState(as: "frozen")
        try workplace.done("oproep approve 1")
        try workplace.keepState(as: "approved")
        try workplace.done("oproep record 1 sent GM0141 GM0150 --on 2024-07-12 && oproep backup backup.sqlite")
        try workplace.done("oproep record 1 sent --all --on 2024-07-13")
        try workplace.done("oproep record 1 answered GM0150 --on 2024-08-01")
        try workplace.keepState(as: "answered")
        try workplace.done("oproep archive 1 -o bag")
        try workplace.keepState(as: "archived")
        return workplace
    }

    /// Where it ends when nobody kills it.
    private static func end(of work: Work, in workplace: Workplace) throws -> String {
        try workplace.takeState(work.state)
        try workplace.done(work.command)
        return try workplace.done("oproep status 1 --json && oproep status --json | grep -c '\"mailing\"'")
    }

    /// After a kill.
    private static func check(
        _ work: Work, end: String, in workplace: Workplace, _ killed: Program.Result, _ place: String
    ) throws {
        let audit = try workplace.run("oproep audit")
        let isEmpty = work.state == nil && audit.output.contains("there are no mailings yet")
        #expect(audit.status == 0 || isEmpty, "\(place): \(audit.output)")
        let again = try workplace.run(work.command)
        let isDone = work.name == "freeze" && again.output.contains("mailing 1 was frozen")
        #expect(again.status == 0 || isDone, "\(place): \(killed.output)\n\(again.output)")
        #expect(
            try workplace.done("oproep status 1 --json && oproep status --json | grep -c '\"mailing\"'") == end,
            "\(place)")
        #expect(try workplace.run("oproep audit").status == 0, "\(place)")
        if work.name == "destroy" {
            let text = try workplace.run("grep -c 'recipient.salutation' .oproep/registry.sqlite")
            #expect(text.status == 1, "\(place): it can still be read")
        }
        #expect(workplace.stateFiles.filter { !$0.contains(".replaced-") } == ["registry.sqlite"], "\(place)")
    }

    @Test func `at every named point`() throws {
        let workplace = try Self.workplace()
        for work in Self.works {
            let end = try Self.end(of: work, in: workplace)
            let points = CrashPoint.allCases.filter { $0.rawValue.hasPrefix(work.name) }
            #expect(points.count >= 2)
            for point in points {
                try workplace.takeState(work.state)
                let killed = try workplace.run("exec \(work.command)", crashingAt: point.rawValue)
                #expect(killed.status == 128 + SIGKILL, "\(point): it was not reached\n\(killed.output)")
                try Self.check(work, end: end, in: workplace, killed, point.rawValue)
            }
        }
    }

    @Test func `at random moments`() throws {
        let count = Kills.count(usually: 100)
        let workplace = try Self.workplace()
        var random = SplitMix(state: SplitMix.seed)
        var ends: [String] = []
        var works: [Duration] = []
        for work in Self.works {
            ends.append(try Self.end(of: work, in: workplace))
            try workplace.takeState(work.state)
            let whole = try workplace.run("exec \(work.command)") { works.append($0.workUntilEnd()) }
            try #require(whole.status == 0, "\(whole.output)")
        }
        var kills = 0
        for number in 0..<count {
            let index = number % Self.works.count
            let work = Self.works[index]
            let moment = works[index] * Double.random(in: 0...1.1, using: &random)
            try workplace.takeState(work.state)
            let killed = try workplace.run("exec \(work.command)") { $0.kill(after: moment) }
            if killed.status == 128 + SIGKILL { kills += 1 }
            try Self.check(
                work, end: ends[index], in: workplace, killed,
                "seed \(SplitMix.seed), \(number): \(work.name) after \(moment) of work")
        }
        #expect(kills > count / 4, "of \(count) only \(kills) were killed before they were done")
    }
}

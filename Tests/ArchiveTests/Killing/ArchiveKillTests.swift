import Foundation
import Support
import Testing

@testable import Archive
@testable import Registry

/// The program is killed while it makes a bag: there is a whole one or none, and the same command makes the same bag.
@Suite("Killed while a bag is made", .serialized)
struct ArchiveKillTests {
    private static let kills = Kills.count(usually: 20)

    /// A mailing that is done, to so many.
    private static func deposit(_ count: Int) throws -> Deposit {
        let deposit = try Deposit(
            (0..<count).map { Deposit.Recipient(code: "G\(1_000 + $0)", name: "Plaats \($0)") })
        try deposit.freeze()
        try deposit.record(.sent)
        return deposit
    }

    private static func name(_ isZIP: Bool) -> String { isZIP ? "bag.zip" : "bag" }

    private static func arguments(_ isZIP: Bool) -> [String] {
        ["archive", "1", "--by", "Ans", "-o", "out/\(name(isZIP))"] + (isZIP ? ["--zip"] : [])
    }

    private static func run(_ deposit: Deposit, _ path: String, _ arguments: [String]) throws -> Program.Result {
        try BuiltProgram(directory: deposit.root.path, program: path).run(arguments)
    }

    /// What a run makes that nobody disturbs, by the registry as it is now.
    private static func undisturbed(_ deposit: Deposit, _ path: String) throws -> [String: [UInt8]] {
        let made = try run(deposit, path, ["archive", "1", "--by", "Piet", "-o", "other/bag"])
        try #require(made.status == 0, "\(made.output)")
        defer { try? FileManager.default.removeItem(atPath: deposit.path("other")) }
        return try BagFiles { try FileManager.default.moveItem(atPath: deposit.path("other/bag"), toPath: $0) }.all
    }

    private static func all(_ deposit: Deposit, _ isZIP: Bool) throws -> [String: [UInt8]] {
        try BagFiles { path in
            guard isZIP else { return try FileManager.default.copyItem(atPath: deposit.path("out/bag"), toPath: path) }
            try Program("unzip", "-q", deposit.path("out/bag.zip"), "-d", path + ".d").output()
            try FileManager.default.moveItem(atPath: "\(path).d/verzendronde_1_oproep", toPath: path)
        }.all
    }

    /// Whether there is a bag after a kill, which then is whole. The same command makes the same, and leaves nothing else.
    private static func check(
        _ deposit: Deposit, _ isZIP: Bool, _ path: String, recorded: inout Int, _ place: String
    ) throws -> Bool {
        let target = deposit.path("out/\(name(isZIP))")
        let isThere = FileManager.default.fileExists(atPath: target)
        #expect(try deposit.audit() == [], "\(place)")
        let exports = try deposit.exports()
        #expect(exports <= 1, "\(place): it was recorded \(exports) times")
        recorded += exports
        var before: [String: [UInt8]]?
        #expect(exports == 0 || isThere, "\(place): there is no bag, and the registry says there is")
        if isThere {
            let failures = try BagFiles.verify(target).failures
            #expect(failures == [], "\(place)")
            before = try all(deposit, isZIP)
            let same = try run(deposit, path, arguments(isZIP))
            // The same command finds what it made, and records that; afterwards nothing takes its place.
            #expect(same.status == (exports == 0 ? 0 : 1), "\(place): \(same.output)")
            #expect(try deposit.exports() == 1 && all(deposit, isZIP) == before, "\(place)")
            try FileManager.default.removeItem(atPath: target)
        }
        let again = try run(deposit, path, arguments(isZIP))
        #expect(again.status == 0, "\(place): \(again.output)")
        let out = try FileManager.default.contentsOfDirectory(atPath: deposit.path("out"))
        #expect(out == [name(isZIP)], "\(place): what a killed run left is there yet")
        let made = try all(deposit, isZIP)
        #expect(try undisturbed(deposit, path) == made, "\(place)")
        #expect(before == nil || before == made, "\(place)")
        #expect(try deposit.exports() == 1, "\(place)")
        return isThere
    }

    @Test func `at random moments`() throws {
        let kept = try Self.deposit(12)
        let path = BuiltProgram.quick
        var works: [Bool: Duration] = [:]
        for isZIP in [false, true] {
            let deposit = try Deposit(copying: kept)
            let made = try BuiltProgram(directory: deposit.root.path, program: path)
                .run(Self.arguments(isZIP)) { works[isZIP] = $0.workUntilEnd() }
            try #require(made.status == 0, "\(made.output)")
        }
        var random = SplitMix(state: SplitMix.seed)
        var (kills, whole, recorded) = (0, 0, 0)
        for number in 0..<Self.kills {
            let isZIP = number % 2 == 1
            let deposit = try Deposit(copying: kept)
            let moment = (works[isZIP] ?? .zero) * Double.random(in: 0...1.1, using: &random)
            let run = try BuiltProgram(directory: deposit.root.path, program: path)
                .run(Self.arguments(isZIP)) { $0.kill(after: moment) }
            if run.status == 128 + SIGKILL { kills += 1 }
            let place = "seed \(SplitMix.seed), \(number), after \(moment) of work"
            if try Self.check(deposit, isZIP, path, recorded: &recorded, place) { whole += 1 }
        }
        #expect(kills > Self.kills / 4, "of \(Self.kills) only \(kills) were killed before they were done")
        print("killed \(kills) times while a bag was made: \(whole) were there, \(recorded) on record")
    }

    @Test(arguments: [false, true]) func `at every named point`(isZIP: Bool) throws {
        let points: [(CrashPoint, isThere: Bool, recorded: Int)] = [
            (.archiveSealed, false, 0), (.archiveBegun, false, 0), (.archivePlaced, true, 0),
            (.archiveCommitted, true, 1),
        ]
        for (point, stands, exports) in points {
            let deposit = try Self.deposit(3)
            let killed = try BuiltProgram(directory: deposit.root.path).run(
                Self.arguments(isZIP), crashingAt: point.rawValue)
            #expect(killed.status == 128 + SIGKILL, "\(point) was not reached: \(killed.output)")
            #expect(FileManager.default.fileExists(atPath: deposit.path("out/\(Self.name(isZIP))")) == stands)
            var recorded = 0
            let isThere = try Self.check(deposit, isZIP, BuiltProgram.path, recorded: &recorded, "\(point)")
            #expect(isThere == stands && recorded == exports, "\(point)")
        }
    }

    /// Somebody puts something else at the place while the bag is made.
    @Test(arguments: [false, true]) func `with its place taken meanwhile`(isZIP: Bool) throws {
        let deposit = try Self.deposit(3)
        // What stands there when it is sealed is put there by the test, as the program waits for nobody.
        let killed = try BuiltProgram(directory: deposit.root.path).run(
            Self.arguments(isZIP), crashingAt: CrashPoint.archiveBegun.rawValue)
        #expect(killed.status == 128 + SIGKILL)
        try FileManager.default.createDirectory(
            atPath: deposit.path("out/\(Self.name(isZIP))"), withIntermediateDirectories: true)
        deposit["out/\(Self.name(isZIP))/brief.txt"] = "van iemand"
        let made = try Self.run(deposit, BuiltProgram.path, Self.arguments(isZIP))
        #expect(made.status == 1 && made.output.contains("is there already"), "\(made.output)")
        #expect(try deposit.exports() == 0)
        let history = try Self.run(deposit, BuiltProgram.path, ["history", "G1000"])
        #expect(!history.output.contains("export"), "\(history.output)")
        let destroyed = try Self.run(
            deposit, BuiltProgram.path,
            ["destroy", "1", "--bag", "out/\(Self.name(isZIP))", "--authorised-by", "x", "--confirm"])
        #expect(destroyed.status == 1 && destroyed.output.contains("never archived"), "\(destroyed.output)")
    }
}

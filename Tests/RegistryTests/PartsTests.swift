import Foundation
import GRDB
import Support
import Templating
import Testing
import Workspace

@testable import Registry

/// What would keep others waiting for long is done in parts, and can be stopped, or killed, between any two.
@Suite("A long write goes in parts")
struct PartsTests {
    private static let canary = "Kanarie-in-de-bijlage"

    /// Mailing 1: sent, with large files that came as answers, archived, and to be kept until yesterday.
    private func office() async throws -> Office {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        for (index, code) in ["GM0141", "GM0147", "GM0150"].enumerated() {
            let file = Array("\(Self.canary) \(index)".utf8) + [UInt8](repeating: UInt8(index), count: 3_000_000)
            try office.record(.answered, [code], on: "2024-08-01", file: ("\(code).bin", file))
        }
        try office.archive(until: "2032-12-31")
        office.today = "2033-01-01"
        return office
    }

    /// Stops as soon as a row is there, or is gone.
    private static func until(_ sql: String, at path: String) -> @Sendable () -> Bool {
        {
            let isSo = try? DatabaseQueue(path: path).read { try Bool.fetchOne($0, sql: "SELECT \(sql)") }
            // What cannot be read now, as another writes, can be read later.
            return isSo != true
        }
    }

    /// A destruction that was stopped after its event, before all bytes were gone.
    private func stoppedDestruction() async throws -> Office {
        let office = try await office()
        let stop = Self.until("EXISTS (SELECT * FROM event WHERE kind = 'destroyed')", at: office.registryPath)
        let registry = try Registry(at: office.registryPath, by: office.author(), goesOn: stop)
        let error = #expect(throws: RegistryError.self) {
            try registry.destroy(1, proved: Office.bag, authorisedBy: "Besluit", by: office.author())
        }
        guard case .failed(let why) = error else {
            Issue.record("\(error as Any)")
            return office
        }
        #expect(why.contains("mailing 1 is destroyed") && why.contains("as it was stopped"))
        #expect(why.hasSuffix("do it once more: oproep destroy 1"))
        return office
    }

    @Test func `a destruction that is stopped half-way is on record, is told, and is ended by the same command`()
        async throws
    {
        let office = try await stoppedDestruction()
        #expect(try office.status().destroyedOn?.description == "2033-01-01")
        #expect(office.finds(Self.canary))
        #expect(try office.refusal { _ = try office.registry().letter(of: 1) }?.contains("was destroyed") == true)
        let audit = try office.audit()
        #expect(!audit.isEmpty && audit.allSatisfy { $0.hasSuffix("is there still: oproep destroy 1") }, "\(audit)")
        let destroyed = try #require(try office.registry().destroyed(1, in: .amsterdam))
        try office.registry().overwrite(destroyed)
        #expect(!office.finds(Self.canary))
        #expect(try office.audit().isEmpty)
    }

    @Test func `a backup after it has nothing of it, and so does a restore`() async throws {
        let office = try await stoppedDestruction()
        let backup = office.root.appending(path: "backup.sqlite").path
        _ = try office.registry().backUp(to: backup, by: office.author())
        #expect(try office.audit().isEmpty)
        let other = try await stoppedDestruction()
        try await other.freeze(again: true)
        let kept = try Registry.restore(backup, to: other.registryPath, by: other.author()).kept
        #expect(try other.audit().isEmpty)
        #expect(!other.finds(Self.canary))
        for path in [backup, try #require(kept)] {
            #expect(try Data(contentsOf: URL(filePath: path)).range(of: Data(Self.canary.utf8)) == nil)
        }
    }

    @Test func `what a backup says was destroyed goes where it was there still`() async throws {
        let office = try await office()
        let before = office.root.appending(path: "eerder.sqlite").path
        try FileManager.default.copyItem(atPath: office.registryPath, toPath: before)
        _ = try office.registry().destroy(1, proved: Office.bag, authorisedBy: "Besluit", by: office.author())
        let backup = office.root.appending(path: "backup.sqlite").path
        _ = try office.registry().backUp(to: backup, by: office.author())
        try FileManager.default.removeItem(atPath: office.registryPath)
        try FileManager.default.moveItem(atPath: before, toPath: office.registryPath)
        #expect(office.finds(Self.canary))
        _ = try Registry.restore(backup, to: office.registryPath, by: office.author())
        #expect(!office.finds(Self.canary))
        #expect(try office.status().destroyedOn != nil)
        #expect(try office.audit().isEmpty)
    }

    @Test func `a restore that is stopped half-way leaves all as it was, and can be done again`() async throws {
        let office = try await office()
        let backup = office.root.appending(path: "backup.sqlite").path
        _ = try office.registry().backUp(to: backup, by: office.author())
        let other = try Office()
        try await other.freeze()
        let before = try other.dump()
        let count = try other.count("document")
        let stop = Self.until("(SELECT count(*) FROM document) > \(count)", at: other.registryPath)
        let error = #expect(throws: RegistryError.self) {
            try Registry.restore(backup, to: other.registryPath, by: other.author(), goesOn: stop)
        }
        guard case .interrupted = error else { return #expect(Bool(false), "\(error as Any)") }
        #expect(try other.dump() == before)
        _ = try Registry.restore(backup, to: other.registryPath, by: other.author())
        #expect(try other.audit().isEmpty)
        // And nothing of what was there before, but for the copy beside it.
        let unused = try other.registry().read { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM document WHERE NOT \(DocumentUse.isUsed("document.sha256"))")
        }
        #expect(unused == 0)
        #expect(try other.row("GM0150").reply == .answered)
    }

    // MARK: Looking before writing

    @Test(arguments: [0, 1, 2, 3, 9])
    func `what others record between looking and writing counts`(others: Int) async throws {
        let office = try Office()
        try await office.mailing()
        let (registry, other) = (try office.registry(), try office.registry())
        let author = try office.author()
        var looks = 0
        let look = { (db: Database) in
            looks += 1
            // In the end it looks while nobody else can write.
            if looks <= min(others, 3) {
                _ = try other.cancel(1, [["GM0141", "GM0147", "GM0148"][looks - 1]], because: "x", by: author)
            }
            return try Self.cancelled(db)
        }
        let events = try registry.write(after: look) { seen, db in
            let now = try Self.cancelled(db)
            #expect(now == seen)
            return seen
        }
        #expect(events == min(others, 3) && looks == min(others, 3) + 1)
    }

    private static func cancelled(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM event WHERE kind = 'cancelled'") ?? 0
    }
}

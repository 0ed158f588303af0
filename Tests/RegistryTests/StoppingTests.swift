import Foundation
import GRDB
import Support
import Synchronization
import Testing

@testable import Registry

@Suite("Stopping what takes long")
struct StoppingTests {
    /// Goes on until so many have asked.
    private static func asked(_ count: Int) -> @Sendable () -> Bool {
        let left = Counter(count)
        return { left.countDown() }
    }

    private final class Counter: Sendable {
        private let left: Mutex<Int>

        init(_ count: Int) { left = Mutex(count) }

        func countDown() -> Bool {
            left.withLock { left in
                left -= 1
                return left >= 0
            }
        }
    }

    private func isInterrupted(_ body: () throws(RegistryError) -> Void) -> Bool {
        do throws(RegistryError) {
            try body()
            return false
        } catch {
            if case .interrupted = error { return true }
            return false
        }
    }

    @Test func `one statement that would never end is left`() throws {
        let office = try Office()
        let registry = try Registry(at: office.registryPath, by: office.author(), goesOn: Self.asked(2))
        #expect(
            isInterrupted { () throws(RegistryError) in
                _ = try registry.readAtLength { db in
                    try Int.fetchOne(
                        db,
                        sql: "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
                }
            })
        // What comes after it is not.
        #expect(try registry.read { try Int.fetchOne($0, sql: "SELECT 7") } == 7)
    }

    @Test func `who waits for another that writes stops waiting, and nothing was changed`() async throws {
        let office = try Office()
        try await office.mailing()
        let before = try office.dump()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: office.registryPath, configuration: configuration)
        let author = try office.author()
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let registry = try Registry(at: office.registryPath, by: author, goesOn: { false })
        #expect(
            isInterrupted { () throws(RegistryError) in
                _ = try registry.cancel(1, [], because: "x", by: author)
            })
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        #expect(try office.dump() == before)
    }

    @Test(arguments: [0, 1, 5, 40])
    func `nothing is changed by what is stopped`(asks: Int) async throws {
        let office = try Office()
        try await office.freeze()
        let backup = office.root.appending(path: "backup.sqlite").path
        _ = try office.registry().backUp(to: backup, by: office.author())
        _ = try office.registry().approve(1, mandate: nil, by: office.author("Piet"))
        let author = try office.author()
        let before = try office.dump()
        func registry() throws -> Registry {
            try Registry(at: office.registryPath, by: author, goesOn: Self.asked(asks))
        }
        let other = office.root.appending(path: "ander.sqlite").path
        let path = office.registryPath
        let works: [(String, () throws(RegistryError) -> Void)] = [
            ("audit", { () throws(RegistryError) in _ = try RegistryError.of { try registry() }.audit() }),
            (
                "backup",
                { () throws(RegistryError) in
                    _ = try RegistryError.of { try registry() }.backUp(to: other, by: author)
                }
            ),
            (
                "restore",
                { () throws(RegistryError) in
                    _ = try Registry.restore(backup, to: path, by: author, goesOn: Self.asked(asks))
                }
            ),
        ]
        for (name, work) in works {
            #expect(isInterrupted(work), "\(name)")
            #expect(try office.dump() == before, "\(name)")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: office.root.path)
        #expect(names.filter { $0.contains(".sqlite") } == ["backup.sqlite"])
    }
}

extension RegistryError {
    fileprivate static func of<Value>(_ body: () throws -> Value) throws(RegistryError) -> Value {
        do { return try body() } catch { throw RegistryError(error) }
    }
}

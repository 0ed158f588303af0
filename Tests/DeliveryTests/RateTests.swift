import Foundation
import Registry
import Support
import Testing

@testable import Delivery

@Suite("Never more than so many a minute") struct RateTests {
    /// However long each takes, and whenever within that the server hears of it.
    @Test(arguments: [1, 2, 7, 60]) func `in no minute does the server hear of more`(_ limit: Int) throws {
        var random = SystemRandomNumberGenerator()
        for mean in [1.0, 300, 2000, 20_000, 70_000] {
            var rate = RateLimit(perMinute: limit)
            var now = ContinuousClock.now
            var heard: [(start: ContinuousClock.Instant, end: ContinuousClock.Instant)] = []
            for _ in 0..<400 {
                if let next = rate.next(at: now) { now = next }
                let start = now
                now += .milliseconds(Double.random(in: 0...(2 * mean), using: &random))
                rate.add(now)
                heard.append((start, now))
            }
            // The worst that can be: of one at its end, of another, as many later, at its beginning.
            for index in limit..<heard.count {
                #expect(heard[index].start >= heard[index - limit].end + .seconds(60))
            }
        }
    }

    /// However much was recorded since.
    @Test(arguments: [0, 100_001]) func `what an earlier run sent counts`(events: Int) throws {
        let mailroom = try Mailroom(3)
        let server = try Server("faulty-smtp.py")
        let all = try mailroom.outbox().dispatches
        let start = Date.now
        try mailroom.send(to: server.server(), Array(all.prefix(2)), perMinute: 2)
        let registry = try mailroom.registry()
        try mailroom.addEvents(events)
        let lock = try registry.senderLock()
        var end: Date?
        let run = MailRun(
            registry, of: 1, to: try server.server(), MailRun.Limits(perMinute: 2, pauseAfterErrors: nil),
            by: { .now("Jan") }, goesOn: { end == nil },
            tell: { if case .waiting(let seconds) = $0 { end = .now + Double(seconds) } })
        let result = try run.send(Array(all.suffix(1)), lock)
        // When the minute was over before this was reached, it is sent at once.
        let hasWaited = end != nil
        #expect(end ?? .now >= start + 60)
        #expect(result.stopped == (hasWaited ? "interrupted" : nil))
        #expect(try mailroom.states() == [.sent, .sent, hasWaited ? .ready : .sent])
        #expect(try server.received.count == (hasWaited ? 2 : 3))
    }
}

extension Mailroom {
    /// Of something else that happens in the registry; not in a chain, as nobody proves it here.
    fileprivate func addEvents(_ count: Int) throws {
        try Program(
            "sqlite3", registryPath,
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT \(count))
            INSERT INTO event (id, time, actor, kind, detail, digest, hash)
            SELECT (SELECT max(id) FROM event) + i, (SELECT max(time) FROM event), 'Jan', 'restored', '{}', 'x', 'x' || i
            FROM n WHERE i <= \(count) AND \(count) > 0
            """
        ).output()
    }
}

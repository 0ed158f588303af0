import Foundation
import GRDB
import Support
import Templating
import Testing

@testable import Registry

@Suite("Recording what happened")
struct RecordingTests {
    @Test func `the same event twice is one event`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        #expect(try office.record(.sent, ["GM0150"]).unchanged == ["Deventer (GM0150)"])
        let answer = ("antwoord.eml", Array("Beste provincie".utf8))
        #expect(try office.record(.answered, ["gm0150"], on: "2024-08-01", file: answer).recorded.count == 1)
        #expect(try office.record(.answered, ["GM0150"], on: "2024-08-01", file: answer).unchanged.count == 1)
        #expect(try office.count("event") == 2 + 25 + 1)
        let refusal = try office.refusal { try office.record(.answered, ["GM0150"], on: "2024-08-02") }
        #expect(
            refusal == """
                Deventer (GM0150): 'answered' cannot follow on 'answered', recorded as event 28 on 2024-08-01; \
                a mistake is taken back with: oproep record 1 retracted --event 28
                """)
    }

    @Test func `for all who are named, or for none, and every problem is told`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent, ["GM0141", "GM0147"])
        let before = try office.count("event")
        let refusal = try office.refusal { try office.record(.delivered, ["GM0141", "GM0150", "GM0153"]) }
        #expect(
            refusal == """
                Deventer (GM0150): 'delivered' cannot follow on 'ready': record first that it was sent
                Enschede (GM0153): 'delivered' cannot follow on 'ready': record first that it was sent
                """)
        let unknown = try office.refusal { try office.record(.delivered, ["GM0141", "0147", "XX"]) }
        #expect(
            unknown == """
                mailing 1 has no recipient '0147'; did you mean 'GM0147'?
                mailing 1 has no recipient 'XX'
                """)
        #expect(try office.count("event") == before)
        // '--all' is all to whom it can have happened.
        #expect(try office.record(.delivered).recorded == ["Almelo (GM0141)", "Borne (GM0147)"])
        #expect(try office.record(.sent).recorded.count == 23)
    }

    @Test(
        "What cannot have happened is refused",
        arguments: [
            (EventKind.sent, "2024-10-16", nil, "2024-10-16 is in the future"),
            (.answered, "2024-07-11", nil, "'answered' on 2024-07-11 is before the letter left, on 2024-07-12"),
            (.extended, "2024-08-01", nil, "say until when there is more time"),
            (.extended, "2024-08-01", "2024-07-31", "more time until 2024-07-31 is none"),
            (.answered, "2024-08-01", "2024-09-01", "--until is for 'extended' only"),
            (.answered, "1924-08-01", nil, "is long before the letter was written"),
        ] as [(EventKind, String, String?, String)])
    func impossible(kind: EventKind, day: String, until: String?, expected: String) async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent, ["GM0150"])
        let code = kind == .sent ? "GM0141" : "GM0150"
        let refusal = try office.refusal { try office.record(kind, [code], on: day, until: until) }
        #expect(refusal?.contains(expected) == true, "\(refusal ?? "")")
    }

    @Test func `an answer cannot come before anything left`() async throws {
        let office = try Office()
        try await office.mailing()
        let refusal = try office.refusal { try office.record(.answered, ["GM0150"]) }
        #expect(refusal == "Deventer (GM0150): nothing has left to them yet: record first what was sent")
    }

    @Test func `an answer is kept as it came`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        try office.record(.answered, ["GM0150"], on: "2024-08-01", file: ("a/b .eml", bytes))
        let hash = try office.registry().read {
            try String.fetchOne($0, sql: "SELECT detail ->> 'file' FROM event WHERE kind = 'answered'")
        }
        #expect(try office.registry().read { try $0.document(#require(hash)) } == bytes)
    }

    @Test func `a term runs from the letter's, with more time, until there is an answer`() async throws {
        let office = try Office()
        try office.replace("recipients:", with: "reply_by: 2024-09-02\nrecipients:", in: office.yaml)
        try await office.mailing()
        office.today = "2024-09-02"
        #expect(try office.status().term == [.running: 25])
        try office.record(.sent)
        try office.record(.extended, ["GM0150"], on: "2024-08-30", until: "2024-10-01")
        try office.record(.answered, ["GM0141"], on: "2024-08-30")
        office.today = "2024-09-03"
        #expect(try office.status().term == [.overdue: 23, .running: 1, .none: 1])
        office.today = "2024-10-02"
        #expect(try office.row("GM0150").term == .overdue)
        #expect(try office.row("GM0150").due?.description == "2024-10-01")
        // Those who need action come first.
        #expect(try office.status().rows.last?.code == "GM0141")
        #expect(try office.audit().isEmpty)
    }

    @Test func `a mistake is taken back, and stays to be seen`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.record(.returned, ["GM0150"], on: "2024-07-20")
        let event = try office.count("event")
        #expect(try office.record(.sent).recorded.isEmpty, "--all means what was still to leave")
        let later = try office.refusal {
            _ = try office.registry().retract(event: 6, in: 1, note: nil, by: office.author())
        }
        #expect(later?.contains("oproep record 1 retracted --event \(event)") == true, "\(later ?? "")")
        #expect(
            try office.registry().retract(event: event, in: 1, note: "verkeerde", by: office.author()).recorded.count
                == 1)
        #expect(try office.row("GM0150").delivery == .sent)
        // Twice is once.
        #expect(try office.registry().retract(event: event, in: 1, note: nil, by: office.author()).unchanged.count == 1)
        #expect(try office.count("event") == event + 1)
        let history = try office.registry().history(of: "GM0150")
        #expect(history.entries.map(\.kind) == [.frozen, .approved, .sent, .returned, .retracted])
        #expect(history.entries.map(\.isRetracted) == [false, false, false, true, false])
        for (id, expected) in [(1, "only what was recorded"), (999, "has no event 999")] {
            let refusal = try office.refusal {
                _ = try office.registry().retract(event: id, in: 1, note: nil, by: office.author())
            }
            #expect(refusal?.contains(expected) == true)
        }
        #expect(try office.audit().isEmpty)
    }

    @Test func `a cancellation, and a word about doubt, are taken back as well`() async throws {
        let office = try Office()
        try await office.mailing()
        _ = try office.registry().cancel(1, ["GM0150"], because: "fout", by: office.author())
        let refusal = try office.refusal { try office.record(.sent, ["GM0150"]) }
        #expect(refusal?.contains("oproep record 1 retracted --event 3") == true, "\(refusal ?? "")")
        _ = try office.registry().retract(event: 3, in: 1, note: nil, by: office.author())
        #expect(try office.record(.sent, ["GM0150"]).recorded.count == 1)
    }

    @Test func `what comes after has not come before`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.record(.answered, ["GM0150"], on: "2024-08-10")
        let refusal = try office.refusal { try office.record(.closed, ["GM0150"], on: "2024-08-01") }
        #expect(refusal == "Deventer (GM0150): 'closed' on 2024-08-01 is before 'answered', on 2024-08-10")
    }

    @Test func `of two dispatches it is said which`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.tamper(
            """
            UPDATE dispatch SET channel = 'post' WHERE code = 'GM0150';
            INSERT INTO dispatch (mailing, code, channel, delivery) VALUES (1, 'GM0150', 'email', 'ready');
            """)
        let refusal = try office.refusal { try office.record(.sent, ["GM0150"]) }
        #expect(refusal?.contains("two dispatches") == true)
        try office.record(.sent, ["GM0150"], channel: .post)
        #expect(try office.status().deliveryOfRecipients == [.ready: 25])
        #expect(try office.status().delivery == [.ready: 25, .sent: 1])
        // Now it can only be the other one.
        try office.record(.sent, ["GM0150"], on: "2024-07-13")
        #expect(try office.status().delivery == [.ready: 24, .sent: 2])
        // What came back is not among all that were still to leave.
        try office.record(.returned, ["GM0150"], on: "2024-07-20", channel: .post)
        #expect(try office.record(.sent, on: "2024-07-21").recorded.count == 24)
        #expect(try office.status().delivery == [.returned: 1, .sent: 25])
        #expect(try office.status().closes)
    }
}

extension Office {
    func count(_ table: String) throws -> Int {
        try registry().read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }

    func tamper(_ sql: String) throws { try Self.tamper(sql, at: registryPath) }

    /// Changes a file as nobody should, behind the back of triggers and keys.
    static func tamper(_ sql: String, at path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { db in
            let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger.text("name"))") }
            try db.execute(sql: sql)
            for trigger in triggers { try db.execute(sql: trigger.text("sql")) }
        }
    }
}

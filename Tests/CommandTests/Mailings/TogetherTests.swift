import Foundation
import Support
import Testing

/// Several at the same registry, and a disk without room.
@Suite("Two people, one registry", .serialized)
struct TogetherTests {
    /// Runs a command so many times at once; `N` in it is the number of each.
    private func together(_ count: Int, _ command: String, in workplace: Workplace) async throws -> [Program.Result] {
        try await withThrowingTaskGroup(of: Program.Result.self) { group in
            for number in 0..<count {
                group.addTask { try workplace.run(command.replacing("N", with: "\(number)")) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `fifty who record the same answer record one`() async throws {
        let workplace = try Workplace()
        try workplace.done("oproep freeze \(Workplace.letter) && oproep approve 1")
        try workplace.done("oproep record 1 sent --all --on 2024-07-12")
        let results = try await together(
            50, "oproep record 1 answered GM0150 --on 2024-08-01 --by pN", in: workplace)
        #expect(results.allSatisfy { $0.status == 0 }, "\(results.filter { $0.status != 0 })")
        #expect(results.count { $0.output == "answered: 1 recipient\n" } == 1)
        #expect(results.count { $0.output == "recorded before: 1 recipient\n" } == 49)
        #expect(try workplace.done("oproep history GM0150 | grep -c answered") == "1\n")
        try workplace.done("oproep audit")
    }

    @Test func `of those who freeze the same letter one does, and the others are told`() async throws {
        let workplace = try Workplace()
        let results = try await together(6, "oproep freeze \(Workplace.letter) --by pN", in: workplace)
        #expect(results.count { $0.status == 0 } == 1)
        #expect(
            results.count {
                $0.status == 1 && ($0.output.contains("mailing 1 was frozen") || $0.output.contains("in use"))
            }
                == 5, "\(results)")
        #expect(try workplace.done("oproep status | wc -l") == "1\n")
        try workplace.done("oproep audit")
    }

    @Test func `of those who approve one does, and the others are told`() async throws {
        let workplace = try Workplace()
        try workplace.done("oproep freeze \(Workplace.letter)")
        let results = try await together(8, "oproep approve 1 --by pN", in: workplace)
        #expect(results.allSatisfy { $0.status == 0 })
        #expect(results.count { $0.output.hasPrefix("mailing 1 is approved by p") } == 1)
        #expect(results.count { $0.output.contains("was approved before") } == 7)
        try workplace.done("oproep audit")
    }

    @Test func `what is recorded while a backup takes its place is here or beside it, and never lost`() async throws {
        let workplace = try Workplace()
        try workplace.done("oproep freeze \(Workplace.letter) && oproep approve 1")
        try workplace.done("oproep record 1 sent --all --on 2024-07-12 && oproep backup backup.sqlite")
        for round in 0..<15 {
            let code = try #require(
                workplace.done("oproep status 1 | grep ' sent ' | head -1 | cut -c1-6").split(separator: "\n").first)
            let record = "oproep record 1 returned \(code) --on 2024-07-20 --note ronde\(round)."
            let results = try await withThrowingTaskGroup(of: (isRecord: Bool, Program.Result).self) { group in
                group.addTask { (false, try workplace.run("oproep restore backup.sqlite")) }
                group.addTask { (true, try workplace.run(record)) }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for (isRecord, result) in results where isRecord && result.status == 0 {
                let found = try workplace.done(
                    """
                    for file in .oproep/registry.sqlite .oproep/registry.sqlite.replaced-*; do
                        sqlite3 "$file" "SELECT count(*) FROM event WHERE detail LIKE '%ronde\(round).%'"
                    done | grep -c -v '^0$' || true
                    """)
                #expect(found != "0\n", "round \(round): \(results)")
            }
            try workplace.done("oproep audit")
        }
    }

    @Test func `without room nothing changes, whatever was being written`() throws {
        let workplace = try Workplace()
        var refusals = 0
        // In blocks of 512 bytes, from what holds nothing to what holds all.
        for blocks in [0, 1, 8, 16, 40, 64, 100, 128, 200, 300, 400, 500, 600, 650, 700, 800, 1200] {
            try workplace.takeState(nil)
            let limit = "trap '' XFSZ; ulimit -f \(blocks); exec oproep"
            let full = try workplace.run("\(limit) freeze \(Workplace.letter)")
            if full.status != 0 {
                refusals += 1
                #expect(full.status == 74 && full.output.contains("error: "), "\(blocks): \(full)")
            }
            let status = try workplace.run("oproep status")
            let isEmpty = status.output.contains("no mailings yet") || status.output.isEmpty
            #expect(isEmpty == (full.status != 0), "\(blocks): \(status)")
            if full.status != 0 { try workplace.done("oproep freeze \(Workplace.letter)") }
            try workplace.done("oproep audit")
        }
        #expect(refusals > 5)
        try workplace.done("oproep approve 1")
        try workplace.keepState(as: "approved")
        for blocks in [0, 1, 16, 32, 64, 80, 128] {
            try workplace.takeState("approved")
            let full = try workplace.run(
                "trap '' XFSZ; ulimit -f \(blocks); exec oproep record 1 sent --all --on 2024-07-12")
            #expect([0, 74].contains(full.status), "\(blocks): \(full)")
            let sent = try workplace.done("oproep status 1 | grep -c ' sent ' || true")
            #expect(sent == (full.status == 0 ? "25\n" : "0\n"), "\(blocks): \(full)")
            try workplace.done("oproep record 1 sent --all --on 2024-07-12 && oproep audit")
        }
    }
}

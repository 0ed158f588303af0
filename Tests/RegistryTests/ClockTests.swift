import Foundation
import Support
import Templating
import Testing

@testable import Registry
@testable import Workspace

@Suite("A day is a day in the workspace's time zone")
struct ClockTests {
    /// From −12 to +14, and three that change their clocks.
    private static let zones =
        (-14...12).map { "Etc/GMT\($0 < 0 ? "" : "+")\($0)" }
        + ["Europe/Amsterdam", "America/New_York", "Pacific/Chatham"]

    /// Midnights, evenings, and changes of the clock.
    private static let moments = [
        "2024-03-30T22:59:59.000Z", "2024-03-30T23:00:00.000Z", "2024-03-31T00:59:59.999Z", "2024-03-31T01:00:00.000Z",
        "2024-03-31T22:00:00.000Z", "2024-10-26T21:59:59.000Z", "2024-10-26T22:00:00.000Z", "2024-10-27T01:00:00.000Z",
        "2024-10-27T23:00:00.000Z", "2024-12-31T11:30:00.000Z", "2025-01-01T00:00:00.000Z",
    ]

    /// As the system's own clock has it.
    private static func expected(_ time: String, in zone: String) throws -> CalendarDate {
        let moment = try Date(time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let zone = try #require(TimeZone(identifier: zone))
        let text = moment.formatted(Date.ISO8601FormatStyle(timeZone: zone).year().month().day())
        return try #require(CalendarDate(iso: text))
    }

    @Test(arguments: zones) func `of every moment there is one day`(_ name: String) throws {
        let zone = try LocalZone(name)
        for time in Self.moments {
            let day = try Self.expected(time, in: name)
            #expect(zone.day(of: time) == day, "\(time)")
            #expect(zone.clock(time).hasPrefix("\(day) "), "\(time)")
            #expect(Author(name: "Jan", time: time, zone: zone)?.today == day)
            // A batch of that evening was posted on that evening, or later, and on no day before.
            let batch = PrintBatch(number: 1, sha256: "", codes: [], perFile: 500, author: "Jan", time: time)
            #expect(!batch.isMade(after: day, in: zone) && !batch.isMade(after: day.next, in: zone))
            let before = try #require(CalendarDate(year: day.year - 1, month: 12, day: 31))
            #expect(batch.isMade(after: before, in: zone))
        }
    }

    @Test func `across the clock changes of Europe`() throws {
        let zone = LocalZone.amsterdam
        #expect(zone.clock("2024-03-31T00:59:00.000Z") == "2024-03-31 01:59")
        #expect(zone.clock("2024-03-31T01:00:00.000Z") == "2024-03-31 03:00")
        #expect(zone.clock("2024-10-27T00:59:00.000Z") == "2024-10-27 02:59")
        #expect(zone.clock("2024-10-27T01:00:00.000Z") == "2024-10-27 02:00")
        #expect(zone.day(of: "geen tijd") == nil && zone.clock("geen tijd") == "geen tijd")
    }

    @Test(arguments: ["Etc/GMT+12", "America/New_York", "Europe/Amsterdam", "Etc/GMT-14"])
    func `what is recorded is of a day that it is there`(_ name: String) async throws {
        let office = try Office()
        office.zone = try LocalZone(name)
        try await office.mailing()
        for (time, code) in [("2024-10-16T00:30:00.000Z", "GM0141"), ("2024-10-16T23:30:00.000Z", "GM0147")] {
            let author = try office.author(at: time)
            let day = try Self.expected(time, in: name)
            let recorded = try office.registry().record(
                Recording(.sent, .codes([code]), on: day), in: 1, by: author)
            #expect(recorded.recorded.count == 1)
            let refusal = try office.refusal {
                _ = try office.registry().record(Recording(.sent, .codes(["GM0150"]), on: day.next), in: 1, by: author)
            }
            #expect(refusal?.contains("is in the future") == true)
        }
        #expect(try office.audit().isEmpty)
    }

    @Test func `a zone that is none is refused, with what was meant`() throws {
        for (text, meant) in [
            ("Europe/Amsterdm", "Europe/Amsterdam"), ("Amsterdam", "Europe/Amsterdam"), ("GMT+2", nil), ("CET", nil),
            ("../etc/passwd", nil), ("+01:00", nil),
        ] {
            let problem = try #require(throws: Refusal.self) { try LocalZone(text) }.problem(for: "")
            #expect(problem.id == .badValue)
            if let meant { #expect(problem.suggestion == "did you mean '\(meant)'?") }
        }
        #expect(throws: Never.self) { try LocalZone("UTC") }
    }

    @Test(arguments: ["postgres://jan:geheim@db/oproep", "postgresql://db", "https://x.example/r", "S3://emmer/r"])
    func `a registry that is an address is refused by its kind, without what it may hold`(_ address: String) throws {
        let office = try Office()
        office["oproep.yaml"] += "\nregistry: \(address)\n"
        let (_, diagnostics) = try WorkspaceDirectory(at: office.root.path).settings()
        let all = diagnostics.all.map(\.description).joined(separator: "\n")
        #expect(diagnostics.hasErrors && !all.contains("geheim") && !all.contains("emmer"), "\(all)")
        #expect(all.contains(address.hasPrefix("postgres") ? "PostgreSQL" : "is no registry"), "\(all)")
    }
}

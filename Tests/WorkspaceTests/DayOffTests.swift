import Templating
import Testing
import Workspace

/// Algemene termijnenwet, art. 3.
struct DayOffTests {
    @Test(arguments: [
        ("2024-01-01", "Nieuwjaarsdag"), ("2024-03-29", "Goede Vrijdag"), ("2024-04-01", "Tweede Paasdag"),
        ("2024-04-27", "Koningsdag"), ("2024-05-05", "Bevrijdingsdag"), ("2024-05-09", "Hemelvaartsdag"),
        ("2024-05-20", "Tweede Pinksterdag"), ("2024-12-25", "Eerste Kerstdag"), ("2024-12-26", "Tweede Kerstdag"),
        ("2024-07-13", "zaterdag"), ("2024-07-14", "zondag"), ("2023-04-07", "Goede Vrijdag"),
        ("2025-04-21", "Tweede Paasdag"), ("2038-04-26", "Tweede Paasdag"), ("2025-06-09", "Tweede Pinksterdag"),
        ("2025-04-26", "Koningsdag"), ("2025-04-27", "zondag"), ("2008-05-01", "Hemelvaartsdag"),
    ])
    func `no term ends on a weekend or a general holiday`(day: String, name: String) throws {
        #expect(DayOff(try #require(CalendarDate(iso: day)))?.name == name)
    }

    @Test(arguments: ["2024-07-11", "2024-12-24", "2024-12-31", "2024-04-30", "2026-04-28", "2024-05-10", "2024-02-29"])
    func `a term may end on any other day`(day: String) throws {
        #expect(DayOff(try #require(CalendarDate(iso: day))) == nil)
    }
}

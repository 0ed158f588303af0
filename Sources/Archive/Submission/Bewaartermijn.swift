internal import Templating
internal import Workspace

/// How long records are kept: an ISO 8601 duration of years, months and days.
struct Bewaartermijn: Hashable, Sendable {
    let description: String
    private let years: Int
    private let months: Int
    private let days: Int

    /// Nil when it is none.
    init?(_ text: String) {
        guard let match = text.wholeMatch(of: /P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?/) else { return nil }
        description = text
        years = match.output.1.flatMap { Int($0) } ?? 0
        months = match.output.2.flatMap { Int($0) } ?? 0
        days = match.output.3.flatMap { Int($0) } ?? 0
    }

    /// The last day of a term that begins on `start`; where a month has no such day, its last one. Nil
    /// beyond the year 9999.
    func end(from start: CalendarDate) -> CalendarDate? {
        let month = start.year * 12 + start.month - 1 + years * 12 + months
        var day = start.day
        while day > 0 {
            if let date = CalendarDate(year: month / 12, month: month % 12 + 1, day: day) {
                return date.advanced(by: days)
            }
            day -= 1
        }
        return nil
    }
}

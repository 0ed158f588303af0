package import Foundation
package import Templating

/// Where a day is a day: a place of the time zone database, whatever the zone of the computer.
///
/// The only way from a moment to a day. What happened is kept as a moment in UTC; what people say, and what a letter
/// says, is a day here.
package struct LocalZone: Hashable, Sendable {
    /// `Europe/Amsterdam`
    package let name: String
    private let zone: TimeZone

    package static let amsterdam = LocalZone("Europe/Amsterdam", .gmt)

    private init(_ name: String, _ fallback: TimeZone) {
        self.name = name
        zone = TimeZone(identifier: name) ?? fallback
    }

    init(_ text: String) throws(Refusal) {
        // Foundation reads 'GMT+2' as well, which knows of no summer.
        let isPlace = text.contains("/") || text == "UTC"
        guard isPlace, let zone = TimeZone(identifier: text) else { throw Refusal { _ in .badTimeZone(text) } }
        name = text
        self.zone = zone
    }

    /// Nil before the year 1 and after 9999.
    package func day(of moment: Date) -> CalendarDate? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.era, .year, .month, .day], from: moment)
        guard parts.era == 1, let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// Of a moment in UTC (RFC 3339), as the registry has them. Nil when it is none.
    package func day(of time: String) -> CalendarDate? { Self.moment(time).flatMap(day) }

    /// `2026-11-26 16:23`, of a moment in UTC (RFC 3339); as it is when it is none.
    package func clock(_ time: String) -> String {
        guard let moment = Self.moment(time) else { return time }
        let style = Date.ISO8601FormatStyle(timeZone: zone).year().month().day().dateTimeSeparator(.space)
            .time(includingFractionalSeconds: false)
        return String(moment.formatted(style).prefix(16))
    }

    /// Of the clock there, from UTC.
    package func secondsFromUTC(at moment: Date) -> Int { zone.secondsFromGMT(for: moment) }

    private static func moment(_ time: String) -> Date? {
        (try? Date(time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(time, strategy: Date.ISO8601FormatStyle()))
    }

    /// For suggestions.
    static var places: [String] { TimeZone.knownTimeZoneIdentifiers }
}

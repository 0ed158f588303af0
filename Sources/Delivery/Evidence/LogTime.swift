internal import Foundation

/// The times at which lines of a log begin: `2026-11-26T15:08:11.123456+01:00`, as the newer syslog has them, or
/// `Nov 26 15:08:11`, in the time of this computer and without a year.
struct LogTime {
    private let now: Date
    private let calendar: Calendar
    /// That of the line before: most begin with the same second.
    private var last: (text: Substring.UTF8View, time: Date)?

    init(now: Date) {
        self.now = now
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .current
        self.calendar = calendar
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Nil when the line does not begin with one.
    mutating func time(of line: String) -> Date? {
        // As long as both forms are to the second; the zone of the longer one stays what it is within it.
        let text = line.utf8.prefix(line.first?.isNumber == true ? 19 : 15)
        if let last, last.text.elementsEqual(text) { return last.time }
        let time = read(line)
        last = time.map { (text, $0) }
        return time
    }

    private func read(_ line: String) -> Date? {
        if let match = line.prefixMatch(
            of: /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)/)
        {
            let zone = match.7 == "Z" ? "+0000" : match.7.filter { $0 != ":" }
            guard let hours = Int(zone.dropFirst().prefix(2)), let minutes = Int(zone.suffix(2)) else { return nil }
            let offset = (hours * 3600 + minutes * 60) * (zone.first == "-" ? -1 : 1)
            var parts = DateComponents(
                year: Int(match.1), month: Int(match.2), day: Int(match.3), hour: Int(match.4), minute: Int(match.5),
                second: Int(match.6))
            parts.timeZone = TimeZone(secondsFromGMT: offset)
            return calendar.date(from: parts)
        }
        guard let match = line.prefixMatch(of: /([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)\s/),
            let month = Self.months.firstIndex(of: String(match.1))
        else { return nil }
        var parts = DateComponents(
            year: calendar.component(.year, from: now), month: month + 1,
            day: Int(match.2.filter { $0 != " " }), hour: Int(match.3), minute: Int(match.4), second: Int(match.5))
        // What would be in the future is of last year.
        if let time = calendar.date(from: parts), time > now + 86_400 { parts.year = parts.year.map { $0 - 1 } }
        return calendar.date(from: parts)
    }
}

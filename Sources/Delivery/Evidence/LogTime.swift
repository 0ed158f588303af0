internal import Foundation

/// The times at which lines of a log begin, as syslog, journalctl, Postfix and containers write them:
/// `2026-11-26T15:08:11.123456+01:00`; `Nov 26 15:08:11`, which is in the time of this computer and without a year;
/// `Thu 2026-11-26 15:08:11 CET`; `1795000091.123456`.
struct LogTime {
    private let now: Date
    private let calendar: Calendar
    /// That of the line before: most begin with the same second.
    private var last: (text: [UInt8], time: Date)?

    init(now: Date) {
        self.now = now
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .current
        self.calendar = calendar
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// Takes the time off a line; nil when it does not begin with one.
    mutating func take(from line: inout LogText) -> Date? {
        var rest = line
        guard let parts = Self.parts(&rest) else { return nil }
        let text = Array(line.bytes[..<rest.bytes.startIndex])
        let second = text.prefix { $0 != UInt8(ascii: ".") }
        // The zone of a longer form stays what it is within a second.
        if let last, last.text.elementsEqual(second) {
            line = rest
            return last.time
        }
        guard let time = date(parts) else { return nil }
        line = rest
        last = (Array(second), time)
        return time
    }

    private struct Parts {
        /// Nil when there is none.
        var year: Int?
        var month = 1
        var day = 1
        var seconds = 0
        /// East of UTC; nil in the time of this computer.
        var offset: Int?
        /// Since 1970, in the place of all others.
        var unix: Int?
    }

    private static func parts(_ text: inout LogText) -> Parts? {
        var parts = Parts()
        if let unix = text.number(of: 10) {
            parts.unix = unix
            text.skipFraction()
            return text.skip(" ") ? parts : nil
        }
        let weekday = text.word(among: weekdays)
        if weekday != nil, !text.skip(" ") { return nil }
        if let month = text.word(among: months) {
            guard text.skip(" "), let day = text.day, text.skip(" "), let seconds = text.clock, text.skip(" ")
            else { return nil }
            (parts.month, parts.day, parts.seconds) = (month + 1, day, seconds)
            return parts
        }
        guard let year = text.number(of: 4), text.skip("-"), let month = text.number(of: 2), text.skip("-"),
            let day = text.number(of: 2), text.skip(weekday == nil ? "T" : " "), let seconds = text.clock
        else { return nil }
        (parts.year, parts.month, parts.day, parts.seconds) = (year, month, day, seconds)
        if weekday == nil {
            guard let offset = text.offset else { return nil }
            parts.offset = offset
        } else {
            // The abbreviations of others mean more than one zone.
            guard text.skip(" "), let zone = text.token else { return nil }
            parts.offset = zone.elementsEqual("UTC".utf8) || zone.elementsEqual("GMT".utf8) ? 0 : nil
            return parts
        }
        return text.skip(" ") ? parts : nil
    }

    private func date(_ parts: Parts) -> Date? {
        if let unix = parts.unix { return Date(timeIntervalSince1970: Double(unix)) }
        guard (1...12).contains(parts.month), (1...31).contains(parts.day), (0..<86_461).contains(parts.seconds)
        else { return nil }
        var components = DateComponents(
            year: parts.year ?? calendar.component(.year, from: now), month: parts.month, day: parts.day,
            hour: parts.seconds / 3600, minute: parts.seconds / 60 % 60, second: parts.seconds % 60)
        if let offset = parts.offset {
            guard let zone = TimeZone(secondsFromGMT: offset) else { return nil }
            components.timeZone = zone
        }
        // What would be in the future is of last year.
        if parts.year == nil, let time = calendar.date(from: components), time > now + 86_400 {
            components.year = components.year.map { $0 - 1 }
        }
        return calendar.date(from: components)
    }
}

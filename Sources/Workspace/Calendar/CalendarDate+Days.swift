package import Templating

extension CalendarDate {
    /// The day after; the last day of the calendar has none and stays.
    var next: CalendarDate {
        CalendarDate(year: year, month: month, day: day + 1)
            ?? CalendarDate(year: year, month: month + 1, day: 1)
            ?? CalendarDate(year: year + 1, month: 1, day: 1) ?? self
    }

    package func advanced(by days: Int) -> CalendarDate {
        (0..<days).reduce(self) { day, _ in day.next }
    }

    var nextWorkingDay: CalendarDate {
        var day = next
        // No year has two weeks without a working day.
        for _ in 0..<14 where DayOff(day) != nil { day = day.next }
        return day
    }

    /// Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
    static func easter(of year: Int) -> CalendarDate? {
        let a = year % 19
        let (b, c) = (year / 100, year % 100)
        let g = (8 * b + 13) / 25
        let h = (19 * a + b - b / 4 - g + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let sum = h + l - 7 * m + 114
        return CalendarDate(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}

package import Templating

/// A day on which no term ends (Algemene termijnenwet, art. 1 and 3).
package struct DayOff: Hashable, Sendable {
    /// As the Dutch say it.
    package let name: String

    /// Nil for a working day.
    package init?(_ day: CalendarDate) {
        guard let name = Self.holiday(day) ?? [0: "zondag", 6: "zaterdag"][day.weekday] else { return nil }
        self.name = name
    }

    private static func holiday(_ day: CalendarDate) -> String? {
        switch (day.month, day.day) {
        case (1, 1): return "Nieuwjaarsdag"
        case (5, 5): return "Bevrijdingsdag"
        case (12, 25): return "Eerste Kerstdag"
        case (12, 26): return "Tweede Kerstdag"
        // On the Saturday when the 27th is a Sunday.
        case (4, 27) where day.weekday != 0, (4, 26) where day.weekday == 6: return "Koningsdag"
        default: break
        }
        guard let easter = CalendarDate.easter(of: day.year) else { return nil }
        if day.advanced(by: 2) == easter { return "Goede Vrijdag" }
        if easter.advanced(by: 1) == day { return "Tweede Paasdag" }
        if easter.advanced(by: 39) == day { return "Hemelvaartsdag" }
        if easter.advanced(by: 50) == day { return "Tweede Pinksterdag" }
        return nil
    }
}

internal import Foundation
package import Templating
package import Workspace

/// Who does something, and when.
package struct Author: Sendable {
    package let name: String
    /// UTC (RFC 3339).
    package let time: String
    /// Where a day is a day.
    package let zone: LocalZone
    /// The day that it is there.
    package let today: CalendarDate

    /// Nil when the time is none that letters can have.
    package init?(name: String, time: String, zone: LocalZone) {
        guard let today = zone.day(of: time) else { return nil }
        self.name = name
        self.time = time
        self.zone = zone
        self.today = today
    }

    /// UTC (RFC 3339), some seconds later.
    func time(after seconds: Double) -> String {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return (try? Date(time, strategy: style)).map { ($0 + seconds).formatted(style) } ?? time
    }
}

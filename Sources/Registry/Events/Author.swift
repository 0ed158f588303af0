internal import Foundation
package import Templating

/// Who does something, and when.
package struct Author: Sendable {
    package let name: String
    /// UTC (RFC 3339).
    package let time: String
    /// Where they are.
    package let today: CalendarDate

    package init(name: String, time: String, today: CalendarDate) {
        self.name = name
        self.time = time
        self.today = today
    }

    /// UTC (RFC 3339), some seconds later.
    func time(after seconds: Double) -> String {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return (try? Date(time, strategy: style)).map { ($0 + seconds).formatted(style) } ?? time
    }
}

package import Templating

/// A mailing that was archived, and need not be kept any longer.
package struct DueMailing: Sendable {
    package let mailing: Mailing
    package let frozenOn: CalendarDate?
    package let archivedOn: CalendarDate?
    /// The last day on which it was to be kept.
    package let until: CalendarDate
    /// Whether something was recorded of it since: it must be archived again first.
    package let isOutdated: Bool
}

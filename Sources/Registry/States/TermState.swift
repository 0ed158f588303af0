internal import Templating

/// Whether an answer is due.
package enum TermState: String, Hashable, Sendable, CaseIterable {
    case overdue, running, none

    /// `due` is the last day; `isExpected` whether anything went or may yet go to the recipient.
    init(_ reply: ReplyState, due: CalendarDate?, isExpected: Bool, today: CalendarDate) {
        guard let due, reply.isOpen, isExpected else {
            self = .none
            return
        }
        self = due < today ? .overdue : .running
    }
}

package import Templating

/// Something that a person says happened.
package struct Recording: Sendable {
    package enum Recipients: Sendable {
        /// All to whom it can have happened.
        case all
        case codes([String])
        /// All that are in a batch for the printer, by its number.
        case batch(Int)
    }

    package let kind: EventKind
    package let recipients: Recipients
    /// On which it happened.
    package let day: CalendarDate
    /// Nil when a recipient has one dispatch only, or only one that it can have happened to.
    package let channel: DispatchChannel?
    package let note: String?
    /// What came with it, as it came.
    package let file: (name: String, bytes: [UInt8])?
    /// Of more time: the new last day.
    package let until: CalendarDate?
    /// Whether it is sent once more, after it came back.
    package let isAgain: Bool

    /// What can be recorded, in the order in which it usually happens; a mistake is taken back by `Registry.retract`.
    package static let kinds: [EventKind] = [
        .sent, .delivered, .returned, .read, .acknowledged, .answered, .extended, .closed,
    ]

    package init(
        _ kind: EventKind, _ recipients: Recipients, on day: CalendarDate, channel: DispatchChannel? = nil,
        note: String? = nil, file: (name: String, bytes: [UInt8])? = nil, until: CalendarDate? = nil,
        again: Bool = false
    ) {
        self.kind = kind
        self.recipients = recipients
        self.day = day
        self.channel = channel
        self.note = note
        self.file = file
        self.until = until
        isAgain = again
    }
}

/// What came of recording.
package struct Recorded: Sendable {
    /// For messages: `Zwolle (GM0193)`.
    package internal(set) var recorded: [String] = []
    /// Of whom it was recorded before.
    package internal(set) var unchanged: [String] = []
    /// To whom it was not to happen any more, and why.
    package internal(set) var skipped: [(label: String, why: String)] = []
    /// Who was in the batch, and is not in it any more, and why.
    package internal(set) var takenOut: [(label: String, why: String)] = []
    /// Other mailings that it settles.
    package internal(set) var settled: [Int] = []
    /// Of the chain of events.
    package internal(set) var head = ""
}

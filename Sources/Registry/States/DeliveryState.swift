/// Where one dispatch is.
///
/// In the order in which they are shown: what needs somebody comes first.
package enum DeliveryState: String, Hashable, Sendable, CaseIterable {
    /// Nobody knows whether it left; it is never sent again by guess.
    case inDoubt = "in-doubt"
    /// It came back (retour).
    case returned
    /// The mail server will not have it.
    case refused
    /// The mail server will not have it yet.
    case deferred
    /// It is being offered to the mail server, or was when the program ended.
    case sending
    /// It is printed, or about to be, and waits for the post.
    case batched
    case ready, sent, delivered, cancelled

    /// Whether it is out of our hands.
    var hasLeft: Bool {
        switch self {
        case .inDoubt, .returned, .sending, .sent, .delivered: true
        case .refused, .deferred, .batched, .ready, .cancelled: false
        }
    }

    /// Whether it is still to leave.
    package var isToLeave: Bool {
        switch self {
        case .ready, .deferred, .batched: true
        case .inDoubt, .returned, .refused, .sending, .sent, .delivered, .cancelled: false
        }
    }

    /// Whether it left, or will not.
    var isOver: Bool { hasLeft || self == .cancelled }

    /// What becomes of it; nil when that cannot happen.
    func after(_ kind: EventKind) -> DeliveryState? { Self.steps[kind]?[self] }

    /// Every step there is.
    static let steps: [EventKind: [DeliveryState: DeliveryState]] = [
        .claimed: [.ready: .sending, .deferred: .sending],
        .accepted: [.sending: .sent],
        .deferred: [.sending: .deferred],
        .refused: [.sending: .refused],
        .notOffered: [.sending: .ready],
        .batched: [.ready: .batched],
        // Posted, or sent in another way; or posted again, to a better address.
        .sent: [.ready: .sent, .batched: .sent, .deferred: .sent, .refused: .sent, .returned: .sent],
        .delivered: [.sent: .delivered],
        // What was handed over may still come back.
        .returned: [.sent: .returned, .delivered: .returned],
        .cancelled: [.ready: .cancelled, .batched: .cancelled, .deferred: .cancelled, .refused: .cancelled],
        .inDoubt: [
            .ready: .inDoubt, .batched: .inDoubt, .deferred: .inDoubt, .refused: .inDoubt, .sending: .inDoubt,
        ],
        // Evidence outweighs the word of a person who said that it had not left.
        .foundSent: [.inDoubt: .sent, .ready: .sent, .deferred: .sent],
        // Also of what was refused by a mistake of the server's.
        .foundNotSent: [.inDoubt: .ready, .refused: .ready],
    ]
}

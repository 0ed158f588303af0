/// Where one dispatch is.
///
/// In the order in which they are shown: what needs somebody comes first.
package enum DeliveryState: String, Hashable, Sendable, CaseIterable {
    /// Nobody knows whether it left; it is never sent again by guess.
    case inDoubt = "in-doubt"
    case returned, ready, sent, delivered, cancelled

    /// Whether it is out of our hands.
    var hasLeft: Bool {
        switch self {
        case .inDoubt, .returned, .sent, .delivered: true
        case .ready, .cancelled: false
        }
    }

    /// What becomes of it; nil when that cannot happen.
    func after(_ kind: EventKind) -> DeliveryState? { Self.steps[kind]?[self] }

    /// Every step there is.
    static let steps: [EventKind: [DeliveryState: DeliveryState]] = [
        // Posted again, to a better address.
        .sent: [.ready: .sent, .returned: .sent],
        .delivered: [.sent: .delivered],
        // What was handed over may still come back.
        .returned: [.sent: .returned, .delivered: .returned],
        .cancelled: [.ready: .cancelled],
        .inDoubt: [.ready: .inDoubt],
        .foundSent: [.inDoubt: .sent],
        .foundNotSent: [.inDoubt: .ready],
    ]
}

/// What came back from one recipient.
package enum ReplyState: String, Hashable, Sendable, CaseIterable {
    case none, acknowledged, answered, closed

    /// Whether we still wait for an answer.
    package var isOpen: Bool { self == .none || self == .acknowledged }

    /// What becomes of it; nil when that cannot happen.
    func after(_ kind: EventKind) -> ReplyState? { Self.steps[kind]?[self] }

    /// Every step there is.
    static let steps: [EventKind: [ReplyState: ReplyState]] = [
        .acknowledged: [.none: .acknowledged],
        .answered: [.none: .answered, .acknowledged: .answered],
        .closed: [.none: .closed, .acknowledged: .closed, .answered: .closed],
        // More time, for who has not answered.
        .extended: [.none: .none, .acknowledged: .acknowledged],
    ]
}

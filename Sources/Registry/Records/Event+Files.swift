/// What left and came, as the events of one recipient tell it.
extension [Event] {
    /// What happened, without mistakes and their taking back.
    package var effective: [Event] {
        let retracted = Set(compactMap(\.detail.retracts))
        return filter { $0.kind != .retracted && !retracted.contains($0.id) }
    }

    /// What left by e-mail: the event by which that is known, and the SHA-256 of the exact bytes.
    package var messages: [(event: Event, sha256: String)] {
        var claimed: String?
        var found: [(Event, String)] = []
        for event in effective where event.channel == .email {
            switch event.kind {
            case .claimed: claimed = event.detail.message
            case .accepted, .foundSent:
                if let message = claimed { found.append((event, message)) }
                claimed = nil
            default: break
            }
        }
        return found
    }

    /// What came in, each with the event that it came with.
    package var incoming: [(event: Event, sha256: String)] {
        effective.compactMap { event in event.detail.file.map { (event, $0) } }
    }

    /// Whether all that goes by some channels left, or will not: what a mailing that is done tells of each recipient.
    /// Of events that cannot have happened in this order nothing is finished.
    package func isFinished(by channels: [DispatchChannel]) -> Bool {
        guard let correspondence = Correspondence(channels: channels, due: nil, self) else { return false }
        return correspondence.dispatches.allSatisfy {
            !$0.delivery.isToLeave && ![.inDoubt, .sending].contains($0.delivery)
        }
    }

    /// Whether anything left.
    package var haveLeft: Bool { effective.contains { [.sent, .accepted, .foundSent].contains($0.kind) } }
}

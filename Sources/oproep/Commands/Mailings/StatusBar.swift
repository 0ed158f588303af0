import Registry

/// The recipients of a mailing as a bar: a piece for each state, in the order of the sum under it.
enum StatusBar {
    private static let width = 50

    static func text(_ status: MailingStatus) -> String {
        guard status.recipients > 0 else { return "" }
        var bar = ""
        var before = 0
        for state in DeliveryState.allCases {
            guard let count = status.deliveryOfRecipients[state], count > 0 else { continue }
            // Each state that there is shows, however few are in it.
            let end = max(bar.count + 1, (before + count) * width / status.recipients)
            bar += String(repeating: state.symbol, count: end - bar.count)
            before += count
        }
        return bar
    }
}

extension DeliveryState {
    /// Shapes, not colours.
    fileprivate var symbol: Character {
        switch self {
        case .inDoubt: "?"
        case .returned: "!"
        case .refused: "x"
        case .deferred: "~"
        case .sending: ">"
        case .batched: "▒"
        case .ready: "░"
        case .sent: "▓"
        case .delivered: "█"
        case .cancelled: "-"
        }
    }
}

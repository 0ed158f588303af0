import ArgumentParser
import Registry

/// `delivery=returned,in-doubt`
struct StatusFilter: ExpressibleByArgument {
    static func names<State: RawRepresentable<String> & CaseIterable>(_ type: State.Type) -> String {
        State.allCases.map(\.rawValue).joined(separator: "|")
    }

    private enum States {
        case delivery(Set<DeliveryState>)
        case reply(Set<ReplyState>)
        case term(Set<TermState>)
    }

    private let states: States

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        let names = parts[1].split(separator: ",").map(String.init)
        func states<State: RawRepresentable<String>>(_ type: State.Type) -> Set<State>? {
            let found = names.compactMap(State.init)
            return found.count == names.count && !found.isEmpty ? Set(found) : nil
        }
        let found: States? =
            switch parts[0] {
            case "delivery": states(DeliveryState.self).map(States.delivery)
            case "reply": states(ReplyState.self).map(States.reply)
            case "term": states(TermState.self).map(States.term)
            default: nil
            }
        guard let found else { return nil }
        self.states = found
    }

    func holds(for row: MailingStatus.DispatchStatus) -> Bool {
        switch states {
        case .delivery(let states): states.contains(row.delivery)
        case .reply(let states): states.contains(row.reply)
        case .term(let states): states.contains(row.term)
        }
    }
}

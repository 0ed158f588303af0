internal import Templating

/// Where a mailing stands with one recipient: what comes of its events, in their order.
struct Correspondence: Equatable, Sendable {
    struct Dispatch: Equatable, Sendable {
        let channel: DispatchChannel
        fileprivate(set) var delivery = DeliveryState.ready
        /// The last day on which it left.
        fileprivate(set) var sentOn: CalendarDate?
    }

    private(set) var dispatches: [Dispatch]
    private(set) var reply = ReplyState.none
    /// The last day for an answer.
    private(set) var due: CalendarDate?

    init(channels: [DispatchChannel], due: CalendarDate?) {
        dispatches = channels.map { Dispatch(channel: $0) }
        self.due = due
    }

    /// With what is left of the events when those that were taken back are not counted. Nil when they cannot have
    /// happened in this order.
    init?(channels: [DispatchChannel], due: CalendarDate?, _ events: [Event]) {
        self.init(channels: channels, due: due)
        let retracted = Set(events.compactMap(\.detail.retracts))
        for event in events where event.kind != .retracted && !retracted.contains(event.id) {
            let until = event.detail.until.flatMap { CalendarDate(iso: $0) }
            guard apply(event.kind, event.channel, on: event.day, until: until) else { return nil }
        }
    }

    var hasLeft: Bool { dispatches.contains { $0.delivery.hasLeft } }

    /// The first day on which anything left.
    var sentOn: CalendarDate? { dispatches.compactMap(\.sentOn).min() }

    func dispatch(_ channel: DispatchChannel) -> Dispatch? { dispatches.first { $0.channel == channel } }

    /// Whether it can happen; then it has.
    mutating func apply(
        _ kind: EventKind, _ channel: DispatchChannel?, on day: CalendarDate?, until: CalendarDate?
    ) -> Bool {
        if DeliveryState.steps[kind] != nil {
            guard let index = dispatches.firstIndex(where: { $0.channel == channel }),
                let next = dispatches[index].delivery.after(kind)
            else { return false }
            dispatches[index].delivery = next
            if next == .sent, let day { dispatches[index].sentOn = day }
            return true
        }
        if kind == .read { return true }
        guard let next = reply.after(kind) else { return false }
        reply = next
        if kind == .extended { due = until }
        return true
    }
}

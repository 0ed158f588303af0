internal import Glibc
internal import Synchronization

/// How long a connection waits for another that writes.
///
/// It looks every few milliseconds: who writes much does so in small transactions with a pause after each, and SQLite's
/// own handler, which looks ten times a second, would miss many of those.
final class BusyWait: Sendable {
    static let usual = Duration.seconds(30)
    /// For so long it waits when somebody stops us as well: whoever writes is mostly done within that.
    private static let least = Duration.seconds(1)

    private struct State {
        var limit = BusyWait.usual
        var start = ContinuousClock.now
        var isStopped = false
    }

    private let state = Mutex(State())
    private let mayGoOn: @Sendable () -> Bool

    init(while mayGoOn: @escaping @Sendable () -> Bool) { self.mayGoOn = mayGoOn }

    /// Of the transaction that comes.
    func set(_ limit: Duration) { state.withLock { $0.limit = limit } }

    /// Whether the last wait ended because somebody stopped us.
    var isStopped: Bool { state.withLock(\.isStopped) }

    /// Waits for a moment. False when that was long enough; `tries` is how often it did before, for the same.
    func goesOn(_ tries: Int) -> Bool {
        let isOver = state.withLock { state in
            if tries == 0 { (state.start, state.isStopped) = (.now, false) }
            let waited = state.start.duration(to: .now)
            if waited >= state.limit { return true }
            state.isStopped = waited >= Self.least && !mayGoOn()
            return state.isStopped
        }
        if !isOver { usleep(.random(in: 2_000...6_000)) }
        return !isOver
    }
}

internal import Glibc
internal import Synchronization

/// How long a connection waits for another that writes.
///
/// It looks every few milliseconds: who writes much does so in small transactions with a pause after each, and SQLite's
/// own handler, which looks ten times a second, would miss many of those.
final class BusyWait: Sendable {
    static let usual = Duration.seconds(30)

    private struct State {
        var limit = BusyWait.usual
        var start = ContinuousClock.now
    }

    private let state = Mutex(State())

    /// Of the transaction that comes.
    func set(_ limit: Duration) { state.withLock { $0.limit = limit } }

    /// Waits for a moment. False when that was long enough; `tries` is how often it did before, for the same.
    func goesOn(_ tries: Int) -> Bool {
        let isOver = state.withLock { state in
            if tries == 0 { state.start = .now }
            return state.start.duration(to: .now) >= state.limit
        }
        if !isOver { usleep(.random(in: 2_000...6_000)) }
        return !isOver
    }
}

import Glibc
import Synchronization

/// Ctrl-C: the item in hand is finished, then the run stops and leaves nothing behind.
enum Interruption {
    private static let requested = Atomic<Bool>(false)

    static var isRequested: Bool { requested.load(ordering: .relaxed) }

    static func listen() {
        for number in [SIGINT, SIGTERM] {
            // A lock-free store is all that a signal handler may do.
            signal(number) { _ in Interruption.requested.store(true, ordering: .relaxed) }
        }
    }
}

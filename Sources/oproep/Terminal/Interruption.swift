import Glibc
import Synchronization

/// Ctrl-C, or a terminal that is closed: the item in hand is finished, then the run stops and leaves nothing behind.
enum Interruption {
    private static let requested = Atomic<Bool>(false)

    static var isRequested: Bool { requested.load(ordering: .relaxed) }

    static func listen() {
        // A program that we write to may end first: that is its failure, not ours.
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // A lock-free store is all that a signal handler may do.
            signal(number) { _ in Interruption.requested.store(true, ordering: .relaxed) }
        }
    }

    /// From here on signals do what they do to any program: `explain … | head` ends without a word.
    static func stopListening() {
        for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    }
}

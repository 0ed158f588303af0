package import Foundation
import Glibc

/// How far a program has come is told by how long it was at work on a processor: on a busy machine it waits longer, and
/// does not work longer.
extension Process {
    /// All its threads together; nil when it is gone.
    package var work: Duration? {
        var clock = clockid_t()
        guard unsafe clock_getcpuclockid(processIdentifier, &clock) == 0 else { return nil }
        var time = timespec()
        guard unsafe clock_gettime(clock, &time) == 0 else { return nil }
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Waits until it has ended. Returns the work that it was last seen to have done.
    package func workUntilEnd() -> Duration {
        var last = Duration.zero
        while isRunning {
            if let work { last = max(last, work) }
            // Nothing tells of it: a look at a time, and room for the process in between.
            usleep(200)
        }
        return last
    }

    /// Kills it as soon as it was at work for so long, unless it ends before.
    package func kill(after limit: Duration) {
        while isRunning, let work, work < limit { usleep(100) }
        Glibc.kill(processIdentifier, SIGKILL)
    }
}

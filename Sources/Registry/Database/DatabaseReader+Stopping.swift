internal import Foundation
internal import GRDB

extension DatabaseReader {
    /// Does what takes long within one statement, and has SQLite leave that when somebody stops us
    /// (https://www.sqlite.org/c3ref/interrupt.html): it then throws SQLITE_INTERRUPT.
    func stopping<Value>(
        unless goesOn: @escaping @Sendable () -> Bool, _ body: () throws -> Value
    ) rethrows -> Value {
        let (isDone, hasEnded) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        // Weak: the one who opened the database closes it, and not a thread that has not quite ended yet.
        Thread.detachNewThread { [weak self] in
            while isDone.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
                if !goesOn() { self?.interrupt() }
            }
            hasEnded.signal()
        }
        defer {
            isDone.signal()
            // What comes after it is not to be left.
            hasEnded.wait()
        }
        return try body()
    }
}

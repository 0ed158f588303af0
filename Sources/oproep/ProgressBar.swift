import Foundation
import Glibc

/// Shows how far a run is, when somebody is looking and it takes longer than a second.
struct ProgressBar {
    private let total: Int
    private let isShown = isatty(STDERR_FILENO) != 0
    private let start = ContinuousClock.now
    private var next = Duration.seconds(1)
    private var hasDrawn = false

    init(total: Int) {
        self.total = total
    }

    mutating func advance(to done: Int) {
        guard isShown else { return }
        let elapsed = start.duration(to: .now)
        guard elapsed >= next || (done == total && hasDrawn) else { return }
        next = elapsed + .milliseconds(200)
        hasDrawn = true
        let filled = total == 0 ? 30 : done * 30 / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        FileHandle.standardError.write(Data("\r\(bar) \(done) of \(total)\(done == total ? "\n" : "")".utf8))
    }
}

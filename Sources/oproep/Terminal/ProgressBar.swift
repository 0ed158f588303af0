import Glibc

/// Shows how far a run is, when somebody is looking and it takes longer than a second.
struct ProgressBar {
    private let isShown = isatty(STDERR_FILENO) != 0
    private let start = ContinuousClock.now
    private var next = Duration.seconds(1)
    private var hasDrawn = false

    mutating func advance(to done: Int, of total: Int) {
        guard isShown else { return }
        let elapsed = start.duration(to: .now)
        guard elapsed >= next || (done == total && hasDrawn) else { return }
        next = elapsed + .milliseconds(200)
        hasDrawn = true
        let filled = total == 0 ? 30 : done * 30 / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let line = "\(bar) \(done) of \(total)\(Self.timeLeft(elapsed, done, total))"
        // What was there may have been longer.
        Console.writeNote("\r\(line)\u{1B}[K\(done == total ? "\n" : "")")
    }

    /// Makes room for a line of text.
    mutating func clear() {
        guard hasDrawn else { return }
        Console.writeNote("\r\u{1B}[K")
    }

    /// `, 1:20 left`: as long as those that are done took, each.
    private static func timeLeft(_ elapsed: Duration, _ done: Int, _ total: Int) -> String {
        guard (1..<max(1, total)).contains(done) else { return "" }
        let seconds = Int((elapsed / done * (total - done)).components.seconds) + 1
        return ", \(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) left"
    }
}

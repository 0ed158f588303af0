internal import Glibc
internal import Subprocess
internal import Synchronization

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// One LibreOffice process, which makes PDFs of some documents.
struct OfficeRun: Sendable {
    /// Why it ended.
    enum End: Error, Equatable, Sendable {
        case exited
        /// With what it said last.
        case failed(String)
        case tookTooLong(Duration)
        /// We were asked to stop.
        case stopped

        var message: String {
            switch self {
            case .exited: "it ended without a word"
            case .failed(let words): "it ended with '\(words)'"
            case .tookTooLong(let limit): "it did nothing for \(limit.components.seconds) seconds"
            case .stopped: "it was stopped"
            }
        }
    }

    let program: String
    let arguments: [String]
    /// Its current one.
    let directory: String
    /// For one document, or to start.
    let timeLimit: Duration

    /// Calls `begun` when the process is there, and `line` with everything that the process says, line by line, and asks `goesOn` ten times a second. When this
    /// returns, the process is gone; what it started may not be.
    func run(
        goesOn: @escaping @Sendable () -> Bool, begun: (OfficeGroup) throws -> Void,
        line: (String) async throws -> Void
    ) async throws -> End {
        let watch = Watch()
        async let _ = watch.run(timeLimit, goesOn)
        var last = ""
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments),
            environment: .inherit.updating([
                "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp",
                // What it leaves behind then goes with the folder.
                "TMPDIR": directory,
            ]),
            workingDirectory: FilePath(directory), platformOptions: .ownGroup, input: .none, output: .sequence,
            error: .combinedWithOutput
        ) { execution in
            let leader = execution.processIdentifier.value
            watch.begin(leader)
            if let group = OfficeGroup(leader: leader) { try begun(group) }
            for try await text in execution.standardOutput.strings() {
                watch.beat()
                let trimmed = text.split(whereSeparator: \.isNewline).joined(separator: " ")
                // What it says without Java, which it does not need here, is no reason for anything.
                if !trimmed.isEmpty, !trimmed.contains("javaldx") { last = trimmed }
                try await line(trimmed)
            }
        }
        if let end = watch.end { return end }
        return result.terminationStatus.isSuccess ? .exited : .failed(last.isEmpty ? "it crashed" : last)
    }

    /// Looks whether a process still does something, and ends it when not.
    private final class Watch: Sendable {
        private struct State {
            /// Of the process, nil before it runs.
            var group: pid_t?
            var last = ContinuousClock.now
            var end: End?
        }

        private let state = Mutex(State())

        var end: End? { state.withLock { $0.end } }

        func begin(_ group: pid_t) { state.withLock { $0.group = group } }

        func beat() { state.withLock { $0.last = .now } }

        func run(_ limit: Duration, _ goesOn: @Sendable () -> Bool) async {
            while (try? await Task.sleep(for: .milliseconds(100))) != nil {
                state.withLock { state in
                    guard let group = state.group, state.end == nil else { return }
                    if !goesOn() {
                        state.end = .stopped
                    } else if state.last.duration(to: .now) > limit {
                        state.end = .tookTooLong(limit)
                    } else {
                        return
                    }
                    kill(-group, SIGKILL)
                }
            }
        }
    }
}

internal import FoundationEssentials
internal import Glibc

/// Another program, run for what it prints, and never waited for without end.
struct Program: Sendable {
    enum Failure: Error, Equatable {
        case notStarted(SystemError)
        case tooSlow(Duration)
        /// It exits with this, or is ended by a signal.
        case failed(Int32)

        var message: String {
            switch self {
            case .notStarted(let error): "cannot be started: \(error.message)"
            case .tooSlow(let limit): "does not answer within \(limit.components.seconds) seconds"
            case .failed(let status): "ends with status \(status)"
            }
        }
    }

    /// More than any program needs to tell its version.
    private static let mostOutput = 65_536

    let path: String

    init(path: String) {
        self.path = path
    }

    /// The one that a shell would find. Nil when there is none.
    init?(named name: String) {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        let found = folders.map { "\($0)/\(name)" }.first { path in
            var status = stat()
            return unsafe access(path, X_OK) == 0 && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        }
        guard let found else { return nil }
        path = found
    }

    /// What it writes to standard output.
    func output(_ arguments: [String], limit: Duration) throws(Failure) -> String {
        let deadline = ContinuousClock.now + limit
        let (child, pipe) = try start(arguments)
        defer { close(pipe) }
        var output: [UInt8] = []
        let isComplete = Self.read(pipe, into: &output, until: deadline)
        // A program that closed its output may still go on.
        guard isComplete, let status = Self.wait(for: child, until: deadline) else {
            // It may have started others, which are of its group.
            kill(-child, SIGKILL)
            var status: Int32 = 0
            while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
            throw .tooSlow(limit)
        }
        // The low seven bits are the signal that ended it.
        guard status == 0 else { throw .failed(status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F) }
        return String(decoding: output, as: UTF8.self)
    }

    private func start(_ arguments: [String]) throws(Failure) -> (child: pid_t, output: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .notStarted(SystemError(code: errno)) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }

        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

        // In the language that we read.
        let environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var settings = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for index in unsafe words.indices { unsafe free(words[index]) }
            for index in unsafe settings.indices { unsafe free(settings[index]) }
        }
        var child: pid_t = 0
        let code = unsafe posix_spawn(&child, path, &actions, &attributes, &words, &settings)
        guard code == 0 else {
            close(ends[0])
            throw .notStarted(SystemError(code: code))
        }
        return (child, ends[0])
    }

    /// Reads to the end. False when that does not come in time.
    private static func read(_ pipe: Int32, into output: inout [UInt8], until deadline: ContinuousClock.Instant) -> Bool
    {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return false }
            var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            let answer = unsafe poll(&ready, 1, Int32(clamping: milliseconds + 1))
            if answer == 0 || (answer < 0 && errno == EINTR) { continue }
            let count = unsafe Glibc.read(pipe, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return true }
            if output.count < mostOutput { output += chunk.prefix(count) }
        }
    }

    /// The status that a child ends with; nil when it does not in time.
    private static func wait(for child: pid_t, until deadline: ContinuousClock.Instant) -> Int32? {
        var status: Int32 = 0
        while true {
            let ended = unsafe waitpid(child, &status, WNOHANG)
            if ended == child { return status }
            if ended < 0, errno != EINTR { return nil }
            guard ContinuousClock.now < deadline else { return nil }
            usleep(5_000)
        }
    }
}

internal import Glibc

/// A program and its arguments, run and measured.
struct ChildProcess {
    let program: String
    let arguments: [String]

    init(_ program: String, _ arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    /// `variable` is `NAME=VALUE`, for its environment.
    func with(_ variable: String) -> ChildProcess { ChildProcess("env", [variable, program] + arguments) }

    /// `output` is the file that its standard output goes to; `codes` are those that it may exit with.
    @discardableResult
    func run(output: String = "/dev/null", allowing codes: [Int32] = [0]) throws(BenchmarkError) -> Cost {
        // Shown only when it fails.
        guard let errors = unsafe tmpfile() else { throw .notStarted(description, code: errno) }
        defer { unsafe fclose(errors) }
        let clock = SuspendingClock()  // CLOCK_MONOTONIC.
        let start = clock.now
        let process = try spawn(output: output, errors: unsafe fileno(errors))
        var status: Int32 = 0
        var usage = rusage()
        // wait4 tells of this one child; getrusage only of all together.
        while unsafe wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw .notStarted(description, code: errno) }
        }
        let wall = clock.now - start
        guard status & 0x7F == 0, codes.contains(status >> 8) else {
            var text = [UInt8](repeating: 0, count: 4096)
            let count = unsafe pread(fileno(errors), &text, text.count, 0)
            throw .failed(
                description, status: status, errors: String(decoding: text.prefix(max(0, count)), as: UTF8.self))
        }
        return Cost(
            cpu: Duration(usage.ru_utime) + Duration(usage.ru_stime), wall: wall,
            peakMemory: Int(usage.ru_maxrss) * 1024)
    }

    private var description: String { ([program] + arguments).joined(separator: " ") }

    private func spawn(output: String, errors: Int32) throws(BenchmarkError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)

        // We ignore interrupts, it does not: the run then ends with its failure, and what was written is removed.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var interrupt = sigset_t()
        unsafe sigemptyset(&interrupt)
        unsafe sigaddset(&interrupt, SIGINT)
        unsafe posix_spawnattr_setsigdefault(&attributes, &interrupt)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        var words: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        defer { for index in unsafe words.indices { unsafe free(words[index]) } }
        var process: pid_t = 0
        let code = unsafe posix_spawnp(&process, program, &actions, &attributes, words, environ)
        guard code == 0 else { throw .notStarted(description, code: code) }
        return process
    }
}

extension Duration {
    fileprivate init(_ time: timeval) {
        self = .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }
}

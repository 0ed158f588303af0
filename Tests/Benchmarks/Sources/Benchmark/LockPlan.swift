internal import FoundationEssentials

/// How long another has to wait for the registry while a command works on a mailing.
struct LockPlan {
    static let columns = ["", "recipients", "wall", "longest wait"]
    static let notes = """
        Another program, in Python, asks for the registry every millisecond: the longest that it did not get it at a \
        stretch. Each command follows on the one before.
        """

    /// Runs a command, and prints seconds: what it took, and the longest wait.
    private static let waiter = """
        import os, sqlite3, subprocess, sys, time
        file, command = sys.argv[1], sys.argv[2:]
        start, since, longest, other = time.monotonic(), None, 0.0, None
        program = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while program.poll() is None:
            now = time.monotonic()
            try:
                if os.path.exists(file):
                    other = other or sqlite3.connect(file, timeout=0, isolation_level=None)
                    other.execute('BEGIN IMMEDIATE')
                    other.execute('ROLLBACK')
                since = None
            except sqlite3.OperationalError:
                since = since or now
                longest = max(longest, now - since)
            time.sleep(0.001)
        if program.returncode != 0: sys.exit(1)
        print(time.monotonic() - start, max(longest, time.monotonic() - since if since else 0))
        """

    private let workspace: String
    private let program: String

    init(repository: String, in folder: String) throws {
        program = try Oproep(repository: repository).program
        workspace = try SampleWorkspace(
            copying: repository, to: "\(folder)/workspace-locks", recipients: Plan.common
        ).path
        let settings = "\(workspace)/oproep.yaml"
        let text = try String(contentsOfFile: settings, encoding: .utf8)
            .replacing("waardering: N ", with: "waardering: V\n  bewaartermijn: P7Y ")
        try text.write(toFile: settings, atomically: false, encoding: .utf8)
    }

    private var commands: [[String]] {
        let (backup, bag) = ("\(workspace)/backup.sqlite", "\(workspace)/bag")
        let all = ["--all", "--on", "2024-07-12"]
        return [
            ["freeze", SampleWorkspace.letter], ["approve", "1"], ["backup", backup], ["record", "1", "sent"] + all,
            ["record", "1", "closed"] + all, ["audit", "--rebuild"], ["archive", "1", "-o", bag],
            ["destroy", "1", "--bag", bag, "--authorised-by", "benchmark", "--confirm"], ["restore", backup],
            ["freeze", SampleWorkspace.letter, "--again"], ["cancel", "2", "--because", "benchmark"],
        ]
    }

    /// In a time in which the term is over.
    private static func starting(_ program: String, _ command: [String]) -> [String] {
        (command[0] == "destroy" ? ["faketime", "-f", "+20y"] : []) + [program] + command
    }

    func measure() throws -> [[String]] {
        try commands.map { command in
            let output = "\(workspace)/waited"
            try ChildProcess(
                "python3",
                ["-c", Self.waiter, "\(workspace)/.oproep/registry.sqlite"] + Self.starting(program, command) + [
                    "--workspace", workspace,
                ]
            ).run(output: output)
            let seconds = try String(contentsOfFile: output, encoding: .utf8).split(whereSeparator: \.isWhitespace)
                .compactMap { Double($0) }
            guard seconds.count == 2 else { throw BenchmarkError.unexpected("nothing was measured") }
            return [
                command.prefix(3).filter { !$0.hasPrefix("/") && $0 != "-o" && $0 != "--bag" }.joined(separator: " "),
                Plan.common.grouped,
                "\(seconds[0].decimals(2)) s", "\((seconds[1] * 1000).decimals(0)) ms",
            ]
        }
    }
}

package import Foundation

/// The built program, run in a folder.
package struct BuiltProgram: Sendable {
    /// Programs are built beside the tests.
    private static let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    package static let path = folder.appending(path: "oproep").path
    /// Another that may be quicker, without crash points.
    package static let quick = ProcessInfo.processInfo.environment["OPROEP_PROGRAM"] ?? path

    package let directory: String
    private let program: String
    /// All that it knows of where it is.
    package var environment: [String: String]

    package init(
        directory: String, program: String = path,
        environment: [String: String] = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"]
    ) {
        self.directory = directory
        self.program = program
        self.environment = environment
    }

    /// Runs it, as if it were so much `later`; it is killed at a named point. `memory` is how many bytes of addresses it may
    /// have at most, and `seconds` how many of a processor. `meanwhile` is done while it runs.
    package func run(
        _ arguments: [String], crashingAt point: String? = nil, later: String? = nil, memory: Int? = nil,
        seconds: Int? = nil, meanwhile: (_ process: Process) throws -> Void = { _ in }
    ) throws -> Program.Result {
        var command = [program] + arguments
        if let later { command = ["/usr/bin/faketime", "-f", later] + command }
        let limits = [memory.map { "ulimit -v \($0 / 1024)" }, seconds.map { "ulimit -t \($0)" }].compactMap(\.self)
        if !limits.isEmpty {
            command = ["/bin/sh", "-c", "\(limits.joined(separator: " && ")) && exec \"$@\"", "sh"] + command
        }
        var running = Program(command)
        running.directory = directory
        running.environment = environment
        running.environment["OPROEP_CRASH_POINT"] = point
        return try running.run(meanwhile: meanwhile)
    }

    /// A line of shell in a folder, in which `oproep` is the built program.
    package static func shell(
        _ command: String, in directory: URL, _ environment: [String: String] = [:]
    ) -> Program {
        var program = Program("/bin/sh", "-c", "exec 2>&1; \(command)")
        program.directory = directory.path
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        program.environment = [
            "PATH": "\(folder.path):\(path)", "HOME": directory.path, "LC_ALL": "C.UTF-8", "TZ": "UTC",
        ].merging(environment) { $1 }
        return program
    }
}

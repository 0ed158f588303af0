import Foundation
import Testing

/// The built program, at work in a mailroom.
struct Program: Sendable {
    struct Result: Sendable {
        /// 137 when it was killed.
        let status: Int32
        let output: String
    }

    let mailroom: Mailroom
    let server: String?
    /// That of this build has crash points; another may be quicker.
    var isQuick = false

    /// It is built beside the tests.
    static let built = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "oproep").path

    /// Runs it, as if it were so much `later`; it is killed at a named point. `meanwhile` is done while it runs. Standard output and error together.
    func run(
        _ arguments: [String], crashingAt point: String? = nil, _ environment: [String: String] = [:],
        later: String? = nil,
        meanwhile: (_ process: Process) throws -> Void = { _ in }
    ) throws -> Result {
        let quick = ProcessInfo.processInfo.environment["OPROEP_PROGRAM"]
        let program = isQuick ? quick ?? Self.built : Self.built
        let process = Process()
        process.executableURL = URL(filePath: later == nil ? program : "/usr/bin/faketime")
        process.arguments = (later.map { ["-f", $0, program] } ?? []) + arguments
        process.currentDirectoryURL = mailroom.root
        var variables = ["PATH": "/usr/bin:/bin", "HOME": mailroom.root.path, "LC_ALL": "C.UTF-8", "TZ": "UTC"]
        variables["OPROEP_SMTP_URL"] = server
        variables["OPROEP_CRASH_POINT"] = point
        process.environment = variables.merging(environment) { $1 }
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try meanwhile(process)
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let isKilled = process.terminationReason == .uncaughtSignal
        return Result(
            status: isKilled ? 128 + process.terminationStatus : process.terminationStatus,
            output: String(decoding: data, as: UTF8.self))
    }
}

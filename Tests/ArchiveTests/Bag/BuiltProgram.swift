import Foundation
import Testing

/// The built program, run in a folder.
struct BuiltProgram: Sendable {
    struct Result: Sendable {
        /// 137 when it was killed.
        let status: Int32
        let output: String
    }

    /// It is built beside the tests.
    static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "oproep").path
    /// Another that may be quicker, without crash points.
    static let quick = ProcessInfo.processInfo.environment["OPROEP_PROGRAM"] ?? path

    let directory: String
    var program = BuiltProgram.path
    /// All that it knows of where it is.
    var environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"]

    /// Runs it; standard output and error together. `memory` is how many bytes of addresses it may have at most; it then
    /// has two minutes of a processor as well, however busy the machine is. `meanwhile` is done while it runs.
    func run(
        _ arguments: [String], crashingAt point: String? = nil, memory: Int? = nil,
        meanwhile: (_ process: Process) throws -> Void = { _ in }
    ) throws -> Result {
        let process = Process()
        if let memory {
            process.executableURL = URL(filePath: "/bin/sh")
            let limits = "ulimit -v \(memory / 1024) && ulimit -t 120"
            process.arguments = ["-c", "\(limits) && exec \"$@\"", "sh", program] + arguments
        } else {
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
        }
        process.currentDirectoryURL = URL(filePath: directory)
        process.environment = environment.merging(point.map { ["OPROEP_CRASH_POINT": $0] } ?? [:]) { $1 }
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

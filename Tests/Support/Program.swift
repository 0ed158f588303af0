package import Foundation

/// Another program, run by a test: a judge of what we write, or the one that is tested.
package struct Program: Sendable {
    package struct Result: Sendable {
        /// 137 when it was killed.
        package let status: Int32
        /// What it wrote to both of its outputs.
        package let output: String
    }

    package struct Failure: Error {
        package let status: Int32
        package let output: String
    }

    private let arguments: [String]
    package var environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
    /// Its current one; nil for that of the tests.
    package var directory: String?

    package init(_ arguments: [String]) {
        self.arguments = arguments
    }

    package init(_ arguments: String...) {
        self.arguments = arguments
    }

    /// Runs it. `meanwhile` is done while it runs.
    package func run(meanwhile: (_ process: Process) throws -> Void = { _ in }) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = environment
        if let directory { process.currentDirectoryURL = URL(filePath: directory) }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try meanwhile(process)
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let isKilled = process.terminationReason == .uncaughtSignal
        return Result(
            status: isKilled ? 128 + process.terminationStatus : process.terminationStatus,
            output: String(decoding: data, as: UTF8.self))
    }

    /// What it writes; throws when it does not exit with 0.
    @discardableResult
    package func output() throws -> String {
        let result = try run()
        guard result.status == 0 else { throw Failure(status: result.status, output: result.output) }
        return result.output
    }
}

import Foundation
import Testing

/// A copy of the sample workspace in which the built program runs; gone with the test.
final class Workplace: Sendable {
    struct Result: Sendable {
        /// 137 when it was killed.
        let status: Int32
        let output: String
    }

    static let letter = "oproep-huisvesting-statushouders"
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
    /// The program is built beside the tests.
    private static let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "oproep-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        for item in ["letters", "recipients", "oproep.yaml"] {
            try FileManager.default.copyItem(
                at: Self.repository.appending(path: item), to: root.appending(path: item))
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    /// Runs a line of shell, in which `oproep` is the built program; standard output and error together.
    func run(_ command: String, crashingAt point: String? = nil) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec 2>&1; \(command)"]
        process.currentDirectoryURL = root
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var environment = [
            "PATH": "\(Self.programs.path):\(path)", "HOME": root.path, "LC_ALL": "C.UTF-8", "TZ": "UTC",
        ]
        environment["OPROEP_CRASH_POINT"] = point
        process.environment = environment
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let isKilled = process.terminationReason == .uncaughtSignal
        return Result(
            status: isKilled ? 128 + process.terminationStatus : process.terminationStatus,
            output: String(decoding: data, as: UTF8.self))
    }

    /// What must succeed. Returns what it prints.
    @discardableResult
    func done(_ command: String) throws -> String {
        let result = try run(command)
        try #require(result.status == 0, "\(command)\n\(result.output)")
        return result.output
    }

    /// The registry, with whatever lies beside it.
    private var state: URL { root.appending(path: ".oproep") }

    func keepState(as name: String) throws {
        try FileManager.default.copyItem(at: state, to: root.appending(path: "kept-\(name)"))
    }

    func takeState(_ name: String?) throws {
        try? FileManager.default.removeItem(at: state)
        if let name { try FileManager.default.copyItem(at: root.appending(path: "kept-\(name)"), to: state) }
    }

    var stateFiles: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: state.path)) ?? []).sorted()
    }
}

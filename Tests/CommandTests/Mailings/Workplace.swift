import Foundation
import Support
import Testing

/// A copy of the sample workspace in which the built program runs; gone with the test.
final class Workplace: Sendable {
    static let letter = Repository.letter

    let folder: TestFolder

    init() throws {
        folder = try .sample()
    }

    var root: URL { folder.root }

    /// Runs a line of shell, in which `oproep` is the built program; standard output and error together. `meanwhile` is done
    /// while it runs.
    func run(
        _ command: String, crashingAt point: String? = nil, meanwhile: (_ process: Process) throws -> Void = { _ in }
    ) throws -> Program.Result {
        var shell = BuiltProgram.shell(command, in: root)
        shell.environment["OPROEP_CRASH_POINT"] = point
        return try shell.run(meanwhile: meanwhile)
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

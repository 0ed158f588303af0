internal import FoundationEssentials

/// The built program.
struct Oproep {
    let program: String

    init(repository: String) throws(BenchmarkError) {
        program = "\(repository)/.build/release/oproep"
        guard FileManager.default.isExecutableFile(atPath: program) else { throw .notBuilt(program) }
    }

    func command(_ name: String, _ workspace: String, _ arguments: [String] = []) -> ChildProcess {
        ChildProcess(program, [name, SampleWorkspace.letter, "--workspace", workspace] + arguments)
    }

    /// A command that takes no letter.
    func call(_ name: String, _ arguments: [String]) -> ChildProcess { ChildProcess(program, [name] + arguments) }

    func render(_ title: String, _ count: Int, _ workspace: SampleWorkspace, _ arguments: [String] = []) -> Job {
        let output = "\(workspace.path)-out"
        let process = command("render", workspace.path, arguments + ["--output", output])
        return Job(title: title, count: count, processes: [process], output: output)
    }
}

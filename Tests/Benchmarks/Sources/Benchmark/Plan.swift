internal import FoundationEssentials

/// Which rows the table of letters has.
struct Plan {
    static let startUps = 11
    private static let counts = [1_000, 10_000, 100_000]
    /// How many the floor writes, and the other commands have.
    static let common = 10_000
    private static let rowsOfSample = 25

    private let folder: String
    private let scratch: String
    let oproep: Oproep
    private var renders: [Job] = []
    private var mailings: [Job] = []
    private var others: [Job] = []

    /// Makes the workspaces, and the letter that the floor writes again and again.
    init(repository: String, in folder: String) throws {
        self.folder = folder
        scratch = "\(folder)/unzipped"
        oproep = try Oproep(repository: repository)

        for count in Self.counts {
            let workspace = try SampleWorkspace(
                copying: repository, to: "\(folder)/workspace-\(count)", recipients: count)
            renders.append(oproep.render("render", count, workspace))
        }
        let large = "\(folder)/workspace-\(Self.common)"
        let small = try SampleWorkspace(copying: repository, to: "\(folder)/workspace")
        var startUp = try oproep.render("start-up: render --only", 1, small, ["--only", small.firstCode])
        startUp.runs = Self.startUps
        startUp.choice = .medianWall
        // Linux counts for a program what stood in memory before it was loaded, which is ours: this shows how much.
        var nothing = Job(title: "true", count: 1, processes: [ChildProcess("true", [])])
        nothing.runs = Self.startUps
        nothing.choice = .medianWall
        others = [
            try floor(),
            Job(title: "check", count: Self.common, processes: [oproep.command("check", large)]),
            Job(
                title: "explain 1 of \(Self.common.grouped)", count: 1,
                processes: [oproep.command("explain", large, [SampleWorkspace.code(Self.common / 2)])]),
            startUp, nothing,
        ]
        mailings = try registryJobs(repository)
    }

    /// Where `measureMailings` makes a mailing.
    var mailingWorkspace: String { "\(folder)/workspace-mailing" }

    /// What a mailing costs, on a disk or in memory as the folder is.
    private func registryJobs(_ repository: String) throws -> [Job] {
        let workspace = try SampleWorkspace(
            copying: repository, to: mailingWorkspace, recipients: Self.common)
        let registry = "\(workspace.path)/.oproep"
        let freeze = oproep.command("freeze", workspace.path)
        let one = ["1", "--workspace", workspace.path]
        let sent = ["1", "sent", "--all", "--on", "2024-07-12", "--workspace", workspace.path]
        // Those that follow work on the mailing that the one before made.
        return [
            Job(title: "freeze (ODT)", count: Self.common, processes: [freeze], output: registry),
            Job(title: "approve", count: Self.common, processes: [oproep.call("approve", one)]),
            Job(title: "record sent --all", count: Self.common, processes: [oproep.call("record", sent)], runs: 1),
            Job(title: "status", count: Self.common, processes: [oproep.call("status", one)]),
            Job(title: "audit", count: Self.common, processes: [oproep.call("audit", Array(one.dropFirst()))], runs: 3),
        ]
    }

    func measure() throws -> [Measurement] {
        var measurements = try Job.measure(renders + others)
        let floor = measurements[renders.count].cpuOfEach
        measurements[renders.count].toFloor = 1
        for (index, job) in renders.enumerated() {
            guard let output = job.output else { continue }
            let letters = try LetterFolder(output)
            let sample = try letters.sample(Self.rowsOfSample, scratch: scratch)
            measurements[index].toFloor = measurements[index].cpuOfEach / floor
            measurements[index].size = try letters.meanSize
            measurements[index].toZlib =
                Double(sample.map(\.size).reduce(0, +)) / Double(sample.map(\.sizeWithZlib).reduce(0, +))
        }
        return measurements
    }

    /// One after the other: each needs what the one before it made.
    func measureMailings() throws -> [Measurement] { try mailings.flatMap { try Job.measure([$0]) } }

    /// The floor, for the letter of middle size among those of the sample's rows.
    private func floor() throws -> Job {
        guard let render = renders.first(where: { $0.count == Self.common }), let written = render.output else {
            throw BenchmarkError.unexpected("nothing renders \(Self.common) letters")
        }
        _ = try render.run()
        let sample = try LetterFolder(written).sample(Self.rowsOfSample, scratch: scratch)
        let letter = sample.sorted { $0.size < $1.size }[sample.count / 2]
        var rest = letter.size
        var files: [String] = []
        for name in ["content.xml", "meta.xml"] {
            let member = try letter.member(name)
            rest -= member.compressedSize
            files.append("\(folder)/\(name)")
            try member.contents.write(to: URL(filePath: "\(folder)/\(name)"))
        }
        let output = "\(folder)/floor-out"
        // The two programs are built side by side.
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "floor").path
        let process = ChildProcess(program, files + ["\(rest)", output, "\(Self.common)"])
        return Job(title: "floor", count: Self.common, processes: [process], output: output, isOutputMade: true)
    }
}

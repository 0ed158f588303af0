internal import FoundationEssentials

/// One row of a table: what is run, and how often.
struct Job {
    /// Which of its runs counts, on a machine that does other things as well.
    enum Choice {
        case leastCPU
        case leastWall
        case medianWall
    }

    let title: String
    /// Letters or recipients in one run.
    let count: Int
    /// One after the other.
    var processes: [ChildProcess]
    /// Removed before each run.
    var output: String?
    /// Made before each run.
    var isOutputMade = false
    /// The folder that must have a PDF of each letter after each run.
    var pdfs: String?
    var runs = 9
    var choice = Choice.leastCPU

    func run() throws -> Cost {
        if let output {
            // By another program: to list 100,000 names would raise our own memory (see Plan).
            try ChildProcess("rm", ["-rf", output]).run()
            if isOutputMade {
                try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
            }
        }
        let cost = try processes.map { try $0.run() }.reduce(.zero, +)
        // LibreOffice passes over what it cannot convert, and says that all is well.
        if let pdfs {
            let made = try LetterFolder(pdfs, format: "pdf").names.count
            guard made == count else { throw BenchmarkError.unexpected("\(title): \(made) PDFs of \(count) letters") }
        }
        return cost
    }

    /// Runs all, in turns: what slows the machine for a while does not strike one of them only.
    static func measure(_ jobs: [Job]) throws -> [Measurement] {
        var costs: [[Cost]] = jobs.map { _ in [] }
        for round in 0..<(jobs.map(\.runs).max() ?? 0) {
            for (index, job) in jobs.enumerated() where round < job.runs {
                try costs[index].append(job.run())
            }
        }
        return zip(jobs, costs).map { job, costs in
            let sorted =
                switch job.choice {
                case .leastCPU: costs.sorted { $0.cpu < $1.cpu }
                case .leastWall, .medianWall: costs.sorted { $0.wall < $1.wall }
                }
            let cost = sorted[job.choice == .medianWall ? sorted.count / 2 : 0]
            return Measurement(title: job.title, count: job.count, cost: cost)
        }
    }
}

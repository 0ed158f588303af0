/// Which rows the table of the archive has.
struct ArchivePlan {
    private let jobs: [Job]

    static let columns = ["", "letters", "wall", "letters/s", "wall:copy", "peak MB"]

    static let notes = """
        copy: sha256sum of the files of the bag, and cp -r of it: the least that it takes to hash and write as many.
        Of 3 runs, in turns, the one with the least wall time.
        """

    /// Of the mailing that `Plan.measureMailings` left.
    init(_ plan: Plan) throws {
        let (workspace, oproep, count) = (plan.mailingWorkspace, plan.oproep, Plan.common)
        let bag = "\(workspace)-bag"
        let copy = "\(workspace)-copy"
        let archive = oproep.call("archive", ["1", "-o", bag, "--workspace", workspace])
        let written = "\(workspace)-written"
        try oproep.call("archive", ["1", "-o", written, "--workspace", workspace]).run()
        let hash = ChildProcess("sh", ["-c", "find \"$0\" -type f -print0 | xargs -0 sha256sum", written])
        var jobs = [
            Job(
                title: "copy", count: count, processes: [hash, ChildProcess("cp", ["-r", written, copy])], output: copy),
            Job(title: "archive", count: count, processes: [archive], output: bag),
            Job(title: "verify", count: count, processes: [oproep.call("verify", [written])]),
            Job(
                title: "verify --rerender", count: count, processes: [oproep.call("verify", [written, "--rerender"])]),
        ]
        for index in jobs.indices {
            jobs[index].runs = 3
            jobs[index].choice = .leastWall
        }
        self.jobs = jobs
    }

    func measure() throws -> [[String]] {
        let measurements = try Job.measure(jobs)
        return measurements.map { measurement in
            let wall = measurement.cost.wall
            return [
                measurement.title, measurement.count.grouped, measurement.wall,
                Int((Double(measurement.count) / wall.seconds).rounded()).grouped,
                (wall / measurements[0].cost.wall).decimals(2),
                (Double(measurement.cost.peakMemory) / 1e6).decimals(0),
            ]
        }
    }
}

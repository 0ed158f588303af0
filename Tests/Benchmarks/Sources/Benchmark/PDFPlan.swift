/// Which rows the table of PDF has.
struct PDFPlan {
    private static let counts = [(letters: 25, runs: 5), (letters: 342, runs: 3)]
    private static let workers = [1, 2]

    private var jobs: [Job] = []

    static let notes = """
        PDF/A-2b with PDF/UA-1, of the sample letter.
        soffice: LibreOffice alone, with a new profile, over letters that were written before.
        oproep: render --format pdf, which also writes the letters, and checks every PDF.
        Of \(counts.map { "\($0.runs) runs of \($0.letters)" }.joined(separator: " and ")), in turns, the one with \
        the least wall time.
        """

    /// Makes the workspaces, and the letters that LibreOffice alone gets.
    init(repository: String, in folder: String) throws {
        let oproep = try Oproep(repository: repository)
        for (count, runs) in Self.counts {
            let workspace = try SampleWorkspace(copying: repository, to: "\(folder)/pdf-\(count)", recipients: count)
            let written = "\(workspace.path)-odt"
            try oproep.command("render", workspace.path, ["--output", written]).run()
            let letters = try LetterFolder(written)

            let bare = "\(workspace.path)-soffice"
            let calls = LibreOffice.calls(
                profile: "\(bare)/profile", output: bare, documents: letters.names.map { "\(written)/\($0)" })
            // The profile is removed with the output.
            var rows = [
                Job(title: "soffice", count: count, processes: calls, output: bare, isOutputMade: true, pdfs: bare)
            ]
            for workers in Self.workers {
                let output = "\(workspace.path)-\(workers)"
                let process = oproep.command(
                    "render", workspace.path, ["--format", "pdf", "--workers", "\(workers)", "--output", output])
                let title = "oproep, \(workers) worker\(workers == 1 ? "" : "s")"
                rows.append(Job(title: title, count: count, processes: [process], output: output, pdfs: output))
            }
            for var row in rows {
                // Where Oproep puts what LibreOffice works with, profiles included: in memory, for both.
                row.processes = row.processes.map { $0.with("TMPDIR=\(folder)") }
                row.runs = runs
                row.choice = .leastWall
                jobs.append(row)
            }
        }
    }

    func measure() throws -> [PDFMeasurement] {
        let measurements = try Job.measure(jobs)
        return measurements.compactMap { measurement in
            // The first of as many letters is LibreOffice alone.
            measurements.first { $0.count == measurement.count }.map {
                PDFMeasurement(measurement: measurement, bare: $0)
            }
        }
    }
}

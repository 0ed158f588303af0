internal import FoundationEssentials
internal import Glibc

/// Measures the built program on the sample letter, and prints its tables.
@main
struct Benchmark {
    static func main() {
        signal(SIGINT, SIG_IGN)  // See ChildProcess.
        do {
            guard CommandLine.arguments.count == 2 else { throw BenchmarkError.usage }
            let repository = CommandLine.arguments[1]
            try MemoryFolder.with { folder in
                let plan = try Plan(repository: repository, in: folder.path)
                let measurements = try plan.measure()
                print(Table(columns: Measurement.columns, rows: measurements.map(\.cells)))
                print("\n\(notes(isInMemory: folder.isInMemory))\n")
                print(Table(columns: Measurement.columns, rows: try plan.measureMailings().map(\.cells)))
                print("\nThe registry of one mailing; 'record' writes an event for each recipient.\n")
                print(Table(columns: ArchivePlan.columns, rows: try ArchivePlan(plan).measure()))
                print("\n\(ArchivePlan.notes)\n")
                let locks = try LockPlan(repository: repository, in: folder.path).measure()
                print(Table(columns: LockPlan.columns, rows: locks))
                print("\n\(LockPlan.notes)\n")
                let doublings = try DoublingPlan(repository: repository, in: folder.path).measure()
                print(Table(columns: DoublingPlan.columns, rows: doublings))
                print("\n\(DoublingPlan.notes)\n")
                try printPDF(repository: repository, in: folder.path)
            }
        } catch {
            let message = Array("benchmark: \(error)\n".utf8)
            _ = unsafe write(STDERR_FILENO, message, message.count)
            exit(1)
        }
    }

    private static func printPDF(repository: String, in folder: String) throws {
        guard LibreOffice.isInstalled else { return print("no soffice: PDF is not measured") }
        let measurements = try PDFPlan(repository: repository, in: folder).measure()
        print(Table(columns: PDFMeasurement.columns, rows: measurements.map(\.cells)))
        print("\n\(PDFPlan.notes)")
    }

    private static func notes(isInMemory: Bool) -> String {
        var notes = """
            \(ProcessInfo.processInfo.activeProcessorCount) cores. A benchmark, not a test: times differ by machine, \
            and by what else it does.
            Of 9 runs, in turns, the one with the least CPU time; of start-up and true, the median of \(Plan.startUps).
            floor: libdeflate 6 and CRC-32 of one letter's two members, the rest as ready bytes, write, rename; in C.
            to zlib 6: the same members, all compressed by zlib at level 6.
            true: a program that does nothing. Less peak memory than its does not show: Linux counts the starter's.
            """
        if !isInMemory {
            notes += "\n/dev/shm is not there or too full: the files went to the temporary directory, maybe on a disk."
        }
        return notes
    }
}

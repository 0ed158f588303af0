internal import Synchronization

/// Makes PDFs of documents: some LibreOffice processes at a time, each many documents.
struct PDFConversion: Sendable {
    let office: LibreOffice
    let folder: WorkFolder
    /// How many processes; each takes 200 MB.
    let workers: Int
    /// For one document.
    var timeLimit = Duration.seconds(60)

    /// LibreOffice gets a second chance: it may have been killed for no fault of the document's.
    private static let chances = 2

    /// So often may LibreOffice end before it has made anything at all.
    private static let idleRuns = 3

    private struct State {
        /// Numbers of documents, those that come first last.
        var waiting: [Int]
        var failures: [Int: Int] = [:]
        var idleRuns = 0
        var isAnyMade = false
    }

    /// The name in the work folder of the document with this number.
    static func name(_ document: Int, _ ext: String) -> String { "\(document).\(ext)" }

    /// Makes PDFs of the documents of these numbers, which lie in the work folder under their names. Each is given to
    /// `done`, or how LibreOffice ended when it makes none of it; in any order, and by `workers` tasks at a time. Returns
    /// false when `goesOn` said to stop.
    func convert(
        _ documents: [Int], goesOn: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable (_ document: Int, Result<[UInt8], OfficeRun.End>) async throws -> Void
    ) async throws -> Bool {
        guard !documents.isEmpty else { return true }
        // To start takes longer than many documents: as few batches as can be, the same for each worker.
        let rounds = (documents.count + workers * LibreOffice.longestRun - 1) / (workers * LibreOffice.longestRun)
        let queue = Queue(documents, batch: (documents.count + workers * rounds - 1) / (workers * rounds))
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            for worker in 0..<min(workers, documents.count) {
                group.addTask {
                    while let batch = queue.next() {
                        guard try await run(batch, worker, queue, goesOn, done) else { return false }
                    }
                    return true
                }
            }
            return try await group.reduce(true) { $0 && $1 }
        }
    }

    private func run(
        _ batch: [Int], _ worker: Int, _ queue: Queue, _ goesOn: @escaping @Sendable () -> Bool,
        _ done: @Sendable (Int, Result<[UInt8], OfficeRun.End>) async throws -> Void
    ) async throws -> Bool {
        let documents = batch.map { Self.name($0, "odt") }
        let profile = folder.profile(of: worker)
        var group: OfficeGroup?
        let run = OfficeRun(
            program: office.program,
            arguments: LibreOffice.arguments(
                profile: profile, output: "out", documents: documents.map { "in/\($0)" }),
            directory: folder.path, timeLimit: timeLimit)
        /// Those before this one are made, or LibreOffice passed them over.
        var next = 0
        var passedOver: [Int] = []
        var isStopped = false
        func finish(upTo end: Int) async throws {
            while next < end {
                // What is made waits for what is read back, which takes longer.
                isStopped = isStopped || !goesOn()
                if isStopped { return }
                let document = batch[next]
                next += 1
                if let pdf = folder.take(Self.name(document, "pdf")) {
                    folder.remove(Self.name(document, "odt"))
                    try await done(document, .success(pdf))
                } else {
                    passedOver.append(document)
                }
            }
        }
        func begin(_ begun: OfficeGroup) throws {
            try folder.note(begun)
            group = begun
        }
        let end = try await run.run(goesOn: goesOn, begun: begin) { line in
            guard let document = LibreOffice.begun(line) else { return }
            // It begins with this one, so it is done with those before.
            try await finish(upTo: documents.firstIndex(of: document) ?? next)
        }
        if let group { try folder.end(group, profile: profile) }
        if end == .exited { try await finish(upTo: batch.count) }
        if end == .stopped || isStopped { return false }
        // What it was doing when it ended may be half a file, and the reason why it ended.
        _ = batch[next...].first.map { folder.take(Self.name($0, "pdf")) }
        let failed = passedOver + batch[next...].prefix(1)
        let isIdle = next == passedOver.count
        for document in try queue.takeBack(failed, batch[next...].dropFirst(), isIdle: isIdle, end) {
            try await done(document, .failure(end))
        }
        return true
    }

    /// What is still to be made.
    private final class Queue: Sendable {
        private let state: Mutex<State>
        private let batch: Int

        init(_ documents: [Int], batch: Int) {
            self.batch = batch
            state = Mutex(State(waiting: documents.reversed()))
        }

        func next() -> [Int]? {
            state.withLock { state in
                if state.waiting.isEmpty { return nil }
                let count = min(batch, state.waiting.count)
                defer { state.waiting.removeLast(count) }
                return state.waiting.suffix(count).reversed()
            }
        }

        /// Those that failed get their second chance with those that had none; returns those that had it.
        func takeBack(
            _ failed: [Int], _ others: ArraySlice<Int>, isIdle: Bool, _ end: OfficeRun.End
        ) throws(PDFError) -> [Int] {
            try state.withLock { state throws(PDFError) in
                state.isAnyMade = state.isAnyMade || !isIdle
                state.idleRuns += 1
                if !state.isAnyMade, state.idleRuns >= PDFConversion.idleRuns { throw .officeFails(end.message) }
                for document in failed { state.failures[document, default: 0] += 1 }
                let lost = failed.filter { state.failures[$0, default: 0] >= PDFConversion.chances }
                state.waiting += (failed.filter { !lost.contains($0) } + others).reversed()
                return lost
            }
        }
    }
}

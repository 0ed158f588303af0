import Synchronization
package import Templating
package import Workspace

/// Writes the letters of a run to a directory: all of them, or none.
package struct Rendering: Sendable {
    private let compiled: CompiledLetter
    private let formats: [Format]
    private let path: String
    private let force: Bool
    private let workers: Int?

    /// As few that the cores have done at nearly the same time, as many that handing them out costs nothing.
    private static let chunk = 32

    /// `path` is the directory that the letters come to stand in, which `force` replaces whatever is in it; `workers` how
    /// many LibreOffice processes make PDF, nil for as many as is good.
    package init(_ compiled: CompiledLetter, as formats: [Format], in path: String, force: Bool, workers: Int? = nil) {
        self.compiled = compiled
        self.formats = formats
        self.path = path
        self.force = force
        self.workers = workers
    }

    /// Checks every letter, and writes those to `codes`, nil for all. Nothing comes to stand at `path` when anything is
    /// wrong with any letter. `progress` is told how many are done of how many, by one thread at a time, and says whether
    /// to go on; it may be asked with nothing new done. Returns how many files were written, and what is to be said.
    package func write(
        to codes: Set<RecipientCode>? = nil, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool
    ) async throws(LetterFailure) -> (count: Int, diagnostics: Diagnostics) {
        do {
            let target = try OutputTarget(path, sources: compiled.letter.sources)
            let indices = compiled.letter.recipients.indices.filter { isChosen($0, codes) }
            let printer =
                formats.contains(.pdf)
                ? try LetterPrinter(compiled, letters: indices.count, workers: workers) : nil
            let output = try OutputDirectory(replacing: target, force: force)
            let run = Run(of: compiled.letter.recipients.count, progress)
            let filled = try fill(codes, run, output.files, printer)
            var manifests = filled.map(\.manifest)
            var diagnostics = LetterCheck(compiled, filled.map(\.check)).diagnostics
            if let printer, !diagnostics.hasErrors {
                let printed = try await print(indices, run, output.files, printer)
                manifests.append(printed.manifest)
                diagnostics.add(printed.diagnostics)
            }
            if diagnostics.hasErrors { throw LetterFailure.wrong(diagnostics) }
            if let failure = run.failure { throw failure }
            try output.commit(compiled.letter.name, manifests)
            return (manifests.reduce(0) { $0 + $1.count }, diagnostics)
        } catch {
            throw LetterFailure(error)
        }
    }

    private func isChosen(_ index: Int, _ codes: Set<RecipientCode>?) -> Bool {
        codes?.contains(compiled.letter.recipients[index].code) ?? true
    }

    private func fileName(_ recipient: LetterRecipient, _ format: Format) -> String {
        FileName.unique(code: recipient.code.description, name: recipient.name, ext: format.rawValue)
    }

    /// Fills every letter, writes it, and gives it to the printer.
    private func fill(
        _ codes: Set<RecipientCode>?, _ run: Run, _ output: OutputFiles, _ printer: LetterPrinter?
    ) throws -> [(manifest: ManifestPart, check: LetterCheck.Part)] {
        let odt = try compiled.package()
        let recipients = compiled.letter.recipients
        let parts = inChunks(
            recipients.count, of: Self.chunk, state: { LetterFiller(compiled, odt: odt) },
            { filler, range in
                var (manifest, check) = (ManifestPart(room: range.count * formats.count), LetterCheck.Part())
                for index in range where run.goesOn {
                    do {
                        let wanted = isChosen(index, codes) ? formats : []
                        let files = try filler.fill(recipients[index], as: wanted, check: &check)
                        if files == nil { run.isWrong = true }
                        for (format, bytes) in zip(formats, files ?? []) where !run.isWrong {
                            if format == .pdf {
                                try printer?.add(bytes, index)
                            } else {
                                let (name, code) = (fileName(recipients[index], format), recipients[index].code)
                                manifest.append(try output.write(bytes, as: name, for: code.description))
                            }
                        }
                        // With a printer, what takes long is yet to come.
                        if printer == nil { run.advance() } else { run.ask() }
                    } catch {
                        run.stop(error)
                    }
                }
                return (manifest, check)
            })
        if let failure = run.failure { throw failure }
        return parts
    }

    /// Makes the PDFs, and writes them.
    private func print(
        _ indices: [Int], _ run: Run, _ output: OutputFiles, _ printer: LetterPrinter
    ) async throws -> (manifest: ManifestPart, diagnostics: Diagnostics) {
        let found = Mutex([Int: (letter: OutputManifest.Letter?, diagnostics: Diagnostics)]())
        run.total = indices.count
        let goesOn = { @Sendable in run.ask() }
        let isComplete = try await printer.print(indices, goesOn: goesOn) { index, pdf, outcome in
            let recipient = compiled.letter.recipients[index]
            var letter: OutputManifest.Letter?
            if let pdf, !outcome.diagnostics.hasErrors {
                letter = try output.write(pdf, as: fileName(recipient, .pdf), for: recipient.code.description)
            }
            found.withLock { $0[index] = (letter, outcome.diagnostics) }
            run.advance()
        }
        guard isComplete else { throw LetterFailure.interrupted }
        var (manifest, diagnostics) = (ManifestPart(room: indices.count), Diagnostics())
        for index in indices {
            guard let item = found.withLock({ $0[index] }) else { continue }
            diagnostics.add(item.diagnostics)
            if let letter = item.letter { manifest.append(letter) }
        }
        return (manifest, diagnostics)
    }

    /// How far a run is, and what stopped it; shared by all cores.
    private final class Run: Sendable {
        private struct State {
            var done = 0
            var total: Int
            var failure: (any Error)?
            var isWrong = false
        }

        private let state: Mutex<State>
        private let progress: @Sendable (Int, Int) -> Bool

        init(of total: Int, _ progress: @escaping @Sendable (Int, Int) -> Bool) {
            state = Mutex(State(total: total))
            self.progress = progress
        }

        /// Of how many it is.
        var total: Int {
            get { state.withLock { $0.total } }
            set { state.withLock { $0.total = newValue } }
        }

        var failure: (any Error)? { state.withLock { $0.failure } }
        var goesOn: Bool { failure == nil }

        /// Whether a letter cannot be made: the others are then checked, and written no more.
        var isWrong: Bool {
            get { state.withLock { $0.isWrong } }
            set { state.withLock { $0.isWrong = newValue } }
        }

        func advance() {
            state.withLock { $0.done += 1 }
            ask()
        }

        /// Whether to go on, also when nothing new is done.
        @discardableResult
        func ask() -> Bool {
            state.withLock { state in
                if !progress(state.done, state.total), state.failure == nil {
                    state.failure = LetterFailure.interrupted
                }
                return state.failure == nil
            }
        }

        func stop(_ error: any Error) {
            state.withLock { if $0.failure == nil { $0.failure = error } }
        }
    }
}

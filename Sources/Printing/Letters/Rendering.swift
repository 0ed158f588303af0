internal import Disk
package import Exporter
import Synchronization
import Templating
package import Workspace

/// Makes the letters of a run in a directory: all of them, or none.
package struct Rendering: Sendable {
    private let compiled: CompiledLetter
    private let formats: @Sendable (LetterRecipient) -> [Format]
    private let path: String
    private let force: Bool
    private let workers: Int?
    /// What `path` may not be in.
    private let sources: [String]

    /// As few that the cores have done at nearly the same time, as many that handing them out costs nothing.
    private static let chunk = 32

    /// `path` is the directory that the letters come to stand in, which `force` replaces whatever is in it; `workers`
    /// how many LibreOffice processes make PDF, nil for as many as is good.
    package init(
        _ compiled: CompiledLetter, as formats: [Format], in path: String, force: Bool,
        to codes: Set<RecipientCode>? = nil,
        workers: Int? = nil
    ) {
        self.compiled = compiled
        self.formats = { recipient in
            guard codes?.contains(recipient.code) ?? true else { return [] }
            return recipient.channel.usesEmail ? formats : formats.filter { $0 != .mail }
        }
        self.path = path
        self.force = force
        self.workers = workers
        sources = compiled.letter.sources
    }

    /// To be read and not to be kept: `path` is where there is room for them. Each letter in the formats that its
    /// channel needs.
    package init(freezing compiled: CompiledLetter, in path: String, workers: Int? = nil) {
        self.compiled = compiled
        formats = { Format.frozen(for: $0.channel) }
        self.path = path
        force = false
        self.workers = workers
        sources = []
    }

    /// Takes away what a run for this path left behind that was killed.
    package static func removeLeftovers(at path: String) throws(LetterFailure) {
        try OutputFolder.removeLeftovers(at: path)
    }

    /// Checks every letter, and makes those that are wanted; nothing when anything is wrong with any letter. `progress`
    /// is told how many are done of how many, by one thread at a time, and says whether to go on; it may be asked with
    /// nothing new done.
    package func make(
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool
    ) async throws(LetterFailure) -> RenderedLetters {
        do {
            let recipients = compiled.letter.recipients
            let printed = recipients.indices.filter { formats(recipients[$0]).contains(.pdf) }
            let output = try OutputFolder(at: path, protecting: sources, force: force)
            let printer =
                printed.isEmpty ? nil : try LetterPrinter(compiled, letters: printed.count, workers: workers)
            let run = Run(of: recipients.count, progress)
            let filled = try fill(run, output.files, printer)
            var manifests = filled.map(\.manifest)
            var diagnostics = LetterCheck(compiled, filled.map(\.check)).diagnostics
            if let printer { diagnostics.add(try await printer.missingFonts()) }
            if let printer, !diagnostics.hasErrors {
                let made = try await print(printed, run, output.files, printer)
                manifests.append(made.manifest)
                diagnostics.add(made.diagnostics)
            }
            if diagnostics.hasErrors { throw LetterFailure.wrong(diagnostics) }
            if let failure = run.failure { throw failure }
            return RenderedLetters(output, compiled.letter.name, manifests, diagnostics)
        } catch {
            throw LetterFailure(printing: error)
        }
    }

    /// Fills every letter, writes it, and gives it to the printer.
    private func fill(
        _ run: Run, _ output: NewFiles, _ printer: LetterPrinter?
    ) throws -> [(manifest: ManifestPart, check: LetterCheck.Part)] {
        let odt = try compiled.package()
        let recipients = compiled.letter.recipients
        let parts = inChunks(
            recipients.count, of: Self.chunk, state: { LetterFiller(compiled, odt: odt) },
            { filler, range in
                var (manifest, check) = (ManifestPart(), LetterCheck.Part())
                for index in range where run.goesOn {
                    do {
                        let wanted = formats(recipients[index])
                        if manifest.count == 0 { manifest.makeRoom(for: range.count * wanted.count) }
                        let files = try filler.fill(index, as: wanted, check: &check)
                        if files == nil { run.isWrong = true }
                        for (format, bytes) in zip(wanted, files ?? []) where !run.isWrong {
                            if format == .pdf {
                                try printer?.add(bytes, index)
                            } else {
                                let (name, code) = (recipients[index].fileName(format), recipients[index].code)
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
        _ indices: [Int], _ run: Run, _ output: NewFiles, _ printer: LetterPrinter
    ) async throws -> (manifest: ManifestPart, diagnostics: Diagnostics) {
        let found = Mutex([Int: (letter: OutputManifest.Letter?, diagnostics: Diagnostics)]())
        run.total = indices.count
        let goesOn = { @Sendable in run.ask() }
        let isComplete = try await printer.print(indices, goesOn: goesOn) { index, pdf, outcome in
            let recipient = compiled.letter.recipients[index]
            var letter: OutputManifest.Letter?
            if let pdf, !outcome.diagnostics.hasErrors {
                letter = try output.write(pdf, as: recipient.fileName(.pdf), for: recipient.code.description)
            }
            found.withLock { $0[index] = (letter, outcome.diagnostics) }
            run.advance()
        }
        guard isComplete else { throw LetterFailure.interrupted }
        var (manifest, diagnostics) = (ManifestPart(), Diagnostics())
        manifest.makeRoom(for: indices.count)
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

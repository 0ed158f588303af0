import Synchronization
import Templating
package import Workspace

/// Writes the letters of a run to a directory: all of them, or none.
package enum Rendering {
    package enum Failure: Error {
        /// Refused for the sake of what stands there.
        case refused(String)
        /// The system did not let us.
        case failed(String)
        case letter(LetterError)
        /// Something is wrong with some of the letters.
        case wrong(LetterCheck)
        case interrupted
    }

    /// As few that the cores have done at nearly the same time, as many that handing them out costs nothing.
    private static let chunk = 32

    /// Checks every letter, and writes those to `codes`, nil for all. `path` is the directory that they come to stand in
    /// when nothing is wrong with any letter. `progress` is told how many are done, by one thread at a time, and says
    /// whether to go on. Returns how many files were written.
    package static func write(
        _ compiled: CompiledLetter, to codes: Set<RecipientCode>? = nil, as formats: [Format], in path: String,
        force: Bool, progress: @escaping @Sendable (Int) -> Bool
    ) throws(Failure) -> (count: Int, check: LetterCheck) {
        do {
            let target = try OutputTarget(path, sources: compiled.letter.sources)
            let output = try OutputDirectory(replacing: target, force: force)
            let (odt, written) = (try compiled.package(), output.files)
            let recipients = compiled.letter.recipients
            let run = Run(progress)
            let filler = { @Sendable in LetterFiller(compiled, odt: odt) }
            let parts = inChunks(recipients.count, of: chunk, state: filler) { filler, range in
                var (manifest, check) = (ManifestPart(room: range.count * formats.count), LetterCheck.Part())
                for recipient in recipients[range] where run.goesOn {
                    do {
                        let isChosen = codes?.contains(recipient.code) ?? true
                        let files = try filler.fill(recipient, as: isChosen ? formats : [], check: &check)
                        if files == nil { run.isWrong = true }
                        for (format, bytes) in zip(formats, files ?? []) where !run.isWrong {
                            let code = recipient.code.description
                            let name = FileName.unique(code: code, name: recipient.name, ext: format.rawValue)
                            manifest.append(try written.write(bytes, as: name, for: code))
                        }
                        run.advance()
                    } catch {
                        run.stop(error)
                    }
                }
                return (manifest: manifest, check: check)
            }
            if let failure = run.failure { throw failure }
            let check = LetterCheck(compiled, parts.map(\.check))
            if check.diagnostics.hasErrors { throw Failure.wrong(check) }
            try output.commit(compiled.letter.name, parts.map(\.manifest))
            return (parts.reduce(0) { $0 + $1.manifest.count }, check)
        } catch let error as OutputError {
            throw error.isRefusal ? .refused(error.message) : .failed(error.message)
        } catch let error as LetterError {
            throw .letter(error)
        } catch let error as Failure {
            throw error
        } catch {
            throw .failed("\(error)")
        }
    }

    /// How far a run is, and what stopped it; shared by all cores.
    private final class Run: Sendable {
        private struct State {
            var done = 0
            var failure: (any Error)?
            var isWrong = false
        }

        private let state = Mutex(State())
        private let progress: @Sendable (Int) -> Bool

        init(_ progress: @escaping @Sendable (Int) -> Bool) {
            self.progress = progress
        }

        var failure: (any Error)? { state.withLock { $0.failure } }
        var goesOn: Bool { failure == nil }

        /// Whether a letter cannot be made: the others are then checked, and written no more.
        var isWrong: Bool {
            get { state.withLock { $0.isWrong } }
            set { state.withLock { $0.isWrong = newValue } }
        }

        func advance() {
            state.withLock { state in
                state.done += 1
                if !progress(state.done), state.failure == nil { state.failure = Failure.interrupted }
            }
        }

        func stop(_ error: any Error) {
            state.withLock { if $0.failure == nil { $0.failure = error } }
        }
    }
}

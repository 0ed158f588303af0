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
        case interrupted
    }

    /// As few that the cores have done at nearly the same time, as many that handing them out costs nothing.
    private static let chunk = 32

    /// `recipients` are those of `compiled` to write, `path` the directory that they come to stand in. `progress` is
    /// told how many are done, by one thread at a time, and says whether to go on. Returns how many files were written.
    package static func write(
        _ compiled: CompiledLetter, recipients: [LetterRecipient], formats: [Format], to path: String, force: Bool,
        progress: @escaping @Sendable (Int) -> Bool
    ) throws(Failure) -> Int {
        do {
            let target = try OutputTarget(path, sources: compiled.letter.sources)
            let output = try OutputDirectory(replacing: target, force: force)
            let (filler, written) = (try LetterFiller(compiled), output.files)
            let run = Run(progress)
            let parts = inChunks(recipients.count, of: chunk) { range in
                var part = ManifestPart(room: range.count * formats.count)
                for recipient in recipients[range] where run.goesOn {
                    let code = recipient.code.description
                    do {
                        for format in formats {
                            let bytes = try filler.fill(recipient, as: format)
                            let name = FileName.unique(code: code, name: recipient.name, ext: format.rawValue)
                            part.append(try written.write(bytes, as: name, for: code))
                        }
                        run.advance()
                    } catch {
                        run.stop(error)
                    }
                }
                return part
            }
            if let failure = run.failure { throw failure }
            try output.commit(compiled.letter.name, parts)
            return parts.reduce(0) { $0 + $1.count }
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
        }

        private let state = Mutex(State())
        private let progress: @Sendable (Int) -> Bool

        init(_ progress: @escaping @Sendable (Int) -> Bool) {
            self.progress = progress
        }

        var failure: (any Error)? { state.withLock { $0.failure } }
        var goesOn: Bool { failure == nil }

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

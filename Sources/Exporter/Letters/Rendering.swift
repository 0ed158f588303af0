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

    /// `recipients` are those of `compiled` to write, `path` the directory that they come to stand in. `progress` is
    /// told how many are done and says whether to go on. Returns how many files were written.
    package static func write(
        _ compiled: CompiledLetter, recipients: [LetterRecipient], formats: [Format], to path: String, force: Bool,
        progress: (Int) -> Bool
    ) throws(Failure) -> Int {
        do {
            let target = try OutputTarget(path, sources: compiled.letter.sources)
            let output = try OutputDirectory(replacing: target, force: force)
            var filler = try LetterFiller(compiled)
            var files: [OutputManifest.Letter] = []
            for (index, recipient) in recipients.enumerated() {
                for format in formats {
                    let bytes = try filler.fill(recipient, as: format)
                    let name = FileName.unique(
                        code: "\(recipient.code)", name: recipient.name, ext: format.rawValue)
                    files.append(try output.files.write(bytes, as: name, for: "\(recipient.code)"))
                }
                if !progress(index + 1) { throw Failure.interrupted }
            }
            let count = files.count
            try output.commit(OutputManifest(letter: compiled.letter.name, letters: files))
            return count
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
}

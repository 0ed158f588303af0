internal import Disk
package import Exporter
package import Templating
package import Workspace

/// The letters of a run, all made and checked; gone again with this value unless they are committed.
package struct RenderedLetters: ~Copyable, Sendable {
    private let output: OutputFolder
    private let letter: String
    private let manifests: [ManifestPart]
    /// What is to be said, without errors.
    package let diagnostics: Diagnostics

    init(_ output: consuming OutputFolder, _ letter: String, _ manifests: [ManifestPart], _ diagnostics: Diagnostics) {
        self.output = output
        self.letter = letter
        self.manifests = manifests
        self.diagnostics = diagnostics
    }

    /// Of files.
    package var count: Int { manifests.reduce(0) { $0 + $1.count } }

    /// Puts the letters in the place of what stands at the path they were made for.
    package consuming func commit() throws(LetterFailure) { try output.commit(letter, manifests) }

    /// One of them.
    package borrowing func bytes(of recipient: LetterRecipient, as format: Format) throws(LetterFailure) -> [UInt8] {
        let name = recipient.fileName(format)
        do throws(SystemError) {
            if let bytes = try output.files.directory.readFile(name, limit: .max) { return bytes }
        } catch {
            throw LetterFailure(DiskError.failed(.read, name, error))
        }
        throw .failed("'\(name)' is no longer there")
    }
}

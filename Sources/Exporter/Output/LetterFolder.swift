internal import Disk

/// A directory of letters that were made before: all of them come to stand there, or none.
package struct LetterFolder: ~Copyable {
    private let output: OutputFolder
    private var manifest = ManifestPart()

    /// `path` may not be in `sources`; `force` replaces whatever is there.
    package init(at path: String, protecting sources: [String], force: Bool) throws(LetterFailure) {
        output = try OutputFolder(at: path, protecting: sources, force: force)
    }

    package var count: Int { manifest.count }

    /// Returns the name of the file.
    @discardableResult
    package mutating func add(
        _ bytes: [UInt8], to code: String, _ name: String, as format: Format
    ) throws(LetterFailure) -> String {
        let file = FileName.unique(code: code, name: name, ext: format.fileExtension)
        try write(bytes, as: file, for: code)
        return file
    }

    /// A file that is nobody's letter.
    package mutating func add(_ bytes: [UInt8], as file: String) throws(LetterFailure) {
        try write(bytes, as: file, for: "")
    }

    private mutating func write(_ bytes: [UInt8], as file: String, for code: String) throws(LetterFailure) {
        do throws(DiskError) {
            manifest.append(try output.files.write(bytes, as: file, for: code))
        } catch {
            throw LetterFailure(error)
        }
    }

    /// `sealed` is done when all is written and on disk, just before it comes to stand at its place; when it throws,
    /// nothing does.
    package consuming func commit(
        _ letter: String, sealed: () throws(LetterFailure) -> Void = { () throws(LetterFailure) in }
    ) throws(LetterFailure) {
        try output.commit(letter, [manifest], sealed: sealed)
    }
}

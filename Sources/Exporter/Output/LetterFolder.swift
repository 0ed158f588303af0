/// A directory of letters that were made before: all of them come to stand there, or none.
package struct LetterFolder: ~Copyable {
    private let output: OutputDirectory
    private var manifest = ManifestPart()

    /// `path` may not be in `sources`; `force` replaces whatever is there.
    package init(at path: String, protecting sources: [String], force: Bool) throws(LetterFailure) {
        do throws(OutputError) {
            output = try OutputDirectory(replacing: OutputTarget(path, sources: sources), force: force)
        } catch {
            throw LetterFailure(error)
        }
    }

    package var count: Int { manifest.count }

    /// Returns the name of the file.
    @discardableResult
    package mutating func add(
        _ bytes: [UInt8], to code: String, _ name: String, as format: Format
    ) throws(LetterFailure) -> String {
        let file = FileName.unique(code: code, name: name, ext: format.fileExtension)
        do throws(OutputError) {
            manifest.append(try output.files.write(bytes, as: file, for: code))
        } catch {
            throw LetterFailure(error)
        }
        return file
    }

    package consuming func commit(_ letter: String) throws(LetterFailure) {
        do throws(OutputError) {
            try output.commit(letter, [manifest])
        } catch {
            throw LetterFailure(error)
        }
    }
}

/// Files in folders in the making: all of them come to stand at a path, or none.
package struct OutputTree: ~Copyable, Sendable {
    private let output: OutputDirectory

    /// There may be nothing at `path` yet but an empty directory; it may not be in `sources`.
    package init(at path: String, protecting sources: [String]) throws(LetterFailure) {
        do throws(OutputError) {
            output = try OutputDirectory(at: OutputTarget(path, sources: sources), replacing: .nothing)
        } catch {
            throw LetterFailure(error)
        }
    }

    package var files: OutputFiles { output.files }

    /// The path of a file that another library writes, straight in the folder.
    package func temporaryPath(of name: String) -> String { "\(output.temporaryPath)/\(name)" }

    /// Puts all of it in its place. `sealed` is done when all is on disk, just before; when it throws, nothing comes to
    /// stand there.
    package consuming func place(sealed: () throws(LetterFailure) -> Void) throws(LetterFailure) {
        do throws(OutputError) {
            try output.synchronize()
        } catch {
            throw LetterFailure(error)
        }
        try sealed()
        do throws(OutputError) {
            try output.place()
        } catch {
            throw LetterFailure(error)
        }
    }

    /// Puts one file that was written straight in the folder in its place, and nothing else.
    package consuming func place(
        file: String, sealed: () throws(LetterFailure) -> Void
    ) throws(LetterFailure) {
        do throws(OutputError) {
            try output.synchronize()
        } catch {
            throw LetterFailure(error)
        }
        try sealed()
        do throws(OutputError) {
            try output.place(file: file)
        } catch {
            throw LetterFailure(error)
        }
    }
}

extension Directory {
    /// Opens a folder in this one, however deep.
    func inFolder<Value>(
        _ path: some Collection<Substring>, _ body: (borrowing Directory) throws(SystemError) -> Value
    ) throws(SystemError) -> Value {
        guard let first = path.first else { return try body(self) }
        return try Directory(String(first), in: self).inFolder(path.dropFirst(), body)
    }
}

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

    /// Of which the one above is there.
    package borrowing func createFolder(_ path: String) throws(LetterFailure) {
        let (folder, name) = Self.split(path)
        try wrap(path) { () throws(SystemError) in
            try output.files.directory.inFolder(folder) { parent throws(SystemError) in
                try parent.createDirectory(name)
            }
        }
    }

    /// In a folder that is there; any number of threads may do so at the same time.
    package borrowing func write(_ bytes: [UInt8], as path: String) throws(LetterFailure) {
        let (folder, name) = Self.split(path)
        try wrap(path) { () throws(SystemError) in
            try output.files.directory.inFolder(folder) { parent throws(SystemError) in
                try parent.createFile(name, [bytes])
            }
        }
    }

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

    private borrowing func wrap(
        _ path: String, _ body: () throws(SystemError) -> Void
    ) throws(LetterFailure) {
        do throws(SystemError) {
            try body()
        } catch {
            throw LetterFailure(OutputError.failed(.write, path, error))
        }
    }

    private static func split(_ path: String) -> (folder: [Substring], name: String) {
        var components = path.split(separator: "/")
        let name = String(components.popLast() ?? "")
        return (components, name)
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

/// Where the files of a run are written; any number of tasks may do so at the same time.
package final class OutputFiles: Sendable {
    let directory: Directory
    /// For messages.
    private let path: String

    init(_ directory: consuming Directory, path: String) {
        self.directory = directory
        self.path = path
    }

    /// Writes a file, and hashes it while its bytes are at hand.
    func write(_ bytes: [UInt8], as file: String, for code: String) throws(OutputError) -> OutputManifest.Letter {
        let hash = ContentHash(of: bytes)
        try write([bytes], as: file)
        return OutputManifest.Letter(code: code, file: file, sha256: hash.hex, bytes: bytes.count)
    }

    func write(_ pieces: [[UInt8]], as file: String) throws(OutputError) {
        try OutputError.wrap(.write, "\(path)/\(file)") { () throws(SystemError) in
            try directory.createFile(file, pieces)
        }
    }
}

/// Files in folders.
extension OutputFiles {
    /// Of which the one above is there.
    package func createFolder(_ path: String) throws(LetterFailure) {
        try inFolder(of: path) { parent, name throws(SystemError) in try parent.createDirectory(name) }
    }

    /// In a folder that is there.
    package func write(_ bytes: [UInt8], as path: String) throws(LetterFailure) {
        try inFolder(of: path) { parent, name throws(SystemError) in try parent.createFile(name, [bytes]) }
    }

    /// Adds to a file that was written.
    package func append(_ bytes: [UInt8], to path: String) throws(LetterFailure) {
        try inFolder(of: path) { parent, name throws(SystemError) in try parent.append(bytes, to: name) }
    }

    private func inFolder(
        of file: String, _ body: (borrowing Directory, String) throws(SystemError) -> Void
    ) throws(LetterFailure) {
        var folder = file.split(separator: "/")
        let name = String(folder.popLast() ?? "")
        do throws(SystemError) {
            try directory.inFolder(folder) { parent throws(SystemError) in try body(parent, name) }
        } catch {
            throw LetterFailure(OutputError.failed(.write, "\(path)/\(file)", error))
        }
    }
}

/// Where the files of a folder in the making are written; any number of tasks may do so at the same time.
package final class NewFiles: Sendable {
    package let directory: Directory
    /// For messages.
    private let path: String

    init(_ directory: consuming Directory, path: String) {
        self.directory = directory
        self.path = path
    }

    /// Straight in the folder, and new.
    package func write(pieces: [[UInt8]], as file: String) throws(DiskError) {
        try DiskError.wrap(.write, "\(path)/\(file)") { () throws(SystemError) in
            try directory.createFile(file, pieces)
        }
    }

    /// Of which the one above is there.
    package func createFolder(_ path: String) throws(DiskError) {
        try inFolder(of: path) { parent, name throws(SystemError) in try parent.createDirectory(name) }
    }

    /// In a folder that is there.
    package func write(_ bytes: [UInt8], as path: String) throws(DiskError) {
        try inFolder(of: path) { parent, name throws(SystemError) in try parent.createFile(name, [bytes]) }
    }

    /// Adds to a file that was written.
    package func append(_ bytes: [UInt8], to path: String) throws(DiskError) {
        try inFolder(of: path) { parent, name throws(SystemError) in try parent.append(bytes, to: name) }
    }

    private func inFolder(
        of file: String, _ body: (borrowing Directory, String) throws(SystemError) -> Void
    ) throws(DiskError) {
        var folder = file.split(separator: "/")
        let name = String(folder.popLast() ?? "")
        try DiskError.wrap(.write, "\(path)/\(file)") { () throws(SystemError) in
            try directory.inFolder(folder) { parent throws(SystemError) in try body(parent, name) }
        }
    }
}

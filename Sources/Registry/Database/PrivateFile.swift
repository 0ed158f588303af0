internal import Foundation
internal import Glibc

/// Files and folders that hold what is known of people: nobody looks into them but who owns them.
enum PrivateFile {
    static let mode: mode_t = 0o600
    static let folderMode: mode_t = 0o700

    /// An empty one, when there is none yet. What another has just made is as good.
    static func make(at path: String) {
        let file = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        if file >= 0 { close(file) }
    }

    /// With those above it that are missing.
    static func makeFolder(at path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: Int(folderMode)])
    }

    /// Takes it from all others, when it is a file, or a folder, that they can look into. False when it cannot.
    static func close(_ path: String) -> Bool {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return true }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFDIR, status.st_mode & 0o077 != 0 else { return true }
        return unsafe chmod(path, status.st_mode & 0o700) == 0
    }

    private static func close(_ file: Int32) { _ = Glibc.close(file) }
}

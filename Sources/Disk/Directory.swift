internal import CLinux
internal import Glibc

/// An open directory, in which names are looked up however its path changes.
///
/// Names are single components. No call follows a symbolic link.
@safe package struct Directory: ~Copyable, Sendable {
    package enum Kind: Equatable, Sendable {
        case directory, file, link, other
    }

    private let descriptor: Int32

    package init(path: String) throws(SystemError) {
        descriptor = try Self.retry { unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    }

    package init(_ name: String, in parent: borrowing Directory) throws(SystemError) {
        try self.init(Array(name.utf8CString), in: parent)
    }

    /// As the system has names: they need not be Unicode.
    private init(_ name: [CChar], in parent: borrowing Directory) throws(SystemError) {
        let parent = parent.descriptor
        descriptor = try Self.retry {
            unsafe openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        }
    }

    deinit {
        close(descriptor)
    }

    // MARK: Files

    /// Writes a file that must not exist yet.
    package func createFile(_ name: String, _ pieces: [[UInt8]], mode: UInt32 = 0o666) throws(SystemError) {
        if name.utf8.contains(UInt8(ascii: "/")) { throw SystemError(code: EINVAL) }
        let file = try Self.retry {
            unsafe openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        }
        do throws(SystemError) {
            for bytes in pieces { try Self.write(bytes, to: file) }
        } catch {
            close(file)
            throw error
        }
        // Some file systems tell only now that there is no room.
        if close(file) != 0 { throw Self.lastError }
    }

    /// Adds to a file that is there.
    package func append(_ bytes: [UInt8], to name: String) throws(SystemError) {
        let file = try Self.retry { unsafe openat(descriptor, name, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC) }
        do throws(SystemError) {
            try Self.write(bytes, to: file)
        } catch {
            close(file)
            throw error
        }
        if close(file) != 0 { throw Self.lastError }
    }

    /// Has its contents on disk when it returns.
    package func synchronize(_ name: String) throws(SystemError) {
        let file = try Self.retry { unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        defer { close(file) }
        _ = try Self.retry { fsync(file) }
    }

    private static func write(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            written += try Int(
                retry {
                    unsafe bytes.withUnsafeBytes { bytes in
                        unsafe Int32(
                            truncatingIfNeeded: Glibc.write(
                                file, bytes.baseAddress?.advanced(by: written), min(bytes.count - written, 1 << 30)))
                    }
                })
        }
    }

    /// Bytes of a regular file; nil when it is none.
    package func size(of name: String) throws(SystemError) -> Int? {
        var status = stat()
        _ = try Self.retry { unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) }
        return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// Gives the contents of a regular file piece by piece. False when it is none.
    package func readFile(_ name: String, pieces body: (Span<UInt8>) -> Void) throws(SystemError) -> Bool {
        let file = try Self.retry { unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        defer { close(file) }
        var status = stat()
        _ = try Self.retry { unsafe fstat(file, &status) }
        guard status.st_mode & S_IFMT == S_IFREG else { return false }
        var bytes = [UInt8](repeating: 0, count: min(max(Int(status.st_size), 1), 1 << 18))
        while true {
            let count = try Self.retry {
                unsafe bytes.withUnsafeMutableBytes { bytes in
                    unsafe Int32(truncatingIfNeeded: read(file, bytes.baseAddress, bytes.count))
                }
            }
            if count == 0 { return true }
            body(bytes.span.extracting(0..<Int(count)))
        }
    }

    /// Nil when it is no regular file, or larger than `limit`.
    package func readFile(_ name: String, limit: Int) throws(SystemError) -> [UInt8]? {
        // Does not wait for the other end of a pipe.
        let file = try Self.retry { unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        defer { close(file) }
        var status = stat()
        _ = try Self.retry { unsafe fstat(file, &status) }
        guard status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) <= limit else { return nil }
        // What the system makes up, as in /proc, has no size.
        let size = status.st_size == 0 ? min(1 << 20, limit) : Int(status.st_size)
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        while count < bytes.count {
            let more = try Self.retry {
                unsafe bytes.withUnsafeMutableBytes { bytes in
                    unsafe Int32(
                        truncatingIfNeeded: read(
                            file, bytes.baseAddress?.advanced(by: count), min(bytes.count - count, 1 << 30)))
                }
            }
            if more == 0 { break }
            count += Int(more)
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    // MARK: Entries

    /// Nil when there is no such entry.
    package func kind(of name: String) throws(SystemError) -> Kind? {
        try kind(of: Array(name.utf8CString))
    }

    /// All names, sorted.
    package func names() throws(SystemError) -> [String] {
        try systemNames().map { name in
            String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }.sorted()
    }

    package func createDirectory(_ name: String, mode: UInt32 = 0o777) throws(SystemError) {
        _ = try Self.retry { unsafe mkdirat(descriptor, name, mode) }
    }

    /// When there is one.
    package func removeFile(_ name: String) {
        _ = unsafe unlinkat(descriptor, name, 0)
    }

    /// Onto a name that is not there, or is an empty directory.
    package func rename(_ name: String, to other: String) throws(SystemError) {
        _ = try Self.retry { unsafe renameat(descriptor, name, descriptor, other) }
    }

    /// To a name in another directory of the same file system.
    package func rename(_ name: String, to other: String, in directory: borrowing Directory) throws(SystemError) {
        let target = directory.descriptor
        _ = try Self.retry { unsafe renameat(descriptor, name, target, other) }
    }

    /// The two names change places, at once.
    package func exchange(_ name: String, with other: String) throws(SystemError) {
        _ = try Self.retry { unsafe oproep_exchange(descriptor, name, other) }
    }

    /// Removes a directory with all that is in it, or goes as far as it can.
    package func removeTree(_ name: String) throws(SystemError) {
        try removeTree(Array(name.utf8CString), depthLeft: 100)
    }

    private func kind(of name: [CChar]) throws(SystemError) -> Kind? {
        var status = stat()
        do throws(SystemError) {
            _ = try Self.retry { unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) }
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .directory
        case S_IFREG: return .file
        case S_IFLNK: return .link
        default: return .other
        }
    }

    private func removeTree(_ name: [CChar], depthLeft: Int) throws(SystemError) {
        if depthLeft > 0 {
            let inside = try Directory(name, in: self)
            for name in try inside.systemNames() {
                if try inside.kind(of: name) == .directory {
                    try inside.removeTree(name, depthLeft: depthLeft - 1)
                } else {
                    _ = try Self.retry { unsafe unlinkat(inside.descriptor, name, 0) }
                }
            }
        }
        _ = try Self.retry { unsafe unlinkat(descriptor, name, AT_REMOVEDIR) }
    }

    /// Without `.` and `..`; each with the zero that ends it.
    private func systemNames() throws(SystemError) -> [[CChar]] {
        // An open file of its own: the position in a directory belongs to that.
        let copy = try Self.retry { unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard let stream = unsafe fdopendir(copy) else {
            let error = Self.lastError
            close(copy)
            throw error
        }
        defer { unsafe closedir(stream) }
        var names: [[CChar]] = []
        while let entry = unsafe readdir(stream) {
            // The entry is as long as its name needs, so the field is not read as a whole.
            let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
            let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            let name = unsafe Array(UnsafeBufferPointer(start: start, count: strlen(start) + 1))
            if name != Array(".".utf8CString), name != Array("..".utf8CString) { names.append(name) }
        }
        return names
    }

    /// Opens a folder in this one, however deep.
    func inFolder<Value>(
        _ path: some Collection<Substring>, _ body: (borrowing Directory) throws(SystemError) -> Value
    ) throws(SystemError) -> Value {
        guard let first = path.first else { return try body(self) }
        return try Directory(String(first), in: self).inFolder(path.dropFirst(), body)
    }

    // MARK: The directory itself

    /// Takes the lock that tells others that this directory is in use; it goes with the descriptor, so also when the
    /// process dies. False when somebody else has it.
    package func lock() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// Whether the user owns it.
    package var isOurs: Bool {
        var status = stat()
        return (try? Self.retry { unsafe fstat(descriptor, &status) }) != nil && status.st_uid == geteuid()
    }

    package func mode() throws(SystemError) -> UInt32 {
        var status = stat()
        _ = try Self.retry { unsafe fstat(descriptor, &status) }
        return status.st_mode & 0o7777
    }

    func mode(of file: String) throws(SystemError) -> UInt32 {
        var status = stat()
        _ = try Self.retry { unsafe fstatat(descriptor, file, &status, AT_SYMLINK_NOFOLLOW) }
        return status.st_mode & 0o7777
    }

    package func setMode(_ mode: UInt32, of file: String) throws(SystemError) {
        _ = try Self.retry { unsafe fchmodat(descriptor, file, mode, 0) }
    }

    package func setMode(_ mode: UInt32) throws(SystemError) {
        _ = try Self.retry { fchmod(descriptor, mode) }
    }

    /// Has its entries on disk when it returns.
    package func synchronize() throws(SystemError) {
        _ = try Self.retry { fsync(descriptor) }
    }

    /// Has everything of its file system on disk: of 10,000 letters in 0.2 s, where `fsync` of each takes 3 s.
    package func synchronizeFileSystem() throws(SystemError) {
        _ = try Self.retry { oproep_sync_file_system(descriptor) }
    }

    // MARK: Paths

    package static var processID: Int32 { getpid() }

    /// Of the user, as shells have it.
    package static var home: String? { variable("HOME") }

    /// For files that are needed for a while (TMPDIR).
    static var temporary: String { variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp" }

    private static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// Whether there is nothing at a path: not even a link that leads nowhere.
    package static func isFree(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) != 0
    }

    /// Without symbolic links and dots. Nil when there is nothing there.
    package static func realPath(_ path: String) -> String? {
        guard let real = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }

    static func create(path: String) throws(SystemError) {
        _ = try retry { unsafe mkdir(path, 0o777) }
    }

    static func remove(emptyPath path: String) {
        _ = unsafe rmdir(path)
    }

    // MARK: Errors

    private static var lastError: SystemError { SystemError(code: errno) }

    private static func retry(_ call: () -> Int32) throws(SystemError) -> Int32 {
        while true {
            let result = call()
            if result >= 0 { return result }
            if errno != EINTR { throw lastError }
        }
    }
}

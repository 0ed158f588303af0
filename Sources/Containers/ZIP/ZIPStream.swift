internal import CMinizip
internal import Glibc

/// A ZIP as a stream of C's, whether it is a file or stands in memory. Closed with this value, never by minizip.
@safe struct ZIPStream: ~Copyable {
    /// What it is called in messages.
    let name: String
    /// When it was opened.
    let size: Int

    private let stream: UnsafeMutablePointer<FILE>
    /// What the stream is of, when that is memory.
    private let memory: UnsafeMutableBufferPointer<UInt8>?

    /// Opens a file to read it.
    init(reading path: String) throws(ZIPError) {
        // Does not wait for the other end of a pipe.
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw ZIPError(path, .system(Self.lastError)) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ZIPError(path, .notAFile)
        }
        unsafe stream = try Self.stream(of: descriptor, "rb", path)
        unsafe memory = nil
        size = Int(status.st_size)
        name = path
    }

    /// Creates a file, to write it: for its owner alone, until whoever has it made says otherwise.
    init(creating path: String) throws(ZIPError) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ZIPError(path, .system(Self.lastError)) }
        unsafe stream = try Self.stream(of: descriptor, "w+b", path)
        unsafe memory = nil
        size = 0
        name = path
    }

    /// Reads a copy of `bytes`.
    init(_ bytes: [UInt8], name: String) throws(ZIPError) {
        guard !bytes.isEmpty else { throw ZIPError(name, .notAZIP) }
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = unsafe memory.initialize(from: bytes)
        guard let stream = unsafe fmemopen(memory.baseAddress, bytes.count, "rb") else {
            unsafe memory.deallocate()
            throw ZIPError(name, .system(Self.lastError))
        }
        unsafe self.stream = stream
        unsafe self.memory = memory
        size = bytes.count
        self.name = name
    }

    deinit {
        unsafe fclose(stream)
        unsafe memory?.deallocate()
    }

    private static func stream(
        of descriptor: Int32, _ mode: String, _ path: String
    ) throws(ZIPError) -> UnsafeMutablePointer<FILE> {
        guard let stream = unsafe fdopen(descriptor, mode) else {
            close(descriptor)
            throw ZIPError(path, .system(lastError))
        }
        return unsafe stream
    }

    static var lastError: String {
        let code = errno
        return code == 0 ? "could not be written" : unsafe String(cString: strerror(code))
    }

    /// Nil when they are not all there.
    func bytes(at offset: Int, _ count: Int) -> [UInt8]? {
        guard offset >= 0, count >= 0, unsafe fseeko(stream, offset, SEEK_SET) == 0 else { return nil }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = unsafe count == 0 ? 0 : fread(buffer.baseAddress, 1, count, stream)
        }
        return bytes.count == count ? bytes : nil
    }

    /// Where it ends now.
    var end: Int {
        unsafe fseeko(stream, 0, SEEK_END)
        return unsafe ftello(stream)
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(ZIPError) {
        guard unsafe fseeko(stream, offset, SEEK_SET) == 0, unsafe fwrite(bytes, 1, bytes.count, stream) == bytes.count
        else { throw ZIPError(name, .system(Self.lastError)) }
    }

    /// Waits until what was written is on the disk.
    func synchronize() throws(ZIPError) {
        guard unsafe fflush(stream) == 0, unsafe fsync(fileno(stream)) == 0 else {
            throw ZIPError(name, .system(Self.lastError))
        }
    }

    /// Takes away all that was written.
    func empty() {
        unsafe fflush(stream)
        _ = unsafe ftruncate(fileno(stream), 0)
    }

    /// Opens it in minizip with a function of minizip's, for which a stream stands in the place of a path.
    func opened(
        by body: (UnsafeRawPointer, inout zlib_filefunc64_def) -> UnsafeMutableRawPointer?
    ) -> UnsafeMutableRawPointer? {
        var functions = unsafe zlib_filefunc64_def()
        unsafe fill_fopen64_filefunc(&functions)
        unsafe functions.zopen64_file = { _, stream, _ in unsafe UnsafeMutableRawPointer(mutating: stream) }
        unsafe functions.zclose_file = { _, _ in 0 }
        return unsafe body(stream, &functions)
    }
}

internal import CMinizip
internal import Glibc

/// Writes a ZIP into a file of its own, one member at a time. The same members make the same bytes, whenever and by
/// whomever they are written.
///
/// What was begun and not finished is left behind as an empty file, which nobody takes for a ZIP.
@safe package struct ZIPFileWriter: ~Copyable {
    /// 1 January 1980, 00:00, the first moment that DOS knows: day and month in the upper half.
    private static let time: UInt = (1 << 5 | 1) << 16
    /// By Unix, to version 4.5 of APPNOTE, that of ZIP64.
    private static let madeBy: UInt = 3 << 8 | 45
    /// A regular file that its owner may write and all may read.
    private static let attributes = UInt(S_IFREG | 0o644) << 16
    /// APPNOTE appendix D.
    private static let isUTF8: UInt = 1 << 11
    private static let level: Int32 = 6
    private static let memoryLevel: Int32 = 8
    /// From here, sizes may need ZIP64: what cannot be compressed becomes larger by a three-thousandth.
    private static let bigSize = 0xFF00_0000
    private static let piece = 1 << 30

    private let stream: ZIPStream
    private let maximumMembers: Int
    /// Of minizip; nil when it is finished, or failed.
    private var file: zipFile?
    /// The hashes of the names: two that are the same have one, and names take more room.
    private var names: Set<Int> = []
    /// The name of the one that was begun.
    private var member: [UInt8] = []

    /// At a path where nothing is, for at most so many members.
    package init(path: String, maximumMembers: Int) throws(ZIPError) {
        let stream = try ZIPStream(creating: path)
        guard let file = unsafe stream.opened(by: { unsafe zipOpen2_64($0, APPEND_STATUS_CREATE, nil, &$1) }) else {
            throw ZIPError(path, .system("could not be written"))
        }
        self.stream = stream
        self.maximumMembers = maximumMembers
        unsafe self.file = file
    }

    deinit {
        guard let file = unsafe file else { return }
        // Frees what minizip holds, and writes the directory.
        _ = unsafe zipClose(file, nil)
        stream.empty()
    }

    package mutating func add(_ path: String, _ bytes: [UInt8]) throws(ZIPError) {
        try begin(path, isCompressed: Self.isCompressed(bytes), isBig: bytes.count >= Self.bigSize)
        try append(bytes)
        try end()
    }

    /// Begins a member, the bytes of which follow; `isBig` when it may have more than fits into the first ZIP.
    package mutating func begin(_ path: String, isCompressed: Bool, isBig: Bool) throws(ZIPError) {
        let name = Array(path.utf8)
        do { _ = try ZIPName.text(of: name) } catch { throw ZIPError(stream.name, member: name, error.problem) }
        guard name.last != UInt8(ascii: "/") else { throw ZIPError(stream.name, member: name, .folderWithContents) }
        guard !names.contains(path.hashValue) else { throw ZIPError(stream.name, member: name, .nameTwice) }
        guard names.count < maximumMembers else {
            throw ZIPError(stream.name, .tooManyFiles(limit: maximumMembers))
        }
        guard let file = unsafe file else { throw ZIPError(stream.name, .system("could not be written")) }
        errno = 0
        member = name
        var info = zip_fileinfo()
        info.dosDate = Self.time
        info.external_fa = Self.attributes
        let method = isCompressed ? 0 : Z_DEFLATED
        let flags = path.utf8.allSatisfy { $0 < 0x80 } ? 0 : Self.isUTF8
        try require(
            unsafe zipOpenNewFileInZip4_64(
                file, path, &info, nil, 0, nil, 0, nil, method, Self.level, 0, -MAX_WBITS, Self.memoryLevel,
                Z_DEFAULT_STRATEGY, nil, 0, Self.madeBy, flags, isBig ? 1 : 0))
        names.insert(path.hashValue)
    }

    /// More of the member that was begun.
    package mutating func append(_ bytes: [UInt8]) throws(ZIPError) {
        guard let file = unsafe file else { throw ZIPError(stream.name, .system("could not be written")) }
        for start in stride(from: 0, to: bytes.count, by: Self.piece) {
            let count = min(Self.piece, bytes.count - start)
            let status = unsafe bytes.withUnsafeBytes { bytes in
                unsafe zipWriteInFileInZip(file, bytes.baseAddress?.advanced(by: start), UInt32(count))
            }
            try require(status)
        }
    }

    /// After the last of it.
    package mutating func end() throws(ZIPError) {
        guard let file = unsafe file else { throw ZIPError(stream.name, .system("could not be written")) }
        try require(unsafe zipCloseFileInZip(file))
    }

    /// Gives the ZIP up when minizip could not write.
    private mutating func require(_ status: Int32) throws(ZIPError) {
        if status == ZIP_OK { return }
        let error = ZIPError(stream.name, member: member, .system(ZIPStream.lastError))
        abandon()
        throw error
    }

    /// Whether it would become no smaller: ZIP and so office documents, PDF, PNG, JPEG.
    private static func isCompressed(_ bytes: [UInt8]) -> Bool {
        let signatures: [[UInt8]] = [
            Array("PK".utf8), Array("%PDF".utf8), [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF],
        ]
        return signatures.contains { bytes.starts(with: $0) }
    }

    /// Writes the directory. The ZIP is on the disk when this returns.
    package consuming func finish() throws(ZIPError) {
        guard let file = unsafe file else { throw ZIPError(stream.name, .system("could not be written")) }
        errno = 0
        unsafe self.file = nil
        do throws(ZIPError) {
            guard unsafe zipClose(file, nil) == ZIP_OK else {
                throw ZIPError(stream.name, .system(ZIPStream.lastError))
            }
            if names.count >= 0xFFFF { try ZIPEndRecord.complete(stream, count: names.count) }
            try stream.synchronize()
        } catch {
            stream.empty()
            throw error
        }
    }

    private mutating func abandon() {
        guard let file = unsafe file else { return }
        unsafe self.file = nil
        _ = unsafe zipClose(file, nil)
        stream.empty()
    }
}

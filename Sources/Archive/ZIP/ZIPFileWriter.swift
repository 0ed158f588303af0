internal import CMinizip
internal import Glibc

/// Writes a ZIP into a file of its own, one member at a time. The same members make the same bytes, whenever and by
/// whomever they are written.
///
/// What was begun and not finished is left behind as an empty file, which nobody takes for a ZIP.
@safe struct ZIPFileWriter: ~Copyable {
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
    /// Of minizip; nil when it is finished, or failed.
    private var file: zipFile?
    private var names: Set<String> = []

    /// At a path where nothing is.
    init(path: String) throws(ZIPError) {
        let stream = try ZIPStream(creating: path)
        guard let file = unsafe stream.opened(by: { unsafe zipOpen2_64($0, APPEND_STATUS_CREATE, nil, &$1) }) else {
            throw ZIPError(path, .system("could not be written"))
        }
        self.stream = stream
        unsafe self.file = file
    }

    deinit {
        guard let file = unsafe file else { return }
        // Frees what minizip holds, and writes the directory.
        _ = unsafe zipClose(file, nil)
        stream.empty()
    }

    mutating func add(_ path: String, _ bytes: [UInt8]) throws(ZIPError) {
        let name = Array(path.utf8)
        do { _ = try ZIPName.text(of: name) } catch { throw ZIPError(stream.name, member: name, error.problem) }
        guard name.last != UInt8(ascii: "/") else { throw ZIPError(stream.name, member: name, .folderWithContents) }
        guard !names.contains(path) else { throw ZIPError(stream.name, member: name, .nameTwice) }
        guard names.count < Bag.maximumFiles else { throw ZIPError(stream.name, .tooManyFiles) }
        guard let file = unsafe file else { throw ZIPError(stream.name, .system("could not be written")) }
        errno = 0
        guard unsafe Self.add(path, bytes, to: file) else {
            let error = ZIPError(stream.name, member: name, .system(ZIPStream.lastError))
            abandon()
            throw error
        }
        names.insert(path)
    }

    private static func add(_ path: String, _ bytes: [UInt8], to file: zipFile) -> Bool {
        var info = zip_fileinfo()
        info.dosDate = time
        info.external_fa = attributes
        let method = isCompressed(bytes) ? 0 : Z_DEFLATED
        let flags = path.utf8.allSatisfy { $0 < 0x80 } ? 0 : isUTF8
        guard
            unsafe zipOpenNewFileInZip4_64(
                file, path, &info, nil, 0, nil, 0, nil, method, level, 0, -MAX_WBITS, memoryLevel, Z_DEFAULT_STRATEGY,
                nil, 0, madeBy, flags, bytes.count >= bigSize ? 1 : 0) == ZIP_OK
        else { return false }
        let isWritten = unsafe bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: piece).allSatisfy { start in
                let count = min(piece, bytes.count - start)
                return unsafe zipWriteInFileInZip(file, bytes.baseAddress?.advanced(by: start), UInt32(count)) == ZIP_OK
            }
        }
        return unsafe zipCloseFileInZip(file) == ZIP_OK && isWritten
    }

    /// Whether it would become no smaller: ZIP and so office documents, PDF, PNG, JPEG.
    private static func isCompressed(_ bytes: [UInt8]) -> Bool {
        let signatures: [[UInt8]] = [
            Array("PK".utf8), Array("%PDF".utf8), [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF],
        ]
        return signatures.contains { bytes.starts(with: $0) }
    }

    /// Writes the directory. The ZIP is on the disk when this returns.
    consuming func finish() throws(ZIPError) {
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

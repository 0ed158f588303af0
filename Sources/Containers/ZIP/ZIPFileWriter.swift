internal import Glibc

/// Writes a ZIP into a file of its own, one member at a time. The same members make the same bytes, whenever and by
/// whomever they are written.
///
/// Our own, because minizip keeps the directory in memory, and writes a wrong one of more than 65,534 members. What was
/// begun and not finished is left behind as an empty file, which nobody takes for a ZIP.
package struct ZIPFileWriter: ~Copyable {
    /// By Unix, to version 4.5 of APPNOTE, that of ZIP64; a regular file that its owner may write and all may read.
    private static let maker = ZIPHeader.Maker(version: 3 << 8 | 45, attributes: UInt32(S_IFREG | 0o644) << 16)
    /// All ones mean that the number stands in a field of ZIP64 (APPNOTE §4.5.3).
    private static let absent = 0xFFFF_FFFF
    /// As many bytes of the directory as are copied at a time.
    private static let piece = 1 << 16

    private let stream: ZIPStream
    /// The directory, which comes last.
    private let directory: ZIPStream
    private let maximumMembers: Int
    private var deflater = Deflater(memoryLevel: 8)
    private var names = ZIPNames()
    private var count = 0
    private var member: Member?
    /// Where the file and the directory end.
    private var end = 0
    private var directoryEnd = 0
    private var isFinished = false

    /// The one that was begun.
    private struct Member {
        let header: ZIPHeader
        let method: CompressedMember.Method
        let place: Int
        let name: [UInt8]
        private(set) var size = 0
        private(set) var checksum: UInt32 = 0
        var compressed = 0

        mutating func take(_ bytes: [UInt8]) {
            size += bytes.count
            checksum = CRC32.checksum(bytes, after: checksum)
        }
    }

    /// At a path where nothing is, for at most so many members.
    package init(path: String, maximumMembers: Int) throws(ZIPError) {
        let stream = try ZIPStream(creating: path)
        let directory = try ZIPStream(creating: "\(path).directory")
        unsafe unlink("\(path).directory")
        self.stream = stream
        self.directory = directory
        self.maximumMembers = maximumMembers
    }

    deinit { if !isFinished { stream.empty() } }

    package mutating func add(_ path: String, _ bytes: [UInt8]) throws(ZIPError) {
        try begin(path, isCompressed: Self.isCompressed(bytes))
        try append(bytes)
        try finishMember()
    }

    /// Begins a member, the bytes of which follow.
    package mutating func begin(_ path: String, isCompressed: Bool) throws(ZIPError) {
        let name = Array(path.utf8)
        do { _ = try ZIPName.text(of: name) } catch { throw ZIPError(stream.name, member: name, error.problem) }
        guard name.last != UInt8(ascii: "/") else { throw ZIPError(stream.name, member: name, .folderWithContents) }
        guard names.add(path) else { throw ZIPError(stream.name, member: name, .nameTwice) }
        guard count < maximumMembers else {
            throw ZIPError(stream.name, .tooManyFiles(limit: maximumMembers))
        }
        count += 1
        let method: CompressedMember.Method = isCompressed ? .stored : .deflated
        let header = ZIPHeader(name, method, by: Self.maker)
        member = Member(header: header, method: method, place: end, name: name)
        try write(header.header)
        deflater.begin()
    }

    /// More of the member that was begun.
    package mutating func append(_ bytes: [UInt8]) throws(ZIPError) {
        member?.take(bytes)
        if member?.method == .stored { return try writeContents(bytes) }
        var compressed: [UInt8] = []
        deflater.add(bytes, to: &compressed)
        try writeContents(compressed)
    }

    /// After the last of it.
    package mutating func finishMember() throws(ZIPError) {
        if member?.method == .deflated {
            var rest: [UInt8] = []
            deflater.finish(to: &rest)
            try writeContents(rest)
        }
        guard let member else { return }
        guard member.size < Self.absent, member.compressed < Self.absent else {
            throw ZIPError(stream.name, member: member.name, .needsZIP64)
        }
        var header = member.header.header
        header.fill(ZIPHeader.sums, member.checksum, member.compressed, member.size)
        try stream.write(Array(header[..<ZIPHeader.size]), at: member.place)
        var entry = member.header.entry
        entry.fill(ZIPHeader.entrySums, member.checksum, member.compressed, member.size)
        entry.replace(at: ZIPHeader.entryPlace, littleEndian: UInt32(min(member.place, Self.absent)))
        if member.place >= Self.absent { entry.appendZIP64(place: member.place) }
        try directory.write(entry, at: directoryEnd)
        directoryEnd += entry.count
        self.member = nil
    }

    private mutating func writeContents(_ bytes: [UInt8]) throws(ZIPError) {
        try write(bytes)
        member?.compressed += bytes.count
    }

    private mutating func write(_ bytes: [UInt8]) throws(ZIPError) {
        try stream.write(bytes, at: end)
        end += bytes.count
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
        let start = end
        for place in stride(from: 0, to: directoryEnd, by: Self.piece) {
            guard let piece = directory.bytes(at: place, min(Self.piece, directoryEnd - place)) else {
                throw ZIPError(stream.name, .system(ZIPStream.lastError))
            }
            try write(piece)
        }
        try write(ZIPEndRecord.bytes(count: count, directory: start..<end))
        try stream.synchronize()
        isFinished = true
    }
}

extension [UInt8] {
    /// Adds the field of ZIP64 to an entry of the directory (APPNOTE §4.5.3).
    fileprivate mutating func appendZIP64(place: Int) {
        replace(at: 6, littleEndian: 45 as UInt16)  // Version needed: 4.5.
        replace(at: 30, littleEndian: 12 as UInt16)  // Of the extra field.
        append(1, 2)
        append(8, 2)
        append(UInt64(place), 8)
    }
}

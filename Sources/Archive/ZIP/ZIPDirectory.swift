internal import CMinizip
internal import Glibc

/// The directory of a ZIP of anyone's making, as minizip reads it, checked against what minizip takes on trust.
enum ZIPDirectory {
    /// In bytes: 160 for each of as many members as are read.
    static let maximumSize = 128_000_000
    /// What all members together may unpack to: text, in reason. Deflate itself goes up to 1,032 times.
    static let maximumRatio = 200
    static let freeSize = 100_000_000

    /// APPNOTE §4.4.4: encrypted; strongly encrypted; with a masked directory.
    private static let encryptionFlags: UInt64 = 1 << 0 | 1 << 6 | 1 << 13
    private static let localHeaderSize = 30

    struct Member {
        let name: String
        let isFolder: Bool
        let isDeflated: Bool
        let checksum: UInt32
        let size: Int
        /// Its header and its compressed contents, in the file.
        let header: Int
        let contents: Range<Int>
    }

    static func members(of stream: borrowing ZIPStream) throws(ZIPError) -> [Member] {
        let end = try ZIPEndRecord(of: stream)
        // minizip takes an end record at the very beginning for none.
        if end.count == 0, end.directory.isEmpty { return [] }
        guard let directory = unsafe stream.opened(by: { unsafe unzOpen2_64($0, &$1) }) else {
            throw ZIPError(stream.name, .notAZIP)
        }
        defer { unsafe unzClose(directory) }
        var members: [Member] = []
        // Where the directory ends that was read.
        var place = end.directory.lowerBound
        for number in 0..<end.count {
            let status = unsafe number == 0 ? unzGoToFirstFile(directory) : unzGoToNextFile(directory)
            guard status == UNZ_OK, unsafe unzGetOffset64(directory) == place else {
                throw ZIPError(stream.name, .damagedDirectory)
            }
            let (member, size) = unsafe try member(of: directory, in: stream)
            members.append(member)
            place += size
        }
        guard place == end.directory.upperBound else { throw ZIPError(stream.name, .damagedDirectory) }
        try check(members, of: stream, before: end.directory.lowerBound)
        return members
    }

    /// The member that minizip stands at, and the size of its entry in the directory.
    private static func member(
        of directory: unzFile, in stream: borrowing ZIPStream
    ) throws(ZIPError) -> (Member, size: Int) {
        var info = unz_file_info64()
        var buffer = [CChar](repeating: 0, count: ZIPName.maximumLength)
        guard
            unsafe unzGetCurrentFileInfo64(directory, &info, &buffer, UInt(buffer.count), nil, 0, nil, 0) == UNZ_OK
        else { throw ZIPError(stream.name, .damagedDirectory) }
        let bytes = buffer.prefix(Int(clamping: info.size_filename)).map(UInt8.init(bitPattern:))
        guard info.size_filename <= ZIPName.maximumLength else {
            throw ZIPError(stream.name, member: bytes, .nameTooLong)
        }
        let name: String
        do { name = try ZIPName.text(of: bytes) } catch { throw ZIPError(stream.name, member: bytes, error.problem) }
        if let problem = problem(with: info) { throw ZIPError(stream.name, member: bytes, problem) }
        let isFolder = bytes.last == UInt8(ascii: "/")
        if isFolder, info.uncompressed_size > 0 { throw ZIPError(stream.name, member: bytes, .folderWithContents) }
        if !isFolder, isMarkedFolder(info) { throw ZIPError(stream.name, member: bytes, .notRegular) }
        guard let (header, start) = unsafe contents(of: directory, name: bytes, in: stream) else {
            throw ZIPError(stream.name, member: bytes, .headersDisagree)
        }
        guard let compressed = Int(exactly: info.compressed_size), compressed <= stream.size - start,
            let size = Int(exactly: info.uncompressed_size)
        else { throw ZIPError(stream.name, member: bytes, .overlaps) }
        let member = Member(
            name: name, isFolder: isFolder, isDeflated: info.compression_method == UInt(Z_DEFLATED),
            checksum: UInt32(truncatingIfNeeded: info.crc), size: size, header: header,
            contents: start..<start + compressed)
        let entrySize = 46 + Int(info.size_filename) + Int(info.size_file_extra) + Int(info.size_file_comment)
        return (member, entrySize)
    }

    private static func problem(with info: unz_file_info64) -> ZIPError.Problem? {
        if info.disk_num_start != 0 { return .multipleDisks }
        if UInt64(info.flag) & encryptionFlags != 0 { return .encrypted }
        // Whatever system it was made on: some write another number there, and the mode of Unix all the same.
        if ![0, S_IFREG, S_IFDIR].contains(type(of: info)) { return .notRegular }
        switch info.compression_method {
        case 0: return info.compressed_size == info.uncompressed_size ? nil : .storedSizesDiffer
        case UInt(Z_DEFLATED): return nil
        default: return .unknownMethod(Int(clamping: info.compression_method))
        }
    }

    /// The kind of file, in the upper half of the external attributes.
    private static func type(of info: unz_file_info64) -> mode_t {
        mode_t(truncatingIfNeeded: info.external_fa >> 16) & S_IFMT
    }

    private static func isMarkedFolder(_ info: unz_file_info64) -> Bool { type(of: info) == S_IFDIR }

    /// Where the header and contents of a member begin. Nil when its header is not that of the directory: minizip
    /// compares method, checksum and sizes, and of the name no more than the length.
    private static func contents(
        of directory: unzFile, name: [UInt8], in stream: borrowing ZIPStream
    ) -> (header: Int, start: Int)? {
        var method: Int32 = 0
        guard unsafe unzOpenCurrentFile2(directory, &method, nil, 1) == UNZ_OK else { return nil }
        let start = unsafe Int(exactly: unzGetCurrentFileZStreamPos64(directory))
        let extra = unsafe Int(unzGetLocalExtrafield(directory, nil, 0))
        // Tells of the checksum only what was read to its end.
        _ = unsafe unzCloseCurrentFile(directory)
        guard let start, extra >= 0 else { return nil }
        let header = start - extra - name.count - localHeaderSize
        guard let bytes = stream.bytes(at: header, localHeaderSize + name.count),
            bytes.starts(with: [0x50, 0x4B, 3, 4]), bytes[localHeaderSize...].elementsEqual(name),
            bytes.number(at: 6, 2) & encryptionFlags == 0
        else { return nil }
        return (header, start)
    }

    /// What only shows of all members together.
    private static func check(
        _ members: [Member], of stream: borrowing ZIPStream, before directory: Int
    ) throws(ZIPError) {
        let limit = stream.size * maximumRatio + freeSize
        var total = 0
        for member in members {
            let (sum, isTooLarge) = total.addingReportingOverflow(member.size)
            total = isTooLarge ? .max : sum
            guard total <= limit else { throw ZIPError(stream.name, .sizesTooLarge(total: total, limit: limit)) }
        }
        // What lies twice in the file would be unpacked twice: a few megabytes can be made into terabytes that way.
        let inOrder = members.sorted { $0.header < $1.header }
        for (index, member) in inOrder.enumerated() {
            let next = index + 1 < inOrder.count ? inOrder[index + 1].header : directory
            guard member.contents.upperBound <= next else {
                throw ZIPError(stream.name, member: Array(member.name.utf8), .overlaps)
            }
        }
        if let (name, problem) = ZIPName.conflict(in: members.map(\.name)) {
            throw ZIPError(stream.name, member: Array(name.utf8), problem)
        }
    }
}

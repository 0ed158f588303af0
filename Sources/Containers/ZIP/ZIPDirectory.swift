internal import CMinizip
internal import Glibc

/// The directory of a ZIP of anyone's making, as minizip reads it, checked against what minizip takes on trust.
enum ZIPDirectory {
    /// APPNOTE §4.4.4: encrypted; strongly encrypted; with a masked directory.
    private static let encryptionFlags: UInt64 = 1 << 0 | 1 << 6 | 1 << 13
    /// Of a member, and of its entry in the directory, before the name.
    private static let headerSize = 30
    private static let entryHeaderSize = 46

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

    static func members(of stream: borrowing ZIPStream, _ limits: ZIPLimits) throws(ZIPError) -> [Member] {
        let end = try ZIPEndRecord(of: stream, limits)
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
            let (member, size) = unsafe try member(of: directory, at: place, in: stream)
            members.append(member)
            place += size
        }
        guard place == end.directory.upperBound else { throw ZIPError(stream.name, .damagedDirectory) }
        try check(members, of: stream, before: end.directory.lowerBound, limits)
        return members
    }

    /// The member that minizip stands at, and the size of its entry in the directory.
    private static func member(
        of directory: unzFile, at place: Int, in stream: borrowing ZIPStream
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

        let entrySize = entryHeaderSize + Int(info.size_filename) + Int(info.size_file_extra)
        guard let entry = stream.bytes(at: place, entrySize), let sizes = ZIPSizes(entry: entry) else {
            throw ZIPError(stream.name, .damagedDirectory)
        }
        let isFolder = bytes.last == UInt8(ascii: "/")
        if let problem = problem(with: info, sizes, isFolder: isFolder) {
            throw ZIPError(stream.name, member: bytes, problem)
        }
        guard let start = contents(of: entry, sizes, name: bytes, in: stream), let header = Int(exactly: sizes.header)
        else { throw ZIPError(stream.name, member: bytes, .headersDisagree) }
        guard let compressed = Int(exactly: sizes.compressed), compressed <= stream.size - start,
            let size = Int(exactly: sizes.size)
        else { throw ZIPError(stream.name, member: bytes, .overlaps) }
        let member = Member(
            name: name, isFolder: isFolder, isDeflated: info.compression_method == UInt(Z_DEFLATED),
            checksum: UInt32(truncatingIfNeeded: info.crc), size: size, header: header,
            contents: start..<start + compressed)
        return (member, entrySize + Int(info.size_file_comment))
    }

    private static func problem(
        with info: unz_file_info64, _ sizes: ZIPSizes, isFolder: Bool
    ) -> ZIPError.Problem? {
        if info.disk_num_start != 0 { return .multipleDisks }
        if UInt64(info.flag) & encryptionFlags != 0 { return .encrypted }
        // In the upper half of the attributes, whatever system it was made on: some write another number there, and the
        // mode of Unix all the same.
        let type = mode_t(truncatingIfNeeded: info.external_fa >> 16) & S_IFMT
        guard type == 0 || type == S_IFREG || type == S_IFDIR && isFolder else { return .notRegular }
        if isFolder, sizes.size > 0 { return .folderWithContents }
        switch info.compression_method {
        case 0: return sizes.compressed == sizes.size ? nil : .storedSizesDiffer
        case UInt(Z_DEFLATED): return nil
        default: return .unknownMethod(Int(clamping: info.compression_method))
        }
    }

    /// Where the contents of a member begin. Nil when its own header is not that of the directory.
    ///
    /// Checked here and not by minizip, which of the name compares no more than the length.
    private static func contents(
        of entry: [UInt8], _ sizes: ZIPSizes, name: [UInt8], in stream: borrowing ZIPStream
    ) -> Int? {
        guard let place = Int(exactly: sizes.header), place <= stream.size,
            let header = stream.bytes(at: place, headerSize + name.count), header.starts(with: [0x50, 0x4B, 3, 4]),
            header.number(at: 26, 2) == name.count, header[headerSize...].elementsEqual(name)
        else { return nil }
        let flags = header.number(at: 6, 2)
        guard flags & encryptionFlags == 0, header.number(at: 8, 2) == entry.number(at: 10, 2) else { return nil }
        // APPNOTE §4.4.4: checksum and sizes come after the contents. Otherwise each is the same, or in a field of
        // ZIP64.
        if flags & 1 << 3 == 0 {
            let (compressed, size) = (header.number(at: 18, 4), header.number(at: 22, 4))
            guard header.number(at: 14, 4) == entry.number(at: 16, 4),
                compressed == sizes.compressed || compressed == 0xFFFF_FFFF, size == sizes.size || size == 0xFFFF_FFFF
            else { return nil }
        }
        return place + headerSize + name.count + Int(header.number(at: 28, 2))
    }

    /// What only shows of all members together.
    private static func check(
        _ members: [Member], of stream: borrowing ZIPStream, before directory: Int, _ limits: ZIPLimits
    ) throws(ZIPError) {
        let limit = stream.size * limits.ratio + limits.free
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

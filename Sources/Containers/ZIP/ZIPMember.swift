internal import CMinizip
internal import Glibc

/// A member of a ZIP as its entry in the directory has it, and its own header says as well.
struct ZIPMember {
    /// APPNOTE §4.4.4: encrypted; strongly encrypted; with a masked directory.
    private static let encryptionFlags: UInt64 = 1 << 0 | 1 << 6 | 1 << 13
    /// Of a member, and of its entry in the directory, before the name.
    private static let headerSize = 30
    private static let entryHeaderSize = 46

    /// What it takes of the file, from its header to the end of its contents.
    struct Extent {
        let header: Int
        let end: Int
        let name: Range<Int>
    }

    let name: String
    let isFolder: Bool
    let entry: ZIPFileReader.Entry
    let extent: Extent
    /// Of its entry in the directory, in bytes.
    let entrySize: Int

    /// The one that minizip stands at, whose entry is at `place`.
    init(of directory: unzFile, at place: Int, in stream: borrowing ZIPStream) throws(ZIPError) {
        var info = unz_file_info64()
        var buffer = [CChar](repeating: 0, count: ZIPName.maximumLength)
        guard
            unsafe unzGetCurrentFileInfo64(directory, &info, &buffer, UInt(buffer.count), nil, 0, nil, 0) == UNZ_OK
        else { throw ZIPError(stream.name, .damagedDirectory) }
        let bytes = buffer.prefix(Int(clamping: info.size_filename)).map(UInt8.init(bitPattern:))
        guard info.size_filename <= ZIPName.maximumLength else {
            throw ZIPError(stream.name, member: bytes, .nameTooLong)
        }
        do { name = try ZIPName.text(of: bytes) } catch { throw ZIPError(stream.name, member: bytes, error.problem) }

        let size = Self.entryHeaderSize + Int(info.size_filename) + Int(info.size_file_extra)
        guard let entry = stream.bytes(at: place, size), let sizes = ZIPSizes(entry: entry) else {
            throw ZIPError(stream.name, .damagedDirectory)
        }
        isFolder = bytes.last == UInt8(ascii: "/")
        if let problem = Self.problem(with: info, sizes, isFolder: isFolder) {
            throw ZIPError(stream.name, member: bytes, problem)
        }
        guard let start = Self.contents(of: entry, sizes, name: bytes, in: stream),
            let header = Int(exactly: sizes.header)
        else { throw ZIPError(stream.name, member: bytes, .headersDisagree) }
        guard let compressed = Int(exactly: sizes.compressed), compressed <= stream.size - start,
            let unpacked = Int(exactly: sizes.size)
        else { throw ZIPError(stream.name, member: bytes, .overlaps) }
        let namePlace = place + Self.entryHeaderSize
        extent = Extent(header: header, end: start + compressed, name: namePlace..<namePlace + bytes.count)
        self.entry = ZIPFileReader.Entry(
            size: unpacked, namePlace: namePlace, nameLength: UInt16(bytes.count),
            isDeflated: info.compression_method == UInt(Z_DEFLATED), checksum: UInt32(truncatingIfNeeded: info.crc),
            contents: start..<start + compressed)
        entrySize = size + Int(info.size_file_comment)
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
}

/// Writes ZIP archives in memory (APPNOTE 6.3.10), one after another: the same files give the same bytes, at any time
/// and place.
package struct ZIPWriter: Sendable {
    /// Sizes and offsets have 32 bits, of which all ones mean ZIP64 (APPNOTE §4.4.1.4).
    package static let maximumSize = 0xFFFF_FFFF

    /// What messages call it.
    package static let file = "package"

    /// A file that is yet to be added: its header, ready but for sizes and checksum.
    package struct Entry: Sendable {
        fileprivate let name: String
        fileprivate let header: [UInt8]
        fileprivate let directoryEntry: [UInt8]

        fileprivate init(_ name: String, _ method: CompressedMember.Method) {
            self.name = name
            let utf8 = Array(name.utf8)
            var common: [UInt8] = []
            common.append(littleEndian: 20 as UInt16)  // Version needed: 2.0, for deflate.
            let isASCII = utf8.allSatisfy { $0 < 0x80 }
            common.append(littleEndian: isASCII ? 0 : 0x0800 as UInt16)  // Bit 11: the name is UTF-8.
            common.append(littleEndian: method.rawValue)
            common.append(littleEndian: 0 as UInt16)  // 00:00.
            common.append(littleEndian: 0x0021 as UInt16)  // 1 January 1980.
            common += Array(repeating: 0, count: 12)  // Checksum and sizes.
            common.append(littleEndian: UInt16(utf8.count))
            common.append(littleEndian: 0 as UInt16)  // No extra field.

            var header: [UInt8] = []
            header.append(littleEndian: 0x0403_4B50 as UInt32)  // Local file header (APPNOTE §4.3.7).
            self.header = header + common + utf8

            var entry: [UInt8] = []
            entry.append(littleEndian: 0x0201_4B50 as UInt32)  // Central directory header (APPNOTE §4.3.12).
            entry.append(littleEndian: 20 as UInt16)  // Made by version 2.0, on no system in particular.
            entry += common
            entry.append(littleEndian: 0 as UInt16)  // No comment.
            entry.append(littleEndian: 0 as UInt16)  // On the first disk.
            entry.append(littleEndian: 0 as UInt16)  // Internal attributes: none.
            entry.append(littleEndian: 0 as UInt32)  // External attributes: none.
            entry.append(littleEndian: 0 as UInt32)  // Where the local header is.
            directoryEntry = entry + utf8
        }
    }

    private var bytes: [UInt8] = []
    /// The central directory, as it grows.
    private var directory: [UInt8] = []
    private var count = 0
    private var names: Set<String> = []

    package init() {}

    /// A file that each archive from here on has.
    package mutating func entry(_ name: String, _ method: CompressedMember.Method) throws(ZIPError) -> Entry {
        guard name.utf8.count <= Int(UInt16.max) else {
            throw ZIPError(Self.file, member: Array(name.utf8), .nameTooLong)
        }
        guard names.count < Int(UInt16.max) - 1 else {
            throw ZIPError(Self.file, .tooManyFiles(limit: Int(UInt16.max) - 1))
        }
        guard names.insert(name).inserted else { throw ZIPError(Self.file, member: Array(name.utf8), .nameTwice) }
        return Entry(name, method)
    }

    package mutating func add(_ member: CompressedMember) throws(ZIPError) {
        try add(entry(member.name, member.method)) { bytes in
            bytes += member.bytes
            return (member.checksum, member.size)
        }
    }

    /// `append` writes the file's compressed bytes straight into the archive.
    package mutating func add(
        _ entry: Entry, append: (inout [UInt8]) -> (checksum: UInt32, size: Int)
    ) throws(ZIPError) {
        let header = bytes.count
        bytes += entry.header
        let start = bytes.count
        let (checksum, size) = append(&bytes)
        guard bytes.count < Self.maximumSize, size < Self.maximumSize else {
            throw ZIPError(Self.file, member: Array(entry.name.utf8), .needsZIP64)
        }
        let directoryEntry = directory.count
        directory += entry.directoryEntry
        bytes.fill(header + 14, checksum, bytes.count - start, size)
        directory.fill(directoryEntry + 16, checksum, bytes.count - start, size)
        directory.replace(at: directoryEntry + 42, littleEndian: UInt32(header))
        count += 1
    }

    // MARK: Archives that begin alike

    /// How far an archive is.
    package struct Mark: Sendable {
        fileprivate let bytes: Int
        fileprivate let directory: Int
        fileprivate let count: Int
    }

    package var mark: Mark { Mark(bytes: bytes.count, directory: directory.count, count: count) }

    /// Begins an archive anew with what was in it at `mark`.
    package mutating func revert(to mark: Mark) {
        bytes.removeSubrange(mark.bytes...)
        directory.removeSubrange(mark.directory...)
        count = mark.count
    }

    /// The archive; the next one begins with `revert`.
    package mutating func finish() throws(ZIPError) -> [UInt8] {
        let start = bytes.count
        guard start + directory.count < Self.maximumSize else { throw ZIPError(Self.file, .needsZIP64) }
        bytes += directory
        // End of central directory record (APPNOTE §4.3.16).
        bytes.append(littleEndian: 0x0605_4B50 as UInt32)
        bytes.append(littleEndian: 0 as UInt32)  // This is the only disk.
        bytes.append(littleEndian: UInt16(count))
        bytes.append(littleEndian: UInt16(count))
        bytes.append(littleEndian: UInt32(directory.count))
        bytes.append(littleEndian: UInt32(start))
        bytes.append(littleEndian: 0 as UInt16)  // No comment.
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
        for shift in stride(from: 0, to: value.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    /// Checksum and sizes, as both headers have them.
    fileprivate mutating func fill(_ index: Int, _ checksum: UInt32, _ compressed: Int, _ size: Int) {
        replace(at: index, littleEndian: checksum)
        replace(at: index + 4, littleEndian: UInt32(compressed))
        replace(at: index + 8, littleEndian: UInt32(size))
    }
}

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
            let both = ZIPHeader(Array(name.utf8), method, by: .nobody)
            (header, directoryEntry) = (both.header, both.entry)
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
        bytes.fill(header + ZIPHeader.sums, checksum, bytes.count - start, size)
        directory.fill(directoryEntry + ZIPHeader.entrySums, checksum, bytes.count - start, size)
        directory.replace(at: directoryEntry + ZIPHeader.entryPlace, littleEndian: UInt32(header))
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
        bytes += ZIPEndRecord.bytes(count: count, directory: start..<start + directory.count)
        return bytes
    }
}

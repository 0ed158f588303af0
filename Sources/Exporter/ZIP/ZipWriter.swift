import Templating

/// Writes a ZIP archive in memory (APPNOTE 6.3.10): the same files give the same bytes, at any time and place.
///
/// A value: one that holds what all letters share can be copied and added to for each of them.
struct ZipWriter: Sendable {
    /// Sizes and offsets have 32 bits, of which all ones mean ZIP64 (APPNOTE §4.4.1.4).
    static let maximumSize = 0xFFFF_FFFF

    private var bytes: [UInt8] = []
    /// The central directory, as it grows.
    private var directory: [UInt8] = []
    private var names: Set<String> = []

    mutating func add(_ member: CompressedMember) throws(ZipError) {
        try add(member.name, method: member.method) { bytes in
            bytes += member.bytes
            return (member.checksum, member.size)
        }
    }

    /// Makes room for as many bytes more.
    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Compresses straight into the archive.
    mutating func add(_ name: String, _ filling: Filling, with deflate: SplicedDeflate) throws(ZipError) {
        try add(name, method: .deflated) { bytes in deflate.append(filling, to: &bytes) }
    }

    /// The archive.
    consuming func finish() throws(ZipError) -> [UInt8] {
        let start = bytes.count
        guard start + directory.count < Self.maximumSize else { throw .tooLarge("") }
        bytes += directory
        // End of central directory record (APPNOTE §4.3.16).
        bytes.append(littleEndian: 0x0605_4B50 as UInt32)
        bytes.append(littleEndian: 0 as UInt32)  // This is the only disk.
        bytes.append(littleEndian: UInt16(names.count))
        bytes.append(littleEndian: UInt16(names.count))
        bytes.append(littleEndian: UInt32(directory.count))
        bytes.append(littleEndian: UInt32(start))
        bytes.append(littleEndian: 0 as UInt16)  // No comment.
        return bytes
    }

    /// Writes a local header, has `append` write what follows, and then fills in what that was.
    private mutating func add(
        _ name: String, method: CompressedMember.Method,
        append: (inout [UInt8]) -> (checksum: UInt32, size: Int)
    ) throws(ZipError) {
        let utf8 = Array(name.utf8)
        guard utf8.count <= Int(UInt16.max) else { throw .nameTooLong(name) }
        guard names.count < Int(UInt16.max) - 1 else { throw .tooManyFiles }
        guard names.insert(name).inserted else { throw .duplicateName(name) }

        let header = bytes.count
        bytes.append(littleEndian: 0x0403_4B50 as UInt32)  // Local file header (APPNOTE §4.3.7).
        let common = bytes.count
        let isASCII = utf8.allSatisfy { $0 < 0x80 }
        bytes.append(littleEndian: 20 as UInt16)  // Version needed: 2.0, for deflate.
        bytes.append(littleEndian: isASCII ? 0 : 0x0800 as UInt16)  // Bit 11: the name is UTF-8.
        bytes.append(littleEndian: method.rawValue)
        bytes.append(littleEndian: 0 as UInt16)  // 00:00.
        bytes.append(littleEndian: 0x0021 as UInt16)  // 1 January 1980.
        let sizes = bytes.count
        bytes += Array(repeating: 0, count: 12)
        bytes.append(littleEndian: UInt16(utf8.count))
        bytes.append(littleEndian: 0 as UInt16)  // No extra field.
        let endOfHeader = bytes.count
        bytes += utf8

        let start = bytes.count
        let (checksum, size) = append(&bytes)
        guard bytes.count < Self.maximumSize, size < Self.maximumSize else { throw .tooLarge(name) }
        bytes.replace(at: sizes, littleEndian: checksum)
        bytes.replace(at: sizes + 4, littleEndian: UInt32(bytes.count - start))
        bytes.replace(at: sizes + 8, littleEndian: UInt32(size))

        directory.append(littleEndian: 0x0201_4B50 as UInt32)  // Central directory header (APPNOTE §4.3.12).
        directory.append(littleEndian: 20 as UInt16)  // Made by version 2.0, on no system in particular.
        directory += bytes[common..<endOfHeader]
        directory.append(littleEndian: 0 as UInt16)  // No comment.
        directory.append(littleEndian: 0 as UInt16)  // On the first disk.
        directory.append(littleEndian: 0 as UInt16)  // Internal attributes: none.
        directory.append(littleEndian: 0 as UInt32)  // External attributes: none.
        directory.append(littleEndian: UInt32(header))
        directory += utf8
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
        for shift in stride(from: 0, to: value.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    fileprivate mutating func replace(at index: Int, littleEndian value: UInt32) {
        for byte in 0..<4 { self[index + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
    }
}

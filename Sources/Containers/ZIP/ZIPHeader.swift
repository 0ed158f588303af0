/// What is said of a member before its contents and in the directory (APPNOTE 6.3.10 §4.3.7, §4.3.12): the same at any time.
struct ZIPHeader {
    /// Of both headers, before the name.
    static let size = 30
    static let entrySize = 46
    /// Where checksum and sizes stand in them.
    static let sums = 14
    static let entrySums = 16
    /// Where the entry has the place of the header.
    static let entryPlace = 42

    /// The system and version that a program was made for, and what it knows of the file there.
    struct Maker {
        let version: UInt16
        let attributes: UInt32

        /// Version 2.0, on no system in particular.
        static let nobody = Maker(version: 20, attributes: 0)
    }

    let header: [UInt8]
    let entry: [UInt8]

    /// With room for checksum and sizes.
    init(_ name: [UInt8], _ method: CompressedMember.Method, by maker: Maker) {
        var common: [UInt8] = []
        common.append(20, 2)  // Version needed: 2.0, for deflate.
        common.append(name.allSatisfy { $0 < 0x80 } ? 0 : 0x0800, 2)  // Bit 11: the name is UTF-8.
        common.append(UInt64(method.rawValue), 2)
        common.append(0, 2)  // 00:00.
        common.append(0x0021, 2)  // 1 January 1980.
        common += Array(repeating: 0, count: 12)  // Checksum and sizes.
        common.append(UInt64(name.count), 2)
        common.append(0, 2)  // No extra field.

        var header: [UInt8] = []
        header.append(0x0403_4B50, 4)
        self.header = header + common + name

        var entry: [UInt8] = []
        entry.append(0x0201_4B50, 4)
        entry.append(UInt64(maker.version), 2)
        entry += common
        entry.append(0, 2)  // No comment.
        entry.append(0, 2)  // On the first disk.
        entry.append(0, 2)  // Internal attributes: none.
        entry.append(UInt64(maker.attributes), 4)
        entry.append(0, 4)  // Where the header is.
        self.entry = entry + name
    }
}

extension [UInt8] {
    /// Checksum and sizes, as both headers have them, at `index`.
    mutating func fill(_ index: Int, _ checksum: UInt32, _ compressed: Int, _ size: Int) {
        replace(at: index, littleEndian: checksum)
        replace(at: index + 4, littleEndian: UInt32(compressed))
        replace(at: index + 8, littleEndian: UInt32(size))
    }
}

/// Where the directory of a ZIP is, by the records that end it (APPNOTE 6.3.10 §4.3.14–16).
///
/// minizip looks for these records itself, and accepts what another program would read differently: bytes before, after
/// and between. Here they must be the last bytes, right after the directory, so that there is one way to read them.
struct ZIPEndRecord: Equatable {
    private static let signature: [UInt8] = [0x50, 0x4B, 5, 6]
    private static let locatorSignature: [UInt8] = [0x50, 0x4B, 6, 7]
    private static let bigSignature: [UInt8] = [0x50, 0x4B, 6, 6]
    private static let size = 22
    private static let locatorSize = 20
    private static let bigSize = 56

    /// How many members the directory has.
    let count: Int
    /// The bytes of the directory.
    let directory: Range<Int>

    init(of stream: borrowing ZIPStream, _ limits: ZIPLimits) throws(ZIPError) {
        let name = stream.name
        let tailStart = max(0, stream.size - Self.size - 0xFFFF - Self.locatorSize)
        guard let tail = stream.bytes(at: tailStart, stream.size - tailStart),
            let end = tail.lastIndex(of: Self.signature), tail.count - end >= Self.size
        else { throw ZIPError(name, .notAZIP) }
        guard end + Self.size + Int(tail.number(at: end + 20, 2)) == tail.count else {
            throw ZIPError(name, .bytesAfterEnd)
        }
        guard tail.number(at: end + 4, 4) == 0, tail.number(at: end + 8, 2) == tail.number(at: end + 10, 2) else {
            throw ZIPError(name, .multipleDisks)
        }
        var fields = (
            count: tail.number(at: end + 8, 2), size: tail.number(at: end + 12, 4), offset: tail.number(at: end + 16, 4)
        )
        var directoryEnd = tailStart + end

        // Of ZIP64. minizip takes the last locator there is, wherever it stands.
        if let locator = tail.lastIndex(of: Self.locatorSignature), tail.count - locator >= Self.locatorSize,
            let place = Int(exactly: tail.number(at: locator + 8, 8)), let big = stream.bytes(at: place, Self.bigSize),
            big.starts(with: Self.bigSignature)
        {
            guard locator == end - Self.locatorSize,
                place + 12 + Int(clamping: min(big.number(at: 4, 8), 1 << 40)) == tailStart + locator
            else { throw ZIPError(name, .endRecordsDisagree) }
            guard tail.number(at: locator + 4, 4) == 0, tail.number(at: locator + 16, 4) == 1,
                big.number(at: 16, 8) == 0, big.number(at: 24, 8) == big.number(at: 32, 8)
            else { throw ZIPError(name, .multipleDisks) }
            let bigFields = (count: big.number(at: 24, 8), size: big.number(at: 40, 8), offset: big.number(at: 48, 8))
            guard fields.count == 0xFFFF || fields.count == bigFields.count,
                fields.size == 0xFFFF_FFFF || fields.size == bigFields.size,
                fields.offset == 0xFFFF_FFFF || fields.offset == bigFields.offset
            else { throw ZIPError(name, .endRecordsDisagree) }
            fields = bigFields
            directoryEnd = place
        }

        guard fields.count <= limits.members else { throw ZIPError(name, .tooManyFiles(limit: limits.members)) }
        guard fields.size <= limits.directory else {
            throw ZIPError(name, .directoryTooLarge(bytes: Int(clamping: fields.size), limit: limits.directory))
        }
        guard fields.offset <= directoryEnd, directoryEnd - Int(fields.offset) == Int(fields.size) else {
            throw ZIPError(name, .bytesBeforeStart)
        }
        count = Int(fields.count)
        directory = Int(fields.offset)..<directoryEnd
    }

    /// The records that end a ZIP, with those of ZIP64 when numbers need them.
    static func bytes(count: Int, directory: Range<Int>) -> [UInt8] {
        let (most, mostMembers) = (0xFFFF_FFFF, 0xFFFF)
        var bytes: [UInt8] = []
        if count >= mostMembers || directory.count >= most || directory.lowerBound >= most {
            bytes += bigSignature
            bytes.append(44, 8)  // Of what follows.
            bytes.append(45, 2)  // Version 4.5 made it, and reads it.
            bytes.append(45, 2)
            bytes.append(0, 8)  // This is the only disk.
            bytes.append(UInt64(count), 8)
            bytes.append(UInt64(count), 8)
            bytes.append(UInt64(directory.count), 8)
            bytes.append(UInt64(directory.lowerBound), 8)
            bytes += locatorSignature
            bytes.append(0, 4)
            bytes.append(UInt64(directory.upperBound), 8)
            bytes.append(1, 4)
        }
        bytes += signature
        bytes.append(0, 4)  // This is the only disk.
        bytes.append(UInt64(min(count, mostMembers)), 2)
        bytes.append(UInt64(min(count, mostMembers)), 2)
        bytes.append(UInt64(min(directory.count, most)), 4)
        bytes.append(UInt64(min(directory.lowerBound, most)), 4)
        bytes.append(0, 2)  // No comment.
        return bytes
    }
}

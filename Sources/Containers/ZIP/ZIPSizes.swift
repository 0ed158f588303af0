/// How large a member is and where its header stands, by its entry in the directory and the field of ZIP64 in that
/// (APPNOTE 6.3.10 §4.3.12, §4.5.3).
///
/// minizip 1.1 compares with a number of 64 bits where it should with one of 32, and so never reads the field.
struct ZIPSizes {
    private static let absent: UInt64 = 0xFFFF_FFFF

    private(set) var size: UInt64
    private(set) var compressed: UInt64
    private(set) var header: UInt64

    /// `entry` is as long as it says. Nil when the field is not, or stands in it twice.
    init?(entry: [UInt8]) {
        compressed = entry.number(at: 20, 4)
        size = entry.number(at: 24, 4)
        header = entry.number(at: 42, 4)
        var place = 46 + Int(entry.number(at: 28, 2))
        let end = place + Int(entry.number(at: 30, 2))
        var isFound = false
        while place + 4 <= end {
            let field = entry.number(at: place, 2)
            let next = place + 4 + Int(entry.number(at: place + 2, 2))
            if field == 1 {
                guard !isFound, next <= end, read(entry, place + 4, next) else { return nil }
                isFound = true
            }
            place = next
        }
    }

    /// It holds, in this order, what did not fit elsewhere.
    private mutating func read(_ entry: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var place = start
        for path in [\ZIPSizes.size, \.compressed, \.header] where self[keyPath: path] == Self.absent {
            guard place + 8 <= end else { return false }
            self[keyPath: path] = entry.number(at: place, 8)
            place += 8
        }
        return true
    }
}

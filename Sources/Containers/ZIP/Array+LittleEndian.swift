extension [UInt8] {
    /// The number of `count` bytes at `index`, where they must be.
    package func number(at index: Int, _ count: Int) -> UInt64 {
        self[index..<index + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func append(_ number: UInt64, _ count: Int) {
        for byte in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
    }

    /// Where the last of some bytes is.
    func lastIndex(of bytes: [UInt8]) -> Int? {
        var index = count - bytes.count
        while index >= 0 {
            if self[index] == bytes[0], self[index...].starts(with: bytes) { return index }
            index -= 1
        }
        return nil
    }

    package mutating func replace(at index: Int, littleEndian value: some FixedWidthInteger) {
        for byte in 0..<value.bitWidth / 8 { self[index + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
    }
}

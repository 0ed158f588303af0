internal import CMinizip

/// The checksum that ZIP and PNG have.
package enum CRC32 {
    /// `before` is that of what stands before `contents`.
    package static func checksum(_ contents: Span<UInt8>, after before: UInt32 = 0) -> UInt32 {
        unsafe contents.withUnsafeBufferPointer { contents in
            // Without bytes there is no address, for which zlib would begin anew.
            guard let address = contents.baseAddress else { return before }
            return unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(before), address, contents.count))
        }
    }

    package static func checksum(_ contents: [UInt8], after before: UInt32 = 0) -> UInt32 {
        checksum(contents.span, after: before)
    }

    /// Moves a checksum over so many bytes, to be combined with theirs.
    package struct Shift: Sendable {
        private let power: UInt

        package init(over count: Int) {
            power = crc32_combine_gen(count)
        }

        /// That of what `one` is of, followed by as many bytes, of which `other` is.
        package func combined(_ one: UInt32, _ other: UInt32) -> UInt32 {
            UInt32(truncatingIfNeeded: crc32_combine_op(UInt(one), UInt(other), power))
        }
    }
}

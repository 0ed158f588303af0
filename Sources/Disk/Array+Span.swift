extension [UInt8] {
    /// Without the reference count that a slice of an array costs.
    package mutating func append(_ more: Span<UInt8>) {
        unsafe more.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

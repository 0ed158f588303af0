internal import CZlib

/// Compresses, one file after another. Owns zlib's stream, which takes 256 kB and more time to set up than a letter.
@safe struct Deflater: ~Copyable {
    private static let chunk = 32_768

    /// zlib's state points back to the stream, so that stays where it is.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableBufferPointer<UInt8>

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe output = .allocate(capacity: Self.chunk)
        // Fails only when there is no memory left, where Swift stops as well.
        let status = unsafe oproep_deflate_init_raw(stream, 6)
        precondition(status == Z_OK, "zlib could not start")
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
        unsafe output.deallocate()
    }

    /// Appends `contents` of less than 4 GiB as one raw deflate stream (RFC 1951).
    mutating func append(_ contents: [UInt8], to bytes: inout [UInt8]) {
        unsafe deflateReset(stream)
        unsafe contents.withUnsafeBufferPointer { contents in
            // zlib reads from it only; its type says otherwise.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: contents.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(contents.count)
            var status = Z_OK
            while status == Z_OK {
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(Self.chunk)
                status = unsafe deflate(stream, Z_FINISH)
                let written = unsafe Self.chunk - Int(stream.pointee.avail_out)
                unsafe bytes.append(contentsOf: output[..<written])
            }
            precondition(status == Z_STREAM_END, "zlib could not compress")
        }
    }

    /// CRC-32 as ZIP and PNG have it.
    static func checksum(_ contents: [UInt8]) -> UInt32 {
        unsafe contents.withUnsafeBufferPointer { contents in
            unsafe UInt32(truncatingIfNeeded: crc32_z(0, contents.baseAddress, contents.count))
        }
    }
}

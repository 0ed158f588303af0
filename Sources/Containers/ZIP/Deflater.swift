internal import CMinizip

/// Compresses, one file after another. Owns zlib's stream, which takes 256 kB and more time to set up than a letter.
@safe package struct Deflater: ~Copyable {
    private static let chunk = 32_768

    /// zlib's state points back to the stream, so that stays where it is.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableBufferPointer<UInt8>

    package init(level: Int32 = 6, memoryLevel: Int32 = 9) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe output = .allocate(capacity: Self.chunk)
        // Fails only when there is no memory left, where Swift stops as well.
        let status = unsafe oproep_deflate_init_raw(stream, level, memoryLevel)
        precondition(status == Z_OK, "zlib could not start")
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
        unsafe output.deallocate()
    }

    /// Appends `contents` of less than 4 GiB as one raw deflate stream (RFC 1951).
    package mutating func append(_ contents: [UInt8], to bytes: inout [UInt8]) {
        begin()
        deflate(contents, Z_FINISH, to: &bytes)
    }

    /// Begins a stream that comes in pieces.
    mutating func begin() { unsafe deflateReset(stream) }

    mutating func add(_ piece: [UInt8], to bytes: inout [UInt8]) { deflate(piece, Z_NO_FLUSH, to: &bytes) }

    mutating func finish(to bytes: inout [UInt8]) { deflate([], Z_FINISH, to: &bytes) }

    /// `contents` compressed up to a sync flush, less the four bytes of length that end it: up to the header of a stored
    /// block, on a byte boundary. `history` is what stands before it and can be referred back to.
    package mutating func flushed(_ contents: [UInt8], after history: [UInt8]) -> [UInt8] {
        unsafe deflateReset(stream)
        unsafe history.withUnsafeBufferPointer { history in
            // Fails only when the stream is not at its start.
            _ = unsafe deflateSetDictionary(stream, history.baseAddress, UInt32(history.count))
        }
        var bytes: [UInt8] = []
        deflate(contents, Z_SYNC_FLUSH, to: &bytes)
        bytes.removeLast(4)
        return bytes
    }

    private mutating func deflate(_ contents: [UInt8], _ flush: Int32, to bytes: inout [UInt8]) {
        unsafe contents.withUnsafeBufferPointer { contents in
            // zlib reads from it only; its type says otherwise.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: contents.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(contents.count)
            // It is done when there is room left over.
            repeat {
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(Self.chunk)
                let status = unsafe CMinizip.deflate(stream, flush)
                precondition(
                    status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR, "zlib could not compress")
                let written = unsafe Self.chunk - Int(stream.pointee.avail_out)
                unsafe bytes.append(contentsOf: output[..<written])
            } while unsafe stream.pointee.avail_out == 0
        }
    }
}

internal import CMinizip

/// Unpacks one raw deflate stream (RFC 1951).
///
/// minizip unpacks as well, up to the size that was declared, and does not tell whether there was more.
@safe struct Inflater: ~Copyable {
    private static let chunk = 65_536

    /// zlib's state points back to the stream, so that stays where it is.
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // Fails only when there is no memory left, where Swift stops as well.
        let status = unsafe oproep_inflate_init_raw(stream)
        precondition(status == Z_OK, "zlib could not start")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    enum Progress: Equatable {
        case unfinished
        /// With so many bytes of the input left over.
        case finished(left: Int)
        case stopped
        case damaged
    }

    /// Gives `body` what `input` holds, at most 64 kB at a time, for as long as it returns true.
    mutating func inflate(_ input: [UInt8], _ body: ([UInt8]) -> Bool) -> Progress {
        unsafe input.withUnsafeBufferPointer { input in
            // zlib reads from it only; its type says otherwise.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(input.count)
            while true {
                var status = Z_OK
                let output = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunk) { output, initialized in
                    unsafe stream.pointee.next_out = output.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(Self.chunk)
                    status = unsafe CMinizip.inflate(stream, Z_NO_FLUSH)
                    initialized = unsafe Self.chunk - Int(stream.pointee.avail_out)
                }
                if !output.isEmpty, !body(output) { return .stopped }
                switch status {
                case Z_STREAM_END: return unsafe .finished(left: Int(stream.pointee.avail_in))
                // Nothing came of it: there is no input left.
                case Z_BUF_ERROR: return .unfinished
                case Z_OK: if output.count < Self.chunk, unsafe stream.pointee.avail_in == 0 { return .unfinished }
                default: return .damaged
                }
            }
        }
    }
}

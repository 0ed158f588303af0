/// Reads big-endian numbers from bytes that may end anywhere.
struct ImageBytes {
    private let bytes: [UInt8]
    var position: Int

    init(_ bytes: [UInt8], from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func byte() throws(ImageError) -> Int {
        try number(of: 1)
    }

    mutating func number(of count: Int) throws(ImageError) -> Int {
        try take(count).reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func take(_ count: Int) throws(ImageError) -> ArraySlice<UInt8> {
        guard (0...bytes.count - position).contains(count) else { throw .damaged }
        defer { position += count }
        return bytes[position..<position + count]
    }
}

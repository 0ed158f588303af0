/// A file ready to be put into any number of archives.
struct CompressedMember: Equatable, Sendable {
    enum Method: UInt16, Sendable {
        case stored = 0
        case deflated = 8
    }

    let name: String
    let method: Method
    let checksum: UInt32
    /// Before it was compressed.
    let size: Int
    let bytes: [UInt8]

    init(name: String, method: Method, checksum: UInt32, size: Int, bytes: [UInt8]) {
        self.name = name
        self.method = method
        self.checksum = checksum
        self.size = size
        self.bytes = bytes
    }

    init(storing contents: [UInt8], as name: String) {
        self.init(
            name: name, method: .stored, checksum: Deflater.checksum(contents), size: contents.count, bytes: contents)
    }

    /// Compresses, unless that makes it no smaller, as with pictures.
    init(compressing contents: [UInt8], as name: String, with deflater: inout Deflater) throws(ZipError) {
        guard contents.count < ZipWriter.maximumSize else { throw .tooLarge(name) }
        var bytes: [UInt8] = []
        deflater.append(contents, to: &bytes)
        if bytes.count < contents.count {
            self.init(
                name: name, method: .deflated, checksum: Deflater.checksum(contents), size: contents.count,
                bytes: bytes)
        } else {
            self.init(storing: contents, as: name)
        }
    }
}

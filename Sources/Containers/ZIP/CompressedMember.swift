/// A file ready to be put into any number of archives.
package struct CompressedMember: Equatable, Sendable {
    package enum Method: UInt16, Sendable {
        case stored = 0
        case deflated = 8
    }

    package let name: String
    package let method: Method
    package let checksum: UInt32
    /// Before it was compressed.
    package let size: Int
    package let bytes: [UInt8]

    package init(name: String, method: Method, checksum: UInt32, size: Int, bytes: [UInt8]) {
        self.name = name
        self.method = method
        self.checksum = checksum
        self.size = size
        self.bytes = bytes
    }

    package init(storing contents: [UInt8], as name: String) {
        self.init(
            name: name, method: .stored, checksum: CRC32.checksum(contents), size: contents.count, bytes: contents)
    }

    /// Compresses, unless that makes it no smaller, as with pictures.
    package init(compressing contents: [UInt8], as name: String, with deflater: inout Deflater) throws(ZIPError) {
        guard contents.count < ZIPWriter.maximumSize else {
            throw ZIPError(ZIPWriter.file, member: Array(name.utf8), .needsZIP64)
        }
        var bytes: [UInt8] = []
        deflater.append(contents, to: &bytes)
        if bytes.count < contents.count {
            self.init(
                name: name, method: .deflated, checksum: CRC32.checksum(contents), size: contents.count,
                bytes: bytes)
        } else {
            self.init(storing: contents, as: name)
        }
    }
}

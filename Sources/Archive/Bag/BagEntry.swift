internal import Disk
internal import Exporter

/// A file of a bag, by its path from the bag's folder.
struct BagEntry: Hashable, Sendable {
    let path: String
    let sha256: String
    /// Bytes.
    let size: Int

    init(path: String, sha256: String, size: Int) {
        self.path = path
        self.sha256 = sha256
        self.size = size
    }

    init(_ bytes: [UInt8], as path: String) {
        self.init(path: path, sha256: ContentHash(of: bytes).hex, size: bytes.count)
    }

    init(path: String, _ pieces: ContentHash.Pieces) {
        self.init(path: path, sha256: pieces.hash.hex, size: pieces.count)
    }

    /// Of one that is given piece by piece.
    init(as path: String, _ body: BagWriter.Pieces) throws(LetterFailure) {
        var pieces = ContentHash.Pieces()
        try body { pieces.take($0.span) }
        self.init(path: path, pieces)
    }
}

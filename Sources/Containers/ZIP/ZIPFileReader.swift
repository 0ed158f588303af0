/// Reads a ZIP of anyone's making: a bag that was sent, an office document. Writes nothing, and never more into memory
/// than a piece of one member, and a few numbers of each.
///
/// It is refused as a whole, before a member is read, when two programs could read it differently.
package struct ZIPFileReader: ~Copyable {
    /// A regular file in it.
    package struct Entry: Equatable, Sendable {
        /// As declared; a member that has another is refused when it is read.
        package let size: Int
        /// Its name in the directory, which has too many to be kept.
        let namePlace: Int
        let nameLength: UInt16
        let isDeflated: Bool
        let checksum: UInt32
        /// Its compressed contents.
        let contents: Range<Int>
    }

    private static let chunk = 65_536

    /// In the order of the directory.
    package let entries: [Entry]
    /// How many folders have an entry of their own.
    package let folders: Int

    private let stream: ZIPStream

    package init(path: String, limits: ZIPLimits = .usual) throws(ZIPError) {
        try self.init(try ZIPStream(reading: path), limits)
    }

    /// `name` is what messages call it.
    package init(_ bytes: [UInt8], name: String, limits: ZIPLimits = .usual) throws(ZIPError) {
        try self.init(try ZIPStream(bytes, name: name), limits)
    }

    private init(_ stream: consuming ZIPStream, _ limits: ZIPLimits) throws(ZIPError) {
        let directory = try ZIPDirectory(of: stream, limits)
        entries = directory.entries
        folders = directory.folders
        self.stream = stream
    }

    /// Its name in the ZIP.
    package func path(of entry: Entry) -> String {
        String(decoding: stream.bytes(at: entry.namePlace, Int(entry.nameLength)) ?? [], as: UTF8.self)
    }

    /// Gives `body` the contents of a member piece by piece. They are checked while they are read: what `body` was
    /// given is only good when this returns. Throws `ZIPError`, or what `body` throws.
    package mutating func read(_ entry: Entry, _ body: ([UInt8]) throws -> Void) throws {
        var failure: (any Error)?
        try unpack(entry) { piece in
            do {
                try body(piece)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
    }

    /// The contents of a member that has no more than `limit` bytes.
    package mutating func bytes(of entry: Entry, limit: Int) throws(ZIPError) -> [UInt8] {
        guard entry.size <= limit else { throw error(entry, .beyondLimit(limit)) }
        var bytes: [UInt8] = []
        try unpack(entry) { piece in
            bytes += piece
            return true
        }
        return bytes
    }

    /// The first bytes of a member, no more than `limit`, which are not checked against the whole.
    package mutating func start(of entry: Entry, limit: Int) throws(ZIPError) -> [UInt8] {
        var bytes: [UInt8] = []
        try unpack(entry) { piece in
            bytes += piece.prefix(limit - bytes.count)
            return bytes.count < limit
        }
        return bytes
    }

    /// Ends early, without a check of the whole, when `body` returns false.
    private mutating func unpack(_ entry: Entry, _ body: ([UInt8]) -> Bool) throws(ZIPError) {
        var (size, checksum) = (0, UInt32(0))
        var isLarger = false
        func take(_ piece: [UInt8]) -> Bool {
            size += piece.count
            isLarger = size > entry.size
            guard !isLarger else { return false }
            checksum = CRC32.checksum(piece, after: checksum)
            return body(piece)
        }

        var inflater = Inflater()
        var progress = Inflater.Progress.unfinished
        var place = entry.contents.lowerBound
        while place < entry.contents.upperBound, progress == .unfinished {
            let count = min(Self.chunk, entry.contents.upperBound - place)
            guard let piece = stream.bytes(at: place, count) else { throw error(entry, .damagedContents) }
            place += count
            if entry.isDeflated {
                progress = inflater.inflate(piece, take)
            } else if !take(piece) {
                progress = .stopped
            }
        }
        guard !isLarger else { throw error(entry, .larger(than: entry.size)) }
        switch progress {
        case .stopped: return
        case .damaged: throw error(entry, .damagedContents)
        case .unfinished: if entry.isDeflated { throw error(entry, .damagedContents) }
        case .finished(let left):
            guard left == 0, place == entry.contents.upperBound else { throw error(entry, .moreCompressedBytes) }
        }
        guard size == entry.size else { throw error(entry, .smaller(than: entry.size)) }
        guard checksum == entry.checksum else { throw error(entry, .wrongChecksum) }
    }

    private func error(_ entry: Entry, _ problem: ZIPError.Problem) -> ZIPError {
        ZIPError(stream.name, member: Array(path(of: entry).utf8), problem)
    }
}

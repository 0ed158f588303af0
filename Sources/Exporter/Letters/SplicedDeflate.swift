internal import Containers
internal import Disk
import Templating

/// Compresses fillings of one template, its runs once and for all: a letter is then ready pieces put together, with its
/// values stored between them.
///
/// A run is compressed up to a sync flush, which ends on a byte boundary with the header of an empty stored block, and
/// its length (RFC 1951 §3.2.4). That length is cut off: the block takes the values that follow the run instead. The
/// checksum of the whole is combined from those of its parts.
///
/// What a run has in common with the run before it lies at a distance that depends on how long the values between the
/// two are. So there is one piece for each such length that was met: compressed with the run before and as many zeros,
/// which no text has, as what can be referred back to. A piece depends on nothing else, and so do the letter's bytes.
final class SplicedDeflate {
    /// Shorter runs are stored with the values: compressed by themselves they would become no smaller.
    private static let shortestRun = 32
    /// In what is longer, by itself or between, the run before is no help that would be worth another piece.
    private static let longestRun = 4096
    private static let longestGap = 255
    /// Of all pieces together; those that come after are made anew each time.
    private static let cacheLimit = 1_000_000
    /// RFC 1951 §3.2.4: LEN has 16 bits.
    private static let longestStoredBlock = 65_535

    private struct Run {
        let bytes: [UInt8]
        let checksum: UInt32
        /// Moves a checksum over as many bytes as the run has.
        let shift: CRC32.Shift
        var pieces: [Piece] = []
    }

    private struct Piece {
        /// The run that can be referred back to, and how many bytes lie between. None when it is too far away.
        let before: Int?
        let gap: Int
        let bytes: [UInt8]
    }

    private var runs: [Run]
    private var deflater = Deflater(level: 9)
    /// Of all pieces together.
    private var size = 0

    init(_ template: Template) {
        runs = template.runs.map { bytes in
            Run(bytes: bytes, checksum: CRC32.checksum(bytes), shift: CRC32.Shift(over: bytes.count))
        }
    }

    /// Appends `filling`, of less than 4 GiB, as one raw deflate stream.
    func append(_ filling: Filling, to bytes: inout [UInt8]) -> (checksum: UInt32, size: Int) {
        var stream = Stream()
        var before: Int?
        var start = 0
        for piece in filling.pieces {
            switch piece {
            case .run(let number):
                if runs[number].bytes.count < Self.shortestRun {
                    let run = runs[number].bytes
                    stream.store(run.span, in: &bytes)
                } else {
                    append(number, after: before, to: &stream, &bytes)
                    before = number
                }
            case .value(let end):
                stream.store(filling.values.span.extracting(start..<end), in: &bytes)
                start = end
            }
        }
        stream.finish(&bytes)
        return (stream.checksum, stream.size)
    }

    private func append(_ run: Int, after before: Int?, to stream: inout Stream, _ bytes: inout [UInt8]) {
        let isFar = stream.gap > Self.longestGap || runs[run].bytes.count > Self.longestRun
        let (before, gap) = isFar ? (nil, 0) : (before, stream.gap)
        stream.begin(runs[run].checksum, runs[run].shift, runs[run].bytes.count, in: &bytes)
        if let ready = runs[run].pieces.firstIndex(where: { $0.gap == gap && $0.before == before }) {
            bytes += runs[run].pieces[ready].bytes
        } else {
            let piece = piece(run, after: before, gap: gap)
            bytes += piece.bytes
            if size + piece.bytes.count <= Self.cacheLimit {
                runs[run].pieces.append(piece)
                size += piece.bytes.count
            }
        }
        stream.openBlock(in: &bytes)
    }

    private func piece(_ run: Int, after before: Int?, gap: Int) -> Piece {
        let history = before.map { runs[$0].bytes + Array(repeating: 0, count: gap) } ?? []
        return Piece(before: before, gap: gap, bytes: deflater.flushed(runs[run].bytes, after: history))
    }

    /// What values are stored in: blocks whose lengths are filled in when they are closed.
    private struct Stream {
        private(set) var checksum: UInt32 = 0
        private(set) var size = 0
        /// How many bytes were stored since the last piece.
        private(set) var gap = 0
        /// Where the contents of the open block begin.
        private var block: Int?

        /// `bytes` end with the first byte of a stored block's header.
        mutating func openBlock(in bytes: inout [UInt8]) {
            for _ in 0..<4 { bytes.append(0) }
            block = bytes.count
        }

        mutating func store(_ more: Span<UInt8>, in bytes: inout [UInt8]) {
            var rest = more
            while !rest.isEmpty {
                if block == nil {
                    bytes.append(0x00)
                    openBlock(in: &bytes)
                }
                let room = SplicedDeflate.longestStoredBlock - (bytes.count - (block ?? 0))
                bytes.append(rest.extracting(first: room))
                rest = rest.extracting(droppingFirst: room)
                if !rest.isEmpty { closeBlock(in: &bytes) }
            }
            gap += more.count
        }

        /// Closes the block before a piece of `count` bytes when inflated.
        mutating func begin(_ checksum: UInt32, _ shift: CRC32.Shift, _ count: Int, in bytes: inout [UInt8]) {
            closeBlock(in: &bytes)
            self.checksum = shift.combined(self.checksum, checksum)
            size += count
            gap = 0
        }

        /// Ends with an empty last block of the fixed codes (RFC 1951 §3.2.6): one bit 1, two for 01, seven for 256.
        mutating func finish(_ bytes: inout [UInt8]) {
            closeBlock(in: &bytes)
            bytes.append(0x03)
            bytes.append(0x00)
        }

        private mutating func closeBlock(in bytes: inout [UInt8]) {
            guard let start = block else { return }
            let length = UInt16(bytes.count - start)
            checksum = CRC32.checksum(bytes.span.extracting(start...), after: checksum)
            size += Int(length)
            bytes.replace(at: start - 4, littleEndian: length)
            bytes.replace(at: start - 2, littleEndian: ~length)
            block = nil
        }
    }
}

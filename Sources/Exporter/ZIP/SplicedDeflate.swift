internal import CZlib
import Synchronization
import Templating

/// Compresses fillings of one template, its runs once and for all: a letter is then ready pieces put together, with its
/// values stored between them. May be used from any number of threads.
///
/// A run is compressed up to a sync flush, which ends on a byte boundary with the header of an empty stored block, and
/// its length (RFC 1951 §3.2.4). That length is cut off: the block takes the values that follow the run instead. The
/// checksum of the whole is combined from those of its parts.
///
/// What a run has in common with the run before it lies at a distance that depends on how long the values between the
/// two are. So there is one piece for each such length that was met: compressed with the run before and as many zeros,
/// which no text has, as what can be referred back to. A piece depends on nothing else, and so do the letter's bytes.
final class SplicedDeflate: Sendable {
    /// Shorter runs are stored with the values: compressed by themselves they would become no smaller.
    private static let shortestRun = 32
    /// In what is longer, by itself or between, the run before is no help that would be worth another piece.
    private static let longestRun = 4096
    private static let longestGap = 255
    /// Of all pieces together; those that come after are made anew each time.
    private static let cacheLimit = 4_000_000
    /// RFC 1951 §3.2.4: LEN has 16 bits.
    private static let longestStoredBlock = 65_535

    private struct Run: Sendable {
        let bytes: [UInt8]
        let checksum: UInt32
        /// Moves a checksum over as many bytes as the run has.
        let shift: UInt
    }

    /// Where a run stands: which one, after which other, and how many bytes lie between. `before` is -1 for a run
    /// that refers back to nothing.
    private struct Position: Hashable {
        let run: Int
        let before: Int
        let gap: Int
    }

    private struct Pieces: ~Copyable {
        var deflater = Deflater(level: 9)
        var byPosition: [Position: [UInt8]] = [:]
        var size = 0
    }

    private let runs: [Run]
    private let pieces = Mutex(Pieces())

    init(_ template: Template) {
        runs = template.runs.map { bytes in
            Run(bytes: bytes, checksum: Deflater.checksum(bytes), shift: crc32_combine_gen(bytes.count))
        }
    }

    /// Appends `filling`, of less than 4 GiB, as one raw deflate stream.
    func append(_ filling: Filling, to bytes: inout [UInt8]) -> (checksum: UInt32, size: Int) {
        var stream = Stream(bytes)
        bytes = []
        var before = -1
        var start = 0
        for piece in filling.pieces {
            switch piece {
            case .run(let number):
                let run = runs[number]
                if run.bytes.count < Self.shortestRun {
                    stream.store(run.bytes[...])
                } else {
                    let ready = self.piece(Position(run: number, before: before, gap: stream.stored.count))
                    stream.append(ready, run.checksum, run.shift, run.bytes.count)
                    before = number
                }
            case .value(let end):
                stream.store(filling.values[start..<end])
                start = end
            }
        }
        bytes = stream.finish()
        return (stream.checksum, stream.size)
    }

    private func piece(_ position: Position) -> [UInt8] {
        let isFar = position.gap > Self.longestGap || runs[position.run].bytes.count > Self.longestRun
        let position = isFar ? Position(run: position.run, before: -1, gap: 0) : position
        return pieces.withLock { pieces in
            if let ready = pieces.byPosition[position] { return ready }
            let history =
                position.before < 0
                ? [] : runs[position.before].bytes + Array(repeating: 0, count: position.gap)
            let ready = pieces.deflater.flushed(runs[position.run].bytes, after: history)
            if pieces.size + ready.count <= Self.cacheLimit {
                pieces.byPosition[position] = ready
                pieces.size += ready.count
            }
            return ready
        }
    }

    /// What was written so far always ends with the header of a stored block, which takes what is in `stored`.
    private struct Stream {
        private var bytes: [UInt8]
        private(set) var stored: [UInt8] = []
        private(set) var checksum: UInt32 = 0
        private(set) var size = 0
        private var isEmpty = true

        init(_ bytes: consuming [UInt8]) {
            self.bytes = bytes
        }

        mutating func store(_ more: ArraySlice<UInt8>) {
            stored += more
        }

        mutating func append(_ ready: [UInt8], _ checksum: UInt32, _ shift: UInt, _ count: Int) {
            if !isEmpty || !stored.isEmpty { closeBlock() }
            bytes += ready
            isEmpty = false
            self.checksum = UInt32(truncatingIfNeeded: crc32_combine_op(UInt(self.checksum), UInt(checksum), shift))
            size += count
        }

        /// Ends with an empty last block of the fixed codes (RFC 1951 §3.2.6): one bit 1, two for 01, seven for 256.
        mutating func finish() -> [UInt8] {
            if !isEmpty || !stored.isEmpty { closeBlock() }
            bytes += [0x03, 0x00]
            return bytes
        }

        private mutating func closeBlock() {
            if isEmpty { bytes.append(0x00) }
            isEmpty = false
            checksum = Deflater.checksum(stored, after: checksum)
            size += stored.count
            var rest = stored[...]
            while rest.count > SplicedDeflate.longestStoredBlock {
                appendBlock(rest.prefix(SplicedDeflate.longestStoredBlock))
                bytes.append(0x00)
                rest = rest.dropFirst(SplicedDeflate.longestStoredBlock)
            }
            appendBlock(rest)
            stored.removeAll(keepingCapacity: true)
        }

        private mutating func appendBlock(_ contents: ArraySlice<UInt8>) {
            let length = UInt16(contents.count)
            for half in [length, ~length] {
                bytes.append(UInt8(truncatingIfNeeded: half))
                bytes.append(UInt8(truncatingIfNeeded: half >> 8))
            }
            bytes += contents
        }
    }
}

internal import Crypto

/// The SHA-256 of a file's contents.
package struct ContentHash: Hashable, Sendable {
    private let digest: SHA256Digest

    package init(of bytes: [UInt8]) {
        var pieces = Pieces()
        pieces.take(bytes.span)
        self = pieces.hash
    }

    /// Of contents that `body` gives piece by piece.
    package init(pieces body: ((Span<UInt8>) -> Void) throws -> Void) rethrows {
        var pieces = Pieces()
        try body { pieces.take($0) }
        self = pieces.hash
    }

    /// Contents as they come, piece by piece.
    package struct Pieces {
        private var state = SHA256()
        /// How many bytes came.
        package private(set) var count = 0

        package init() {}

        package mutating func take(_ piece: Span<UInt8>) {
            count += piece.count
            unsafe piece.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
        }

        /// Of all that came.
        package var hash: ContentHash { ContentHash(digest: state.finalize()) }
    }

    private init(digest: SHA256Digest) {
        self.digest = digest
    }

    /// As `sha256sum` writes it.
    package var hex: String {
        var hex: [UInt8] = []
        hex.reserveCapacity(64)
        for byte in digest {
            hex.append(Self.digit(byte >> 4))
            hex.append(Self.digit(byte & 15))
        }
        return String(decoding: hex, as: UTF8.self)
    }

    private static func digit(_ half: UInt8) -> UInt8 { half < 10 ? 0x30 + half : 0x57 + half }
}

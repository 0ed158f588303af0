internal import Crypto

/// The SHA-256 of a file's contents.
package struct ContentHash: Hashable, Sendable {
    private let digest: SHA256Digest

    package init(of bytes: [UInt8]) {
        var hash = SHA256()
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        digest = hash.finalize()
    }

    /// Of contents that come piece by piece.
    package init(pieces body: ((Span<UInt8>) -> Void) throws -> Void) rethrows {
        var hash = SHA256()
        try body { piece in
            unsafe piece.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        }
        digest = hash.finalize()
    }

    /// Of contents that come piece by piece.
    package struct Pieces {
        private var hash = SHA256()

        package init() {}

        package mutating func take(_ piece: [UInt8]) {
            unsafe piece.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        }

        package var all: ContentHash { ContentHash(digest: hash.finalize()) }
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

internal import Crypto

/// The SHA-256 of a file's contents.
struct ContentHash: Hashable, Sendable {
    private let digest: SHA256Digest

    init(of bytes: [UInt8]) {
        var hash = SHA256()
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        digest = hash.finalize()
    }

    /// As `sha256sum` writes it.
    var hex: String {
        var hex: [UInt8] = []
        hex.reserveCapacity(64)
        for byte in digest {
            for half in [byte >> 4, byte & 15] { hex.append(half < 10 ? 0x30 + half : 0x57 + half) }
        }
        return String(decoding: hex, as: UTF8.self)
    }
}

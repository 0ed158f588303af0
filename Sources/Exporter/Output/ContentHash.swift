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
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

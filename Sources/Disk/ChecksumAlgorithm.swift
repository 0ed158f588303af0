internal import Crypto

/// What the lists of a bag may be made with (RFC 8493 §2.4).
package enum ChecksumAlgorithm: String, CaseIterable, Sendable {
    case md5, sha1, sha256, sha384, sha512

    /// Of a checksum in hexadecimal.
    package var digits: Int {
        switch self {
        case .md5: 32
        case .sha1: 40
        case .sha256: 64
        case .sha384: 96
        case .sha512: 128
        }
    }

    /// In hexadecimal, of contents that come piece by piece.
    package func hex(pieces body: ((Span<UInt8>) -> Void) throws -> Void) rethrows -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = try bytes(pieces: body).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: hex, as: UTF8.self)
    }

    package func bytes(of contents: [UInt8]) -> [UInt8] { bytes { $0(contents.span) } }

    private func bytes(pieces body: ((Span<UInt8>) -> Void) throws -> Void) rethrows -> [UInt8] {
        switch self {
        case .md5: try Self.bytes(Insecure.MD5(), body)
        case .sha1: try Self.bytes(Insecure.SHA1(), body)
        case .sha256: try Self.bytes(SHA256(), body)
        case .sha384: try Self.bytes(SHA384(), body)
        case .sha512: try Self.bytes(SHA512(), body)
        }
    }

    private static func bytes<Function: HashFunction>(
        _ function: Function, _ body: ((Span<UInt8>) -> Void) throws -> Void
    ) rethrows -> [UInt8] {
        var function = function
        try body { piece in unsafe piece.withUnsafeBytes { unsafe function.update(bufferPointer: $0) } }
        return Array(function.finalize())
    }
}

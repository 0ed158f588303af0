package import Disk

extension NewFiles {
    /// Writes the letter to the recipient with this code, and hashes it while its bytes are at hand.
    package func write(_ bytes: [UInt8], as file: String, for code: String) throws(DiskError) -> OutputManifest.Letter {
        let hash = ContentHash(of: bytes)
        try write(pieces: [bytes], as: file)
        return OutputManifest.Letter(code: code, file: file, sha256: hash.hex, bytes: bytes.count)
    }
}

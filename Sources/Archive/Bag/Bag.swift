/// A bag as BagIt 1.0 has it (RFC 8493): the payload in `data/`, and lists by which anybody can prove it whole.
enum Bag {
    /// More files than this are neither written nor read.
    static let maximumFiles = 800_000
    /// Nor any that lie deeper.
    static let maximumDepth = 12

    static let payload = "data"
    static let declaration = "bagit.txt"
    static let info = "bag-info.txt"
    static let manifest = "manifest-sha256.txt"
    static let tagManifest = "tagmanifest-sha256.txt"
    /// The four above.
    static let tagCount = 4

    /// RFC 8493 §2.1.1
    static let declarationText = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

    /// Lines of what `sha256sum` writes and checks (RFC 8493 §2.1.3).
    static func list(_ files: [BagEntry]) -> [UInt8] {
        var text: [UInt8] = []
        for file in files { text += line(file.sha256, file.path) }
        return text
    }

    static func line(_ sha256: String, _ path: String) -> [UInt8] {
        var line = Array(sha256.utf8)
        line += "  ".utf8
        line += path.utf8
        line.append(UInt8(ascii: "\n"))
        return line
    }
}

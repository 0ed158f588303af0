internal import Disk
internal import Exporter

/// A list of files as `sha256sum -c` takes it.
struct Checksums {
    static let fileName = "SHA256SUMS"

    private var lines: [(file: String, hash: String)] = []

    mutating func add(_ contents: [UInt8], as file: String) {
        lines.append((file, ContentHash(of: contents).hex))
    }

    var bytes: [UInt8] {
        Array(lines.sorted { $0.file < $1.file }.map { "\($0.hash)  \($0.file)\n" }.joined().utf8)
    }
}

/// A list of files and their hashes, as `sha256sum` writes it: from anywhere, and believed in nothing.
struct BagList: Sendable {
    private(set) var files: [(path: String, sha256: String)] = []
    /// Lines that are not as we write them.
    private(set) var problems: [String] = []

    /// Longer than the list of a bag with as many files as can be.
    static let maximumSize = 400_000_000
    /// After so many nothing is learned from more.
    private static let maximumProblems = 100

    /// `name` is that of the list itself.
    init(_ bytes: [UInt8], name: String) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            problems.append("'\(name)' is not UTF-8")
            return
        }
        if !text.isEmpty, text.utf8.last != UInt8(ascii: "\n") { problems.append("'\(name)' ends within a line") }
        var seen: Set<Substring> = []
        var lines = text.utf8.split(
            separator: UInt8(ascii: "\n"), maxSplits: Bag.maximumFiles + 1, omittingEmptySubsequences: false)
        // What stands after the last line end is no line.
        if lines.last?.isEmpty == true { lines.removeLast() }
        guard lines.count <= Bag.maximumFiles else {
            problems.append("'\(name)' lists more than \(Bag.maximumFiles) files")
            return
        }
        for (index, line) in lines.enumerated() where problems.count < Self.maximumProblems {
            let line = Substring(line)
            let (hash, rest) = (line.utf8.prefix(64), line.utf8.dropFirst(64))
            let isHash =
                hash.count == 64 && hash.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            let path = Substring(rest.dropFirst(2))
            guard isHash, rest.starts(with: "  ".utf8), Self.isSafe(path) else {
                problems.append("'\(name)' line \(index + 1) is not a SHA-256, two spaces and a path in the bag")
                continue
            }
            if !seen.insert(path).inserted { problems.append("'\(name)' lists '\(path)' twice") }
            files.append((String(path), String(Substring(hash))))
        }
    }

    /// Whether a path leads to a place in the bag, and is spelt in one way only.
    private static func isSafe(_ path: Substring) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        // RFC 8493 §2.1.3 would have a line end in a name, and so a percent sign, spelt otherwise: none of ours has one.
        return path.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "\\") }
            && parts.allSatisfy { part in
                !part.isEmpty && part.count <= 255 && Substring(part) != "." && Substring(part) != ".."
            }
    }
}

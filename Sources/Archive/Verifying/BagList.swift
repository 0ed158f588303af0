/// A list of files and their hashes, as `sha256sum` writes it: from anywhere, and believed in nothing.
struct BagList: Sendable {
    private(set) var files: [(path: String, sha256: String)] = []
    /// Lines that are not as we write them.
    private(set) var problems: [String] = []

    /// Longer than the list of a bag with as many files as can be.
    static let maximumSize = 400_000_000
    /// After so many nothing is learned from more.
    private static let maximumProblems = 100

    /// `name` is that of the list itself. Other programs write lists in other ways (RFC 8493 §2.1.3), each in one way
    /// throughout: a line that is not as the first was changed.
    init(_ bytes: [UInt8], name: String) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            problems.append("'\(name)' is not UTF-8")
            return
        }
        if !text.isEmpty, text.utf8.last != UInt8(ascii: "\n") { problems.append("'\(name)' ends within a line") }
        var seen: Set<String> = []
        var lines = text.utf8.split(
            separator: UInt8(ascii: "\n"), maxSplits: Bag.maximumFiles + 1, omittingEmptySubsequences: false)
        // What stands after the last line end is no line.
        if lines.last?.isEmpty == true { lines.removeLast() }
        guard lines.count <= Bag.maximumFiles else {
            problems.append("'\(name)' lists more than \(Bag.maximumFiles) files")
            return
        }
        let first = lines.first.flatMap { Line($0) }
        for (index, line) in lines.enumerated() where problems.count < Self.maximumProblems {
            guard let line = Line(line), line.form == first?.form, Self.isSafe(line.path) else {
                problems.append("'\(name)' line \(index + 1) is not a SHA-256, two spaces and a path in the bag")
                continue
            }
            if !seen.insert(line.path).inserted { problems.append("'\(name)' lists '\(line.path)' twice") }
            files.append((line.path, line.sha256))
        }
    }

    private struct Line {
        /// What stands between hash and path, and before the line end; and in which case the hash is, when that shows.
        struct Form: Equatable {
            let separator: String
            let end: String
            let isUpper: Bool?

            static func == (one: Form, other: Form) -> Bool {
                one.separator == other.separator && one.end == other.end
                    && (one.isUpper == nil || other.isUpper == nil || one.isUpper == other.isUpper)
            }
        }

        let sha256: String
        let path: String
        let form: Form

        init?(_ line: Substring.UTF8View) {
            let (hash, rest) = (line.prefix(64), line.dropFirst(64))
            let isLower = hash.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            let isUpper = hash.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }
            guard hash.count == 64, isLower || isUpper else { return nil }
            let separator = rest.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            let isReturn = rest.last == UInt8(ascii: "\r")
            guard !separator.isEmpty else { return nil }
            sha256 = String(Substring(hash)).lowercased()
            path = String(Substring(rest.dropFirst(separator.count).dropLast(isReturn ? 1 : 0)))
            form = Form(
                separator: String(Substring(separator)), end: isReturn ? "\r" : "",
                isUpper: isLower && isUpper ? nil : isUpper)
        }
    }

    /// Whether a path leads to a place in the bag, and is spelt in one way only.
    private static func isSafe(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        // RFC 8493 §2.1.3 would have a line end in a name, and so a percent sign, spelt otherwise: none of ours has
        // one.
        return path.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "\\") }
            && parts.allSatisfy { part in
                !part.isEmpty && part.count <= 255 && Substring(part) != "." && Substring(part) != ".."
            }
    }
}

internal import Disk
internal import Exporter
internal import Registry

/// A list of files and their hashes, as `sha256sum` and its like write it: from anywhere, and believed in nothing. Files come
/// to stand in the ledger.
struct BagList {
    /// Lines that are not as we write them.
    private(set) var problems = Findings()

    private var name: String
    private var algorithm: ChecksumAlgorithm
    private var number = 0
    private var form: Line.Form?

    /// Longer than the list of a bag with as many files as can be.
    static let maximumSize = 400_000_000
    /// After so many nothing is learned from more.
    private static let maximumProblems = 100

    /// `name` is that of the list itself. Other programs write lists in other ways (RFC 8493 §2.1.3), each in one way
    /// throughout: a line that is not as the first was changed.
    init(_ name: String, of algorithm: ChecksumAlgorithm, in bag: inout BagReader) throws {
        self.name = name
        self.algorithm = algorithm
        let ledger = bag.ledger
        try ledger.scratch.run("DELETE FROM listed")
        var list = self
        let isRead = try bag.lines(of: name, limit: Self.maximumSize) { line, isWhole in
            try list.take(line, isWhole: isWhole, ledger)
        }
        self = list
        if !isRead { problems.append("'\(name)' is not there, or cannot be read") }
        if number > Bag.maximumFiles { problems.append("'\(name)' lists more than \(Bag.maximumFiles) files") }
    }

    private mutating func take(_ bytes: [UInt8]?, isWhole: Bool, _ ledger: BagLedger) throws {
        number += 1
        guard problems.count < Self.maximumProblems, number <= Bag.maximumFiles else { return }
        if !isWhole { problems.append("'\(name)' ends within a line") }
        guard let text = bytes.map({ String(validating: $0, as: UTF8.self) }) ?? "" else {
            return problems.append("'\(name)' is not UTF-8")
        }
        guard let line = Line(text, digits: algorithm.digits), line.form == form ?? line.form, Self.isSafe(line.path)
        else {
            let what = algorithm.rawValue.uppercased().replacing("SHA", with: "SHA-")
            return problems.append("'\(name)' line \(number) is not a \(what), two spaces and a path in the bag")
        }
        if number == 1 { form = line.form }
        let isNew = try ledger.scratch.run(
            "INSERT OR IGNORE INTO listed VALUES (?, ?)", [.text(line.path), .text(line.hash)])
        if isNew == 0 { problems.append("'\(name)' lists '\(line.path)' twice") }
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

        let hash: String
        let path: String
        let form: Form

        init?(_ text: String, digits: Int) {
            let line = text.utf8
            let (hash, rest) = (line.prefix(digits), line.dropFirst(digits))
            let isLower = hash.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            let isUpper = hash.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }
            guard hash.count == digits, isLower || isUpper else { return nil }
            let separator = rest.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            let isReturn = rest.last == UInt8(ascii: "\r")
            guard !separator.isEmpty else { return nil }
            self.hash = String(Substring(hash)).lowercased()
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

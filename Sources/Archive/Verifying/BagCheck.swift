internal import Disk
internal import Exporter
internal import Registry

/// Proves a bag complete, and every file what all of its lists say.
struct BagCheck {
    private(set) var problems = Findings()
    /// Lists that cannot be proved, as nobody here knows how they are made.
    private(set) var unproved: [String] = []
    /// Of the payload.
    let files: Int
    let bytes: Int

    private static let tagLimit = 1_000_000
    /// More than there are algorithms that anybody makes lists with.
    private static let maximumLists = 20
    /// Lists of tag files are in none of them (RFC 8493 §2.2.1).
    private static let tags = "NOT is_payload AND NOT \(named("tagmanifest"))"

    /// Whether the path of a file is that of a list: its name ends with an algorithm (RFC 8493 §2.1.3, §2.2.1).
    private static func named(_ kind: String) -> String {
        "(path GLOB '\(kind)-?*.txt' AND path NOT GLOB '\(kind)-*[^A-Za-z0-9_-]*.txt')"
    }

    init(_ bag: inout BagReader, _ info: BagInfo?) throws {
        let ledger = bag.ledger
        files = try ledger.scratch.number("SELECT count(*) FROM file WHERE is_payload")
        bytes = try ledger.scratch.number("SELECT coalesce(sum(size), 0) FROM file WHERE is_payload")
        problems += try ledger.findings("SELECT path FROM other ORDER BY path") {
            "'\($0.text(0))' is no file: a bag holds files, in folders that are not empty"
        }
        problems += try ledger.findings("SELECT path, problem FROM file WHERE sha256 IS NULL ORDER BY path") {
            "'\($0.text(0))': \($0.textOrNil(1) ?? "it cannot be read")"
        }
        if try bag.bytes(of: Bag.declaration, limit: Self.tagLimit) != Array(Bag.declarationText.utf8) {
            problems.append("'\(Bag.declaration)' is not that of a bag of BagIt 1.0")
        }
        let found = try Self.lists(ledger)
        if found.count > Self.maximumLists { problems.append("it has more than \(Self.maximumLists) lists of files") }
        for name in Set(found + [Bag.manifest, Bag.tagManifest]).sorted() {
            let part = name.dropLast(".txt".count).drop { $0 != "-" }.dropFirst()
            guard let algorithm = ChecksumAlgorithm(rawValue: part.lowercased()) else {
                unproved.append(name)
                continue
            }
            try compare(&bag, name, algorithm, name.hasPrefix("tag") ? Self.tags : "is_payload")
        }
        let sum = "\(bytes).\(files)"
        if info == nil {
            problems.append("'\(Bag.info)' is not there, or not of lines 'Name: value'")
        } else if info?["Payload-Oxum"] != sum {
            problems.append(
                "'\(Bag.info)' says that '\(Bag.payload)' has \(info?["Payload-Oxum"] ?? "nothing") bytes.files, and it has \(sum)"
            )
        }
    }

    /// All that it has, of any algorithm; not all of very many.
    private static func lists(_ ledger: BagLedger) throws -> [String] {
        var names: [String] = []
        try ledger.forEach(
            """
            SELECT path FROM file WHERE \(named("manifest")) OR \(named("tagmanifest"))
            ORDER BY path LIMIT \(maximumLists + 1)
            """
        ) { names.append($0.text(0)) }
        return names
    }

    /// `condition` tells which files must be in the list.
    private mutating func compare(
        _ bag: inout BagReader, _ name: String, _ algorithm: ChecksumAlgorithm, _ condition: String
    ) throws {
        let ledger = bag.ledger
        problems += try BagList(name, of: algorithm, in: &bag).problems
        problems += try ledger.findings(
            """
            SELECT path FROM file WHERE \(condition)
            AND NOT EXISTS (SELECT * FROM listed WHERE listed.path = file.path) ORDER BY path
            """
        ) { "'\($0.text(0))' is not in '\(name)': it was added, or has another name" }
        if algorithm == .sha256 {
            problems += try ledger.findings(
                """
                SELECT path, sha256 FROM file JOIN listed USING (path)
                WHERE \(condition) AND sha256 <> hash ORDER BY path
                """
            ) { "'\($0.text(0))' is not what '\(name)' says: its SHA-256 is \($0.text(1))" }
        } else {
            try proveEach(&bag, name, algorithm, condition)
        }
        problems += try ledger.findings(
            """
            SELECT path FROM listed
            WHERE NOT EXISTS (SELECT * FROM file WHERE file.path = listed.path AND \(condition)) ORDER BY path
            """
        ) { "'\($0.text(0))' is in '\(name)' and not in the bag" }
    }

    /// Reads the files once more: one list that every bag of ours has is of SHA-256.
    private mutating func proveEach(
        _ bag: inout BagReader, _ name: String, _ algorithm: ChecksumAlgorithm, _ condition: String
    ) throws {
        var last = 0
        while true {
            var next: [(file: BagLedger.Listed, hash: String)] = []
            try bag.ledger.forEach(
                """
                SELECT id, path, size, entry, hash FROM file JOIN listed USING (path)
                WHERE \(condition) AND sha256 IS NOT NULL AND id > ? ORDER BY id LIMIT 1000
                """, [.number(last)]
            ) { row in
                let file = BagLedger.Listed(
                    id: row.number(0), path: row.text(1), size: row.number(2), entry: row.numberOrNil(3))
                next.append((file, row.text(4)))
            }
            guard let end = next.last else { return }
            last = end.file.id
            for (file, hash) in next where try bag.checksum(of: file, algorithm) != hash {
                problems.append("'\(file.path)' is not what '\(name)' says")
            }
        }
    }
}

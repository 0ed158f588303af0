internal import Disk
internal import Exporter
internal import Registry

/// The files in `data/` of a bag that is made, in the order of their paths. They are noted on disk: there may be more than
/// there is room for in memory.
struct BagPayload {
    private let scratch: ScratchDatabase
    /// As many bytes of a list as are handed on at a time.
    private static let piece = 1 << 16

    init() throws(LetterFailure) {
        scratch = try ScratchDatabase.asking {
            try ScratchDatabase(
                """
                CREATE TABLE file (
                    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, is_sidecar INTEGER NOT NULL
                ) WITHOUT ROWID
                """)
        }
    }

    /// Notes a file, in the place of one that had its path.
    func note(_ file: BagEntry) throws(LetterFailure) {
        try ScratchDatabase.asking {
            _ = try scratch.run(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)",
                [.text(file.path), .text(file.sha256), .number(file.size), .number(Sidecar.isOne(file.path) ? 1 : 0)])
        }
    }

    /// How many files, and bytes in them.
    struct Size {
        let files: Int
        let bytes: Int
    }

    var all: Size { get throws(LetterFailure) { try size("") } }
    /// But for sidecars.
    var content: Size { get throws(LetterFailure) { try size("WHERE NOT is_sidecar") } }

    private func size(_ condition: String) throws(LetterFailure) -> Size {
        try ScratchDatabase.asking {
            Size(
                files: try scratch.number("SELECT count(*) FROM file \(condition)"),
                bytes: try scratch.number("SELECT coalesce(sum(size), 0) FROM file \(condition)"))
        }
    }

    /// Gives `body` the lines of its list, piece by piece (RFC 8493 §2.1.3).
    func list(_ body: ([UInt8]) throws -> Void) throws(LetterFailure) {
        try ScratchDatabase.asking {
            var lines: [UInt8] = []
            try scratch.forEach("SELECT sha256, path FROM file ORDER BY path") { row in
                lines += Bag.line(row.text(0), row.text(1))
                guard lines.count >= Self.piece else { return }
                try body(lines)
                lines.removeAll(keepingCapacity: true)
            }
            if !lines.isEmpty { try body(lines) }
        }
    }

    /// Of its list.
    var sha256: String {
        get throws(LetterFailure) {
            try ScratchDatabase.asking { try ContentHash { update in try list { update($0.span) } }.hex }
        }
    }
}

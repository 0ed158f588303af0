internal import Exporter
internal import Registry

/// What is known of a bag while it is proved. It is on disk: a bag may have more files than there is room for in memory.
struct BagLedger {
    let scratch: ScratchDatabase
    /// Whether to go on: every loop over the ledger asks.
    private let goesOn: () -> Bool
    /// The names straight in `data/`, but for the packing slip; no more than two of many.
    private var tops: Set<String> = []
    private var folder = ""

    init(goesOn: @escaping () -> Bool) throws {
        scratch = try ScratchDatabase(Self.tables)
        self.goesOn = goesOn
    }

    private static let tables = """
        CREATE TABLE file (
            id INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, entry INTEGER,
            is_payload INTEGER NOT NULL, is_sidecar INTEGER NOT NULL,
            folder TEXT, sha256 TEXT, problem TEXT, is_known INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE other (path TEXT NOT NULL);
        CREATE TABLE folder (
            path TEXT PRIMARY KEY, parent TEXT NOT NULL, is_known INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE TABLE metadata (
            file INTEGER PRIMARY KEY, kind TEXT NOT NULL, path TEXT NOT NULL, folder TEXT NOT NULL, naam TEXT NOT NULL,
            kenmerk TEXT, bron TEXT, omvang INTEGER, sha256 TEXT, wholes INTEGER NOT NULL
        );
        CREATE INDEX metadata_by_folder ON metadata (folder, kind);
        CREATE INDEX metadata_by_name ON metadata (kenmerk, bron);
        CREATE TABLE reference (
            file INTEGER NOT NULL, kind TEXT NOT NULL, kenmerk TEXT NOT NULL, place INTEGER NOT NULL, bron TEXT NOT NULL,
            naam TEXT NOT NULL, PRIMARY KEY (file, kind, kenmerk, place)
        ) WITHOUT ROWID;
        CREATE TABLE verdict (path TEXT NOT NULL, problem TEXT);
        CREATE TABLE listed (path TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE recipient (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE letter (id INTEGER PRIMARY KEY, code TEXT NOT NULL, format TEXT NOT NULL, sha256 TEXT NOT NULL);
        CREATE INDEX letter_by_code ON letter (code);
        CREATE TABLE dispatch (id INTEGER PRIMARY KEY, code TEXT NOT NULL, channel TEXT NOT NULL);
        CREATE INDEX dispatch_by_code ON dispatch (code);
        CREATE TABLE event (id INTEGER PRIMARY KEY, code TEXT NOT NULL, line TEXT NOT NULL);
        CREATE INDEX event_by_code ON event (code);
        """

    // MARK: Asking

    func requireGoingOn() throws {
        if !goesOn() { throw Verification.Refusal(message: "stopped: nothing is proved") }
    }

    func forEach(
        _ sql: String, _ values: [ScratchDatabase.Value] = [], _ body: (ScratchDatabase.Found) throws -> Void
    ) throws {
        try requireGoingOn()
        try scratch.forEach(sql, values) { row in
            try requireGoingOn()
            try body(row)
        }
    }

    /// A finding for each row.
    func findings(
        _ sql: String, _ values: [ScratchDatabase.Value] = [], _ words: (ScratchDatabase.Found) -> String
    ) throws -> Findings {
        var findings = Findings()
        try forEach(sql, values) { row in findings.append(words(row)) }
        return findings
    }

    // MARK: Files

    var count: Int { get throws { try scratch.number("SELECT count(*) FROM file") } }

    /// A file that is in the bag. `entry` is its place among those of a ZIP.
    mutating func list(_ path: String, size: Int, entry: Int?) throws {
        try requireGoingOn()
        let parts = path.split(separator: "/", maxSplits: 2)
        let isPayload = path.hasPrefix("\(Bag.payload)/")
        if isPayload, parts.count > 1, parts[1] != Pakbon.fileName, tops.count < 2 { tops.insert(String(parts[1])) }
        try scratch.run(
            "INSERT INTO file (path, size, entry, is_payload, is_sidecar) VALUES (?, ?, ?, ?, ?)",
            [
                .text(path), .number(size), entry.map { .number($0) } ?? .none, .number(isPayload ? 1 : 0),
                .number(Sidecar.isOne(path) ? 1 : 0),
            ])
    }

    /// What is no file.
    func list(other path: String) throws { try scratch.run("INSERT INTO other VALUES (?)", [.text(path)]) }

    /// After all were listed.
    func finishList() throws { try scratch.run("CREATE INDEX file_by_path ON file (path)") }

    /// The folder of the dossier, `data/NAME`; nil when there is not one.
    var dossier: String? { tops.count == 1 ? tops.first.map { "\(Bag.payload)/\($0)" } : nil }

    /// What the names of the dossier's own files begin with: `verzendronde_1`.
    var prefix: String { tops.first.map { $0.split(separator: "_").prefix(2).joined(separator: "_") } ?? "" }

    var eventsName: String { "\(prefix)_gebeurtenissen.jsonl" }
    var freezePath: String { "\(dossier ?? "")/\(prefix)_bevriezing/\(prefix)_bevriezing.jsonl" }

    func isThere(_ path: String) throws -> Bool {
        try scratch.number("SELECT count(*) FROM file WHERE path = ?", [.text(path)]) > 0
    }

    /// Of what is in it now, not counted among what must be read.
    struct Listed: Sendable {
        let id: Int
        let path: String
        let size: Int
        let entry: Int?
    }

    /// The next in the list after one.
    func next(_ count: Int, after id: Int) throws -> [Listed] {
        var files: [Listed] = []
        try forEach(
            "SELECT id, path, size, entry FROM file WHERE id > ? ORDER BY id LIMIT ?", [.number(id), .number(count)]
        ) { files.append(Listed(id: $0.number(0), path: $0.text(1), size: $0.number(2), entry: $0.numberOrNil(3))) }
        return files
    }

    /// The first with a path.
    func file(_ path: String) throws -> Listed? {
        try scratch.first("SELECT id, path, size, entry FROM file WHERE path = ?", [.text(path)]) {
            Listed(id: $0.number(0), path: $0.text(1), size: $0.number(2), entry: $0.numberOrNil(3))
        }
    }

    /// What was found of a file by itself.
    mutating func add(_ found: ExaminedFile, of id: Int) throws {
        let isOurs = dossier.map { found.path.hasPrefix("\($0)/") } ?? false
        let parent = Self.folder(of: found.path)
        if isOurs, parent != folder {
            folder = parent
            try scratch.run(
                "INSERT OR IGNORE INTO folder (path, parent) VALUES (?, ?)",
                [.text(parent), .text(Self.folder(of: parent))])
        }
        try scratch.run(
            "UPDATE file SET sha256 = ?, problem = ?, folder = ? WHERE id = ?",
            [
                found.sha256.map { .text($0) } ?? .none, found.problem.map { .text($0) } ?? .none,
                isOurs ? .text(parent) : .none, .number(id),
            ])
        for problem in found.verdict ?? [] {
            try scratch.run("INSERT INTO verdict VALUES (?, ?)", [.text(found.path), .text(problem)])
        }
        if found.verdict?.isEmpty == true {
            try scratch.run("INSERT INTO verdict VALUES (?, NULL)", [.text(found.path)])
        }
        if isOurs, let record = found.metadata { try add(record, found.path, parent, id) }
    }

    private func add(_ record: MDTORecord, _ path: String, _ parent: String, _ id: Int) throws {
        let name = record.identificaties.first
        let sums = Set(record.checksums.filter { $0.algoritme == "SHA-256" }.map(\.waarde))
        try scratch.run(
            "INSERT OR REPLACE INTO metadata VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .number(id), .text(record.kind.rawValue), .text(path), .text(parent), .text(record.naam),
                name.map { .text($0.kenmerk) } ?? .none, name.map { .text($0.bron) } ?? .none,
                record.omvang.map { .number($0) } ?? .none,
                // Two that differ cannot both be right.
                sums.isEmpty ? .none : .text(sums.count == 1 ? sums.first ?? "" : ""),
                .number(record.isOnderdeelVan.count),
            ])
        for (kind, references) in record.references {
            for (place, reference) in references.enumerated() {
                try scratch.run(
                    "INSERT OR REPLACE INTO reference VALUES (?, ?, ?, ?, ?, ?)",
                    [
                        .number(id), .text(kind), .text(reference.identificatie?.kenmerk ?? ""), .number(place),
                        .text(reference.identificatie?.bron ?? ""), .text(reference.naam),
                    ])
            }
        }
    }

    static func folder(of path: String) -> String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

    static func name(of path: String) -> Substring {
        path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    }
}

extension MDTORecord {
    /// By the names of their elements.
    fileprivate var references: [(kind: String, [MDTO.Verwijzing])] {
        [
            ("isRepresentatieVan", [isRepresentatieVan].compactMap(\.self)), ("isOnderdeelVan", isOnderdeelVan),
            ("bevatOnderdeel", bevatOnderdeel), ("heeftRepresentatie", heeftRepresentatie),
            ("aanvullendeMetagegevens", aanvullendeMetagegevens), ("gerelateerdInformatieobject", gerelateerd),
        ]
    }
}

internal import Exporter
internal import Registry

/// Proves that metadata say what is there: each file and each folder has its own, and every reference leads to what it
/// names.
struct MetadataCheck {
    private(set) var problems = Findings()
    let objects: Int
    let files: Int

    private let ledger: BagLedger
    private let dossier: String

    private static let object = MDTORecord.Kind.informatieobject.rawValue
    private static let file = MDTORecord.Kind.bestand.rawValue

    init(_ ledger: BagLedger, _ dossier: String) throws {
        self.ledger = ledger
        self.dossier = dossier
        let count = "SELECT count(*) FROM metadata WHERE kind = ?"
        objects = try ledger.scratch.number(count, [.text(Self.object)])
        files = try ledger.scratch.number(count, [.text(Self.file)])
        try proveSidecars()
        try proveFiles()
        try proveFolders()
        try proveReferences()
    }

    // MARK: Each by itself

    private mutating func proveSidecars() throws {
        let ledger = ledger
        problems += try ledger.findings(
            """
            SELECT path, problem FROM file WHERE folder IS NOT NULL AND is_sidecar
            AND NOT EXISTS (SELECT * FROM metadata WHERE metadata.file = file.id) ORDER BY path
            """
        ) { "'\($0.text(0))': \($0.textOrNil(1) ?? "it cannot be read")" }
        var last: (kenmerk: String, bron: String, path: String)?
        try ledger.forEach("SELECT kenmerk, bron, path FROM metadata WHERE kenmerk IS NOT NULL ORDER BY 1, 2, 3") {
            row in
            let this = (kenmerk: row.text(0), bron: row.text(1), path: row.text(2))
            if let last, last.kenmerk == this.kenmerk, last.bron == this.bron {
                problems.append("'\(this.path)' and '\(last.path)' have the same identificatie")
            }
            last = this
        }
        problems += try ledger.findings("SELECT path FROM metadata WHERE kenmerk IS NULL ORDER BY path") {
            "'\($0.text(0))' has no identificatie"
        }
        problems += try ledger.findings(
            "SELECT folder FROM metadata WHERE kind = ? GROUP BY folder HAVING count(*) > 1", [.text(Self.object)]
        ) { "'\($0.text(0))' has two files that say what it is" }
        try ledger.forEach("SELECT path, folder FROM metadata WHERE kind = ?", [.text(Self.object)]) { row in
            let (path, folder) = (row.text(0), row.text(1))
            if path != "\(folder)/\(BagLedger.name(of: folder))\(Sidecar.ofObject)" {
                problems.append("'\(path)' tells of its folder, and has not its name")
            }
        }
        problems += try ledger.findings(
            """
            SELECT path, naam FROM metadata WHERE kind = ?1 AND (path <> folder || '/' || naam || '\(Sidecar.ofFile)'
            OR NOT EXISTS (SELECT * FROM file WHERE file.path = metadata.folder || '/' || metadata.naam))
            """, [.text(Self.file)]
        ) { "'\($0.text(0))' tells of '\($0.text(1))', which is not beside it" }
    }

    private mutating func proveFiles() throws {
        let ledger = ledger
        try ledger.forEach(
            """
            SELECT file.path, file.size, file.sha256, metadata.file, metadata.omvang, metadata.sha256 FROM file
            LEFT JOIN file AS sidecar ON sidecar.path = file.path || '\(Sidecar.ofFile)'
            LEFT JOIN metadata ON metadata.file = sidecar.id AND metadata.kind = ?
            WHERE file.folder IS NOT NULL AND NOT file.is_sidecar ORDER BY file.path
            """, [.text(Self.file)]
        ) { row in
            let path = row.text(0)
            guard row.numberOrNil(3) != nil else {
                return problems.append("'\(path)' has no metadata beside it")
            }
            if row.numberOrNil(4) != row.number(1) {
                problems.append("'\(path)\(Sidecar.ofFile)' says another omvang than that of its file")
            }
            if row.textOrNil(5) == nil || row.textOrNil(5) != row.textOrNil(2) {
                problems.append("'\(path)\(Sidecar.ofFile)' says another checksum than that of '\(path)'")
            }
        }
    }

    // MARK: Folders and references

    private mutating func proveFolders() throws {
        problems += try ledger.findings(
            """
            SELECT path FROM folder
            WHERE NOT EXISTS (SELECT * FROM metadata WHERE metadata.folder = folder.path AND kind = ?) ORDER BY path
            """, [.text(Self.object)]
        ) { "'\($0.text(0))' has no metadata that say what it is" }
        problems += try ledger.findings(
            """
            SELECT object.path, part.naam FROM metadata AS part
            JOIN metadata AS object ON object.folder = part.folder AND object.kind = ?1
            WHERE part.kind = ?2 AND NOT EXISTS (
                SELECT * FROM reference WHERE reference.file = object.file
                AND reference.kind IN ('heeftRepresentatie', 'aanvullendeMetagegevens')
                AND reference.kenmerk = part.kenmerk AND reference.bron = part.bron)
            """, [.text(Self.object), .text(Self.file)]
        ) { "'\($0.text(0))' does not name '\($0.text(1))'" }
        problems += try ledger.findings(
            "SELECT path FROM metadata WHERE kind = ? AND folder <> ? AND wholes <> 1",
            [.text(Self.object), .text(dossier)]
        ) { "'\($0.text(0))' is not onderdeel van one other" }
        problems += try ledger.findings(
            """
            SELECT whole.path, part.path FROM metadata AS part
            JOIN folder ON folder.path = part.folder
            JOIN metadata AS whole ON whole.folder = folder.parent AND whole.kind = ?1
            WHERE part.kind = ?1 AND part.folder <> ?2 AND NOT EXISTS (
                SELECT * FROM reference WHERE reference.file = whole.file AND reference.kind = 'bevatOnderdeel'
                AND reference.kenmerk = part.kenmerk AND reference.bron = part.bron)
            """, [.text(Self.object), .text(dossier)]
        ) { "'\($0.text(0))' does not name what '\($0.text(1))' tells of" }
    }

    private mutating func proveReferences() throws {
        let ledger = ledger
        // What leads out of the delivery: the dossier is part of a collection that is elsewhere, and follows on others.
        let query = """
            SELECT source.path, source.folder, reference.kind, reference.naam, target.path, target.folder, target.kind,
            target.naam FROM reference JOIN metadata AS source ON source.file = reference.file
            LEFT JOIN metadata AS target ON target.kenmerk = reference.kenmerk AND target.bron = reference.bron
            WHERE source.folder <> ?1 OR reference.kind NOT IN ('isOnderdeelVan', 'gerelateerdInformatieobject')
            """
        try ledger.forEach(query, [.text(dossier)]) { row in
            let (path, folder, kind, naam) = (row.text(0), row.text(1), row.text(2), row.text(3))
            guard let found = row.textOrNil(4), Self.mayLead(kind, from: folder, to: row.text(5), row.text(6)) else {
                return problems.append("'\(path)': \(kind) '\(naam)' leads to nothing that it may lead to")
            }
            if row.text(7) != naam {
                problems.append("'\(path)': \(kind) '\(naam)' leads to '\(found)', which has another name")
            }
        }
    }

    /// Whether a reference of something in a folder may be to what is of a kind, in another.
    private static func mayLead(_ reference: String, from folder: String, to other: String, _ kind: String) -> Bool {
        switch reference {
        case "isRepresentatieVan": kind == object && other == folder
        case "heeftRepresentatie", "aanvullendeMetagegevens": kind == file && other == folder
        case "isOnderdeelVan": kind == object && other == BagLedger.folder(of: folder)
        case "bevatOnderdeel": kind == object && BagLedger.folder(of: other) == folder
        default: true
        }
    }
}

internal import Exporter
internal import Registry

/// Proves that the documents are those of what was frozen and of the events, each in its own place, and that there are
/// no others.
struct RecordsCheck {
    private(set) var problems = Findings()

    private let ledger: BagLedger
    private let dossier: String

    init(_ ledger: BagLedger, _ freeze: FreezeCheck) throws {
        self.ledger = ledger
        dossier = ledger.dossier ?? ""
        try ledger.forEach("SELECT code, name FROM recipient ORDER BY code") { row in
            try proveRecipient(row.text(0), row.text(1), freeze)
        }
        try proveStrangers(freeze)
        try proveSources(freeze)
        let prefix = ledger.prefix
        try know(ledger.eventsName)
        for file in ["bevriezing.jsonl", "accordering.html", "documentatie.md"] {
            try require("\(prefix)_\(file.prefix { $0 != "." })/\(prefix)_\(file)")
        }
        try proveNothingElse()
    }

    // MARK: Recipients

    private mutating func proveRecipient(_ code: String, _ name: String, _ freeze: FreezeCheck) throws {
        let ledger = ledger
        let events = try ledger.events(of: code)
        let letter = try folder(of: code, name)
        try require("\(letter)/\(RecordName.provenance(letter))")
        for copy in Set([letter, RecordName.letter(code: code, name: "")]).map(RecordName.copy) {
            try know("\(copy)/\(copy).odt")
            try know("\(copy)/\(copy)\(Sidecar.ofDiWoo)")
        }
        try ledger.forEach("SELECT format, sha256 FROM letter WHERE code = ? ORDER BY id", [.text(code)]) { row in
            let format = row.text(0)
            let ext = Format(rawValue: format)?.fileExtension ?? format
            if try know("\(letter)/\(letter).\(ext)") != row.text(1) {
                problems.append("the letter to \(code) (\(format)) is not there as it was frozen")
            }
        }
        try proveWhole(code, events, freeze)
        for (event, sha256) in events.messages where try !isThere(RecordName.message(event, letter), sha256) {
            problems.append("the e-mail to \(code) of event \(event.id) is not there as it was sent")
        }
        for (event, sha256) in events.incoming where try !isThere(RecordName.incoming(event, letter), sha256) {
            problems.append("what came of \(code) with event \(event.id) is not there as it came")
        }
    }

    /// Versions before cut no names off.
    private func folder(of code: String, _ name: String) throws -> String {
        let letter = RecordName.letter(code: code, name: name)
        let whole = RecordName.wholeLetter(code: code, name: name)
        if whole == letter { return letter }
        return try ledger.isThere("\(dossier)/\(whole)/\(RecordName.provenance(whole))") ? whole : letter
    }

    /// The chain of events has of others no more than a hash, so that one of this mailing could pass for another's.
    /// What a mailing cannot be finished without must be there.
    private mutating func proveWhole(_ code: String, _ events: [Event], _ freeze: FreezeCheck) throws {
        var channels: Set<String> = []
        try ledger.forEach("SELECT channel FROM dispatch WHERE code = ?", [.text(code)]) { channels.insert($0.text(0)) }
        if channels.isEmpty { return }
        if !events.isFinished(by: DispatchChannel.allCases.filter { channels.contains($0.rawValue) }) {
            problems.append("the events do not tell how the letter to \(code) left, or that it did not")
        }
        if events.haveLeft, !freeze.isApproved {
            problems.append("the letter to \(code) left, and the events do not tell who approved it")
        }
    }

    /// Codes of which nobody is a recipient.
    private mutating func proveStrangers(_ freeze: FreezeCheck) throws {
        let ledger = ledger
        let strangers = { (table: String) in
            """
            SELECT DISTINCT code FROM \(table)
            WHERE NOT EXISTS (SELECT * FROM recipient WHERE recipient.code = \(table).code) ORDER BY code
            """
        }
        try ledger.forEach(strangers("letter")) { row in
            problems.append("the letter to \(row.text(0)) is not there as it was frozen")
        }
        try ledger.forEach(strangers("dispatch")) { row in
            try proveWhole(row.text(0), ledger.events(of: row.text(0)), freeze)
        }
        try ledger.forEach(strangers("event")) { row in
            problems.append("events tell of \(row.text(0)), to whom no letter was frozen")
        }
    }

    // MARK: Sources

    private mutating func proveSources(_ freeze: FreezeCheck) throws {
        for (index, source) in freeze.sources.enumerated() {
            let found = try ledger.source(index + 1)
            if found.count != 1 || found.first?.sha256 != source.sha256 {
                problems.append("'\(source.name)', which the letters were made from, is not there as it was frozen")
            }
            for file in found { try know(String(file.path.dropFirst(dossier.utf8.count + 1))) }
        }
    }

    // MARK: Files

    /// Notes that a file may be there, and so may the sidecars in its folder. Returns its hash when it is.
    @discardableResult
    private func know(_ path: String) throws -> String? {
        let whole = "\(dossier)/\(path)"
        try ledger.scratch.run("UPDATE folder SET is_known = 1 WHERE path = ?", [.text(BagLedger.folder(of: whole))])
        return try ledger.scratch.first("UPDATE file SET is_known = 1 WHERE path = ? RETURNING sha256", [.text(whole)])
        {
            $0.text(0)
        }
    }

    private mutating func require(_ path: String) throws {
        if try know(path) == nil { problems.append("'\(path)' is not there") }
    }

    /// Whether the one file of a folder is there, which has its name and any extension.
    private func isThere(_ name: String, _ sha256: String) throws -> Bool {
        let start = "\(name)/\(name)."
        let found = try ledger.scratch.first(
            "SELECT path FROM file WHERE path >= ?1 AND path < ?2 AND sha256 = ?3 ORDER BY path",
            [.text("\(dossier)/\(start)"), .text("\(dossier)/\(start)\u{10FFFF}"), .text(sha256)]
        ) { $0.text(0) }
        guard let found else { return false }
        try know(String(found.dropFirst(dossier.utf8.count + 1)))
        return true
    }

    private mutating func proveNothingElse() throws {
        problems += try ledger.findings(
            """
            SELECT file.path FROM file JOIN folder ON folder.path = file.folder
            WHERE NOT CASE WHEN file.is_sidecar THEN folder.is_known ELSE file.is_known END ORDER BY file.path
            """
        ) { "'\($0.text(0))' is of nothing that was frozen or happened" }
    }
}

extension BagLedger {
    /// The files of one of those that the letters were made from: one, when all is well.
    func source(_ number: Int) throws -> [(path: String, sha256: String)] {
        let start = "\(dossier ?? "")/\(RecordName.source(number, prefix))"
        var found: [(String, String)] = []
        try forEach(
            "SELECT path, sha256 FROM file WHERE path >= ?1 AND path < ?2 AND NOT is_sidecar ORDER BY path LIMIT 2",
            [.text(start), .text("\(start)\u{10FFFF}")]
        ) { found.append(($0.text(0), $0.text(1))) }
        return found
    }
}

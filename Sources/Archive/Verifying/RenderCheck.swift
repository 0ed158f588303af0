internal import Containers
internal import Exporter
internal import Registry
internal import Templating
internal import Workspace

/// Fills the frozen letter with the frozen data anew, and compares what comes of it, and where its figures come from,
/// with what is in the bag: documents member by member, as another version of zlib compresses in another way.
struct RenderCheck {
    private(set) var problems = Findings()
    private(set) var count = 0

    private static let sourceLimit = 200_000_000
    private static let letterLimit = 100_000_000
    private static let odt = Format.odt.rawValue

    init(_ bag: inout BagReader, _ freeze: FreezeCheck) throws {
        var files: [(name: String, bytes: [UInt8])] = []
        for (index, source) in freeze.sources.enumerated() {
            guard let found = try bag.ledger.source(index + 1).first, found.sha256 == source.sha256,
                let bytes = try bag.bytes(of: found.path, limit: Self.sourceLimit)
            else { continue }
            files.append((source.name, bytes))
        }
        var codes: Set<String> = []
        try bag.ledger.forEach("SELECT code FROM letter WHERE format = ?", [.text(Self.odt)]) {
            codes.insert($0.text(0))
        }
        let corrected = freeze.relation.flatMap { $0.name == "correction" ? $0.mailing : nil }
        let compiled: CompiledLetter
        do throws(RegistryError) {
            compiled = try FrozenFiles(files).letter(freeze.letter, correcting: corrected, to: codes).compiled
        } catch {
            problems.append("the letters cannot be made of the files in the bag: \(LetterFailure(error).sentence)")
            return
        }
        files = []
        try compare(&bag, compiled)
    }

    private mutating func compare(_ bag: inout BagReader, _ compiled: CompiledLetter) throws {
        let filler = try LetterFiller(compiled)
        let explainer = Explainer(compiled)
        let recipients = Dictionary(
            compiled.letter.recipients.enumerated().map { ($1.code.description, $0) },
            uniquingKeysWith: { one, _ in one })
        let ledger = bag.ledger
        var last = 0
        while let (id, code, sha256) = try ledger.scratch.first(
            "SELECT id, code, sha256 FROM letter WHERE format = ? AND id > ? ORDER BY id LIMIT 1",
            [.text(Self.odt), .number(last)], { ($0.number(0), $0.text(1), $0.text(2)) })
        {
            try ledger.requireGoingOn()
            last = id
            count += 1
            guard let path = try ledger.path(ofLetter: code, sha256),
                let kept = try bag.bytes(of: path, limit: Self.letterLimit)
            else {
                problems.append("the letter to \(code) is not there")
                continue
            }
            guard let recipient = recipients[code].map({ compiled.letter.recipients[$0] }),
                let made = try? filler.fill(recipient, as: .odt), ZIPMembers.areSame(made, kept)
            else {
                problems.append("'\(path)' is not what comes of the frozen letter and its data")
                continue
            }
            let provenance = "\(path.dropLast(".odt".count))_herkomst.json"
            let explanation = explainer.explain(recipient)
            let told = [explanation, explanation.withoutRepetitions].map {
                $0.json(of: compiled.letter.name, to: recipient)
            }
            if !(try bag.bytes(of: provenance, limit: Self.letterLimit).map(told.contains) ?? false) {
                problems.append("'\(provenance)' is not where the figures of the letter come from")
            }
        }
    }
}

extension BagLedger {
    /// Where a letter stands that has this hash; nil when it is not there.
    fileprivate func path(ofLetter code: String, _ sha256: String) throws -> String? {
        let start = "\(dossier ?? "")/\(RecordName.letter(code: code, name: ""))"
        return try scratch.first(
            """
            SELECT path FROM file WHERE path >= ?1 AND path < ?2 AND sha256 = ?3 AND path GLOB '*.odt' ORDER BY path
            """, [.text(start), .text("\(start)\u{10FFFF}"), .text(sha256)]
        ) { $0.text(0) }
    }
}

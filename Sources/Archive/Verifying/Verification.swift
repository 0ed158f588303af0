internal import Containers
internal import Disk
internal import Exporter
package import Registry

/// What was proved of a bag, without the registry that it came from.
package struct Verification: Sendable {
    package private(set) var proofs = Proofs()
    /// Of the events in it; nil when there are none that can be read.
    package private(set) var head: String?
    /// How many recipients were written to, and the files of the payload with their size.
    package private(set) var letters = 0
    package private(set) var files = 0
    package private(set) var bytes = 0
    /// Of all files of the delivery, which `archive` printed; nil when there is none.
    package private(set) var sha256: String?

    /// The bag cannot be proved at all: why.
    package struct Refusal: Error, Sendable {
        package let message: String
    }

    /// Larger than the lists of a bag with as many files as can be.
    private static let listLimit = 400_000_000
    private static let tagLimit = 1_000_000

    /// Proves a bag, a folder or a ZIP. `noted` is the hash of the delivery, or a head of events, that was kept
    /// elsewhere; `schemas` is a folder with the schemas of metadata, nil to leave these; `rerender` also fills the
    /// frozen letter anew. `progress` is told of files, and `goesOn` says whether to go on with the rest.
    package init(
        of path: String, noted: String? = nil, schemas: String?, rerender: Bool,
        goesOn: @escaping () -> Bool = { true },
        progress: @Sendable (_ done: Int, _ total: Int) -> Bool
    ) throws(Refusal) {
        let files: SchemaFiles?
        if let schemas {
            guard let found = SchemaFiles(in: schemas) else {
                throw Refusal(message: "OPROEP_SCHEMAS is '\(schemas)', and has no MDTO-XML1.0.1.xsd in it")
            }
            files = found
        } else {
            files = nil
        }
        do {
            var bag = try BagReader.open(at: path, BagLedger(goesOn: goesOn))
            let total = try bag.ledger.count
            try bag.examine(files) { progress($0, total) }
            try prove(&bag, noted: noted, hasSchemas: files != nil, rerender: rerender)
        } catch {
            throw Refusal(error)
        }
    }

    private mutating func prove(
        _ bag: inout BagReader, noted: String?, hasSchemas: Bool, rerender: Bool
    ) throws {
        let info = try bag.bytes(of: Bag.info, limit: Self.tagLimit).flatMap { BagInfo($0) }
        let check = try BagCheck(&bag, info)
        (files, bytes) = (check.files, check.bytes)
        guard let dossier = bag.ledger.dossier, info?[BagInfo.head] != nil else {
            var why = Findings()
            why.append(
                "this is no bag of oproep: '\(Bag.info)' has no \(BagInfo.head), or '\(Bag.payload)' not one dossier and "
                    + "its '\(Pakbon.fileName)'")
            proofs.add("delivery", "", why)
            return proofs.add("bag", check.finding, check.problems)
        }
        proofs.add("bag", check.finding, check.problems)
        try proveDelivery(&bag, dossier)
        let events = try EventsCheck(&bag, dossier, limit: Self.listLimit, info, noted: noted)
        head = events.head
        proofs.add("events", "\(events.count) in one chain, head \(events.head ?? "")", events.problems)
        if let noted {
            proofs.add(
                "noted",
                noted == sha256 ? "no file of the delivery is another" : "the events up to it are what they were",
                problems: noted == sha256 || events.hasNoted ? [] : ["neither the delivery nor an event has that hash"])
        }
        let freeze = try FreezeCheck(&bag, limit: Self.listLimit, info, events)
        letters = freeze.recipients
        var problems = freeze.problems
        problems += try RecordsCheck(bag.ledger, freeze).problems
        proofs.add(
            "letters",
            "\(letters) recipients: what was frozen\(freeze.isApproved ? " and approved" : "") is what is here",
            problems)
        if hasSchemas { try proveSchemas(bag.ledger) }
        if rerender {
            let rendering = try RenderCheck(&bag, freeze)
            proofs.add(
                "rendering", "\(rendering.count) letters, filled anew, have the same members", rendering.problems)
        }
    }

    private mutating func proveDelivery(_ bag: inout BagReader, _ dossier: String) throws {
        let metadata = try MetadataCheck(bag.ledger, dossier)
        let slip = try PakbonCheck(&bag, metadata)
        sha256 = slip.sha256
        var problems = metadata.problems
        problems += slip.problems
        proofs.add(
            "metadata",
            "MDTO of \(metadata.objects) objects and \(metadata.files) files; every reference leads to what it names; "
                + "sha256 \(sha256 ?? "")", problems)
    }

    private mutating func proveSchemas(_ ledger: BagLedger) throws {
        let count = try ledger.scratch.number("SELECT count(DISTINCT path) FROM verdict")
        let problems = try ledger.findings(
            "SELECT path, problem FROM verdict WHERE problem IS NOT NULL ORDER BY path, rowid"
        ) { "'\($0.text(0))' \($0.text(1))" }
        proofs.add("schemas", "\(count) files of metadata are valid", problems)
    }
}

extension BagCheck {
    /// What is said when it holds.
    fileprivate var finding: String {
        let lists = unproved.map { "'\($0)'" }.joined(separator: ", ")
        return "BagIt 1.0, complete: \(files) files, and each what its SHA-256 says"
            + (unproved.isEmpty ? "" : "; not proved, as oproep does not know how it is made: \(lists)")
    }
}

extension Verification.Refusal {
    fileprivate init(_ error: any Error) {
        switch error {
        case let error as Verification.Refusal: self = error
        case let error as FileTree.Refusal: self.init(message: error.message)
        case let error as ZIPError: self.init(message: error.message)
        default:
            self.init(
                message: "nothing is proved: is there room for temporary files, in the folder of TMPDIR? (\(error))")
        }
    }
}

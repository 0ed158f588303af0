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
    /// frozen letter anew. `progress` is told of files.
    package init(
        of path: String, noted: String? = nil, schemas: String?, rerender: Bool,
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
        var bag: BagReader
        do throws(BagReader.Refusal) {
            bag = try BagReader.open(at: path)
        } catch {
            throw Refusal(message: error.message)
        }
        let total = bag.files.count
        let examined = bag.examine(files) { progress($0, total) }
        guard examined.count == total else { throw Refusal(message: "stopped: nothing is proved") }
        prove(&bag, examined, noted: noted, hasSchemas: files != nil, rerender: rerender)
    }

    private mutating func prove(
        _ bag: inout BagReader, _ examined: [ExaminedFile], noted: String?, hasSchemas: Bool, rerender: Bool
    ) {
        let contents = BagContents(examined)
        (files, bytes) = (contents.payload.count, contents.payload.reduce(0) { $0 + $1.size })
        let tags = bag.bytes(of: Bag.info, limit: Self.tagLimit).flatMap { BagInfo($0) }
        proofs.add(
            "bag", "BagIt 1.0, complete: \(contents.payload.count) files, and each what its SHA-256 says",
            problems: BagCheck(&bag, contents, tags).problems)
        guard let dossier = contents.dossier, tags?[BagInfo.head] != nil else {
            proofs.add(
                "delivery", "",
                problems: [
                    "this is no bag of oproep: '\(Bag.info)' has no \(BagInfo.head), or '\(Bag.payload)' not one dossier and "
                        + "its '\(Pakbon.fileName)'"
                ])
            return
        }
        let metadata = MetadataCheck(contents, dossier)
        let slip = PakbonCheck(&bag, contents)
        sha256 = slip.sha256
        proofs.add(
            "metadata",
            "MDTO of \(metadata.objects) objects and \(metadata.files) files; every reference leads to what it names; "
                + "sha256 \(sha256 ?? "")",
            problems: metadata.problems + slip.problems)
        let events = EventsCheck(
            bag.bytes(of: "\(dossier)/\(contents.eventsName)", limit: Self.listLimit), contents, tags,
            noted: noted)
        head = events.head
        proofs.add(
            "events", "\(events.count) in one chain, head \(events.head ?? "")", problems: events.problems)
        if let noted {
            proofs.add(
                "noted",
                noted == sha256 ? "no file of the delivery is another" : "the events up to it are what they were",
                problems: noted == sha256 || events.hasNoted ? [] : ["neither the delivery nor an event has that hash"])
        }
        let freeze = FreezeCheck(bag.bytes(of: contents.freezePath, limit: Self.listLimit), contents, tags, events)
        letters = freeze.recipients.count
        proofs.add(
            "letters",
            "\(freeze.recipients.count) recipients: what was frozen\(freeze.isApproved ? " and approved" : "") is what is here",
            problems: freeze.problems + RecordsCheck(contents, events, freeze).problems)
        if hasSchemas {
            let judged = examined.filter { $0.verdict != nil }
            proofs.add(
                "schemas", "\(judged.count) files of metadata are valid",
                problems: judged.flatMap { file in (file.verdict ?? []).map { "'\(file.path)' \($0)" } })
        }
        if rerender {
            let rendering = RenderCheck(&bag, contents, freeze)
            proofs.add(
                "rendering", "\(rendering.count) letters, filled anew, have the same members",
                problems: rendering.problems)
        }
    }
}

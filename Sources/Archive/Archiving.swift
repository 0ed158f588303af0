internal import CLinux
internal import Exporter
package import Registry
package import Templating
internal import Workspace

/// Makes a bag of a finished mailing, for an archive that takes it over.
package struct Archiving: Sendable {
    package enum Form: Sendable {
        case folder, zip
    }

    /// What came of it.
    package struct Made: Sendable {
        package let letters: Int
        package let files: Int
        package let bytes: Int
        /// Of the delivery in the bag.
        package let sha256: String
        package let head: String
        /// The last day of the term; nil when there is none.
        package let until: CalendarDate?
        /// What of persons stands in copies for publication all the same, by the names of values.
        package let left: [String]
    }

    private let registry: Registry
    private let facts: ArchiveFacts
    private let author: Author
    /// Name and version of the program.
    private let software: String

    package init(_ registry: Registry, _ facts: ArchiveFacts, by author: Author, software: String) {
        self.registry = registry
        self.facts = facts
        self.author = author
        self.software = software
    }

    /// Writes the bag to `path`, where nothing may be, and records that it stands there; `forPublication` with a copy of
    /// each letter without persons, and DiWoo. The same registry gives the same bytes: an export that was recorded before,
    /// and is still of the same, is not recorded again.
    package func write(
        _ number: Int, to path: String, as form: Form, forPublication: Bool, protecting sources: [String],
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool
    ) throws(RegistryError) -> Made {
        if let made = try resume(number, at: path) { return made }
        let record = try registry.record(of: number)
        let dossier = Dossier(record, facts)
        var source = try source(record, dossier, forPublication: forPublication)
        do throws(LetterFailure) {
            var bag = try BagWriter(
                at: path, as: form == .zip ? .zip(root: dossier.name) : .folder, protecting: sources)
            try bag.addFolder(Bag.payload)
            try bag.addFolder(dossier.path)
            var filled = Filled(parts: try DossierParts())
            if let letters = source.letters { try add(letters, to: &bag, &filled, record, dossier, progress) }
            source.letters = nil
            _ = oproep_return_freed_memory()
            try add(source.whole, to: &bag, &filled, dossier)
            let top = DossierRecord(dossier, record, parts: filled.parts, asOf: source.asOf?.description)
            try addEvents(to: &bag, top, record)
            let delivery = try finish(&bag, top, filled, record, dossier)
            let until = dossier.lastDay
            let size = try bag.payload.all
            let result = Made(
                letters: record.count, files: size.files, bytes: size.bytes, sha256: delivery.sha256,
                head: record.head, until: until, left: filled.left.sorted())
            var begun: Event?
            try bag.commit(info(of: record, dossier, delivery, result)) { () throws(LetterFailure) in
                CrashPoint.archiveSealed.reach()
                begun = try asking { () throws(RegistryError) in
                    try registry.beginExport(
                        of: number, sha256: delivery.sha256, until: until, after: record.last, by: delivery.author)
                }
                CrashPoint.archiveBegun.reach()
            }
            CrashPoint.archivePlaced.reach()
            if let begun { try finish(begun) }
            return result
        } catch {
            throw .letters(error)
        }
    }

    // MARK: What is in it

    /// What the records are made from.
    private struct Source {
        /// Taken away when they are made: the letter has all its figures in memory.
        var letters: LetterRecords?
        let whole: MailingRecords
        let asOf: CalendarDate?
    }

    private func source(
        _ record: MailingRecord, _ dossier: Dossier, forPublication: Bool
    ) throws(RegistryError) -> Source {
        let frozen = try registry.letter(of: record.mailing.number)
        let letter = frozen.compiled.letter
        let copies = forPublication ? try PublicationCopies(record, dossier, letter) : nil
        return Source(
            letters: LetterRecords(registry, record, dossier, frozen.compiled, copies),
            whole: try MailingRecords(registry, record, dossier, frozen), asOf: letter.definition.figures?.asOf)
    }

    /// What the dossier and the packing slip say of the records.
    private struct Filled {
        var parts: DossierParts
        /// Of files, how many of each. The events are of the dossier itself.
        var formats: [FileFormat: Int] = [.jsonLines: 1]
        /// What of persons stands in copies for publication all the same, by the names of values.
        var left: Set<String> = []

        mutating func add(_ record: RecordSummary) throws(LetterFailure) {
            try parts.note(record.reference)
            for format in record.formats { formats[format, default: 0] += 1 }
        }
    }

    /// As many recipients as are known at a time.
    private static let batch = 2_048

    private func add(
        _ letters: LetterRecords, to bag: inout BagWriter, _ filled: inout Filled, _ record: MailingRecord,
        _ dossier: Dossier, _ progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool
    ) throws(LetterFailure) {
        let count = record.count
        for start in stride(from: 0, to: count, by: Self.batch) {
            let recipients = try asking { () throws(RegistryError) in
                try registry.recipients(of: record, start..<min(start + Self.batch, count))
            }
            let made = try bag.add(
                recipients, state: { letters.fillers }, goesOn: { progress(start + $0, count) },
                { fillers, recipient throws(RegistryError) in
                    let made = try letters.make(recipient, with: fillers)
                    return (
                        made.records.map { $0.folder(in: dossier) },
                        (summaries: made.records.map(RecordSummary.init), left: made.left)
                    )
                })
            for (summaries, left) in made {
                for summary in summaries { try filled.add(summary) }
                filled.left.formUnion(left)
            }
        }
    }

    private func add(
        _ whole: MailingRecords, to bag: inout BagWriter, _ filled: inout Filled, _ dossier: Dossier
    ) throws(LetterFailure) {
        for index in 0..<whole.count {
            let record = try asking { () throws(RegistryError) in try whole.make(index) }
            try bag.add(record.folder(in: dossier))
            try filled.add(RecordSummary(record))
        }
    }

    private func asking<Value>(_ body: () throws(RegistryError) -> Value) throws(LetterFailure) -> Value {
        do throws(RegistryError) {
            return try body()
        } catch {
            throw LetterFailure(error)
        }
    }

    // MARK: The end

    private func addEvents(
        to bag: inout BagWriter, _ top: DossierRecord, _ record: MailingRecord
    ) throws(LetterFailure) {
        let entry = try bag.add(as: top.eventsPath) { put throws(LetterFailure) in
            var events = registry.events(of: record)
            while let piece = try asking({ () throws(RegistryError) in try events.piece() }) { try put(piece) }
        }
        let sidecar = top.sidecar(ofEvents: entry)
        try bag.add(sidecar.bytes, as: sidecar.path)
    }

    /// From here on the bag counts: it stands.
    private func finish(_ begun: Event) throws(LetterFailure) {
        try asking { () throws(RegistryError) in try registry.recordExport(begun, by: author) }
        CrashPoint.archiveCommitted.reach()
    }

    /// What is at `path` when that is the bag of a run that was cut short before it could be recorded that it stands: then
    /// that is done now. Nil when it is not.
    private func resume(_ number: Int, at path: String) throws(RegistryError) -> Made? {
        guard let begun = try registry.unfinishedExport(of: number),
            let found = try? Verification(of: path, schemas: nil, rerender: false, progress: { _, _ in true }),
            found.proofs.holds, found.sha256 == begun.detail.sha256
        else { return nil }
        try registry.recordExport(begun, by: author)
        return Made(
            letters: found.letters, files: found.files, bytes: found.bytes, sha256: found.sha256 ?? "",
            head: found.head ?? "", until: begun.detail.until.flatMap { CalendarDate(iso: $0) }, left: [])
    }

    /// A delivery as it was exported: when, by whom, and the hash of all that is in it.
    private struct Delivery {
        let author: Author
        let sha256: String
    }

    /// Adds what tells of the export: the dossier's own metadata and the packing slip.
    private func finish(
        _ bag: inout BagWriter, _ top: DossierRecord, _ filled: Filled, _ record: MailingRecord, _ dossier: Dossier
    ) throws(LetterFailure) -> Delivery {
        let payload = bag.payload
        func sidecar(_ author: Author) -> BagWriter.Pieces {
            { put throws(LetterFailure) in try top.writeSidecar(exported: author.time, by: author.name, to: put) }
        }
        var author = author
        if let begun = record.begun {
            let before = Author(name: begun.actor, time: begun.time, zone: author.zone) ?? author
            try payload.note(try BagEntry(as: top.sidecarPath, sidecar(before)))
            if try payload.sha256 == begun.detail.sha256 { author = before }
        }
        _ = try bag.add(as: top.sidecarPath, sidecar(author))
        let made = Delivery(author: author, sha256: try payload.sha256)
        let slip = try pakbon(made, payload, filled, dossier)
        try bag.add(slip.xml, as: "\(Bag.payload)/\(Pakbon.fileName)")
        return made
    }

    private func pakbon(
        _ delivery: Delivery, _ payload: BagPayload, _ filled: Filled, _ dossier: Dossier
    ) throws(LetterFailure) -> MDTO.Pakbon {
        let content = try payload.content
        let counts = filled.formats
            .sorted { ($0.key.puid ?? "", $0.key.label) < ($1.key.puid ?? "", $1.key.label) }
        return MDTO.Pakbon(
            identificatie: "\(dossier.identificatie.kenmerk)/\(delivery.sha256.prefix(16))", naam: dossier.title,
            doel: facts.partOf, sha256: delivery.sha256, tijdstip: delivery.author.time,
            archiefvormer: facts.archiefvormer, contact: facts.contact, informatieobjecten: filled.parts.count + 1,
            bestanden: content.files, inhoud: (content.files, content.bytes),
            formaten: counts.map { (.bestandsformaat($0.key.label, puid: $0.key.puid), $0.value) },
            bijzonderheden: Pakbon.remarks)
    }

    private func info(
        of record: MailingRecord, _ dossier: Dossier, _ delivery: Delivery, _ made: Made
    ) -> BagInfo {
        BagInfo([
            ("Source-Organization", facts.archiefvormer.naam), ("Contact-Email", facts.contact),
            ("External-Description", dossier.title), ("External-Identifier", dossier.identificatie.kenmerk),
            ("Bagging-Date", delivery.author.today.description),
            ("Payload-Oxum", "\(made.bytes).\(made.files)"), ("Bag-Software-Agent", software),
            (BagInfo.mailing, "\(record.mailing.number)"), (BagInfo.freeze, record.mailing.sha256),
            (BagInfo.head, record.head),
        ])
    }
}

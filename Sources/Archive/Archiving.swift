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
        let frozen = try registry.letter(of: number)
        let dossier = Dossier(record, facts)
        let copies = forPublication ? try PublicationCopies(record, dossier, frozen.compiled.letter) : nil
        let letters = try LetterRecords(registry, record, dossier, frozen.compiled, copies)
        let whole = try MailingRecords(registry, record, dossier).records(
            in: frozen.compiled.letter.settings.language.language)
        let asOf = frozen.compiled.letter.definition.figures?.asOf
        do throws(LetterFailure) {
            var bag = try BagWriter(
                at: path, as: form == .zip ? .zip(root: dossier.name) : .folder, protecting: sources)
            try bag.addFolder(Bag.payload)
            try bag.addFolder(dossier.path)
            let count = letters.count
            let made = try bag.add(
                count, state: { letters.fillers }, goesOn: { progress($0, count) },
                { fillers, index throws(RegistryError) in
                    let made = try letters.make(index, with: fillers)
                    return (
                        made.records.map { $0.folder(in: dossier) },
                        (summaries: made.records.map(RecordSummary.init), left: made.left)
                    )
                })
            var summaries = made.flatMap(\.summaries)
            for record in whole {
                try bag.add(record.folder(in: dossier))
                summaries.append(RecordSummary(record))
            }
            let top = DossierRecord(dossier, record, parts: summaries.map(\.reference), asOf: asOf?.description)
            for (name, bytes) in top.files { try bag.add(bytes, as: "\(dossier.path)/\(name)") }
            let delivery = try finish(&bag, top, summaries, record, dossier)
            let until = dossier.lastDay
            let result = Made(
                letters: count, files: bag.payload.count, bytes: bag.payload.reduce(0) { $0 + $1.size },
                sha256: delivery.sha256, head: record.head, until: until,
                left: Set(made.flatMap(\.left)).sorted())
            var begun: Event?
            try bag.commit(info(of: record, dossier, delivery, result)) { () throws(LetterFailure) in
                CrashPoint.archiveSealed.reach()
                do throws(RegistryError) {
                    begun = try registry.beginExport(
                        of: number, sha256: delivery.sha256, until: until, after: record.last, by: delivery.author)
                } catch {
                    throw LetterFailure(error)
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

    /// From here on the bag counts: it stands.
    private func finish(_ begun: Event) throws(LetterFailure) {
        do throws(RegistryError) {
            try registry.recordExport(begun, by: author)
        } catch {
            throw LetterFailure(error)
        }
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
        _ bag: inout BagWriter, _ top: DossierRecord, _ summaries: [RecordSummary], _ record: MailingRecord,
        _ dossier: Dossier
    ) throws(LetterFailure) -> Delivery {
        let payload = bag.payload
        let path = "\(dossier.path)/\(top.sidecarName)"
        func delivery(_ author: Author) -> (delivery: Delivery, sidecar: [UInt8]) {
            let sidecar = top.sidecar(exported: author.time, by: author.name)
            let files = (payload + [BagEntry(sidecar, as: path)]).sorted { $0.path < $1.path }
            return (Delivery(author: author, sha256: ContentHash(of: Bag.list(files)).hex), sidecar)
        }
        var made = delivery(author)
        if let begun = record.begun {
            let before = delivery(Author(name: begun.actor, time: begun.time, zone: author.zone) ?? author)
            if before.delivery.sha256 == begun.detail.sha256 { made = before }
        }
        try bag.add(made.sidecar, as: path)
        let slip = pakbon(made.delivery, bag.payload, summaries, record, dossier)
        try bag.add(slip.xml, as: "\(Bag.payload)/\(Pakbon.fileName)")
        return made.delivery
    }

    private func pakbon(
        _ delivery: Delivery, _ payload: [BagEntry], _ summaries: [RecordSummary], _ record: MailingRecord,
        _ dossier: Dossier
    ) -> MDTO.Pakbon {
        let content = payload.filter { !Sidecar.isOne($0.path) }
        // The events are of the dossier itself.
        let formats = summaries.flatMap(\.formats) + [.jsonLines]
        let counts = Dictionary(formats.map { ($0, 1) }, uniquingKeysWith: +)
            .sorted { ($0.key.puid ?? "", $0.key.label) < ($1.key.puid ?? "", $1.key.label) }
        return MDTO.Pakbon(
            identificatie: "\(dossier.identificatie.kenmerk)/\(delivery.sha256.prefix(16))", naam: dossier.title,
            doel: facts.partOf, sha256: delivery.sha256, tijdstip: delivery.author.time,
            archiefvormer: facts.archiefvormer, contact: facts.contact, informatieobjecten: summaries.count + 1,
            bestanden: content.count, inhoud: (content.count, content.reduce(0) { $0 + $1.size }),
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

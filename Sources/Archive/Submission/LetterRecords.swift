internal import Containers
internal import Exporter
internal import Registry
internal import Templating
internal import Workspace

/// Makes what a delivery has of each recipient: the letter, what it left with, and what came in.
struct LetterRecords: Sendable {
    private let registry: Registry
    private let record: MailingRecord
    private let dossier: Dossier
    private let compiled: CompiledLetter
    /// Where those of the letter are, by their codes.
    private let places: [String: Int]
    private let slots: (subject: Int?, tooi: Int?)
    private let copies: PublicationCopies?

    /// What is made of one recipient.
    struct Made: Sendable {
        let records: [Archiefstuk]
        /// What of persons stands in a copy for publication all the same, by the names of values.
        let left: Set<String>
    }

    /// With `copies`, of each letter there is one as well.
    init(
        _ registry: Registry, _ record: MailingRecord, _ dossier: Dossier, _ compiled: CompiledLetter,
        _ copies: PublicationCopies?
    ) {
        self.copies = copies
        self.registry = registry
        self.record = record
        self.dossier = dossier
        self.compiled = compiled
        places = Dictionary(
            compiled.letter.recipients.enumerated().lazy.map { ($1.code.description, $0) },
            uniquingKeysWith: { first, _ in first })
        slots = (compiled.letter.slot(of: "letter.subject"), compiled.letter.slot(of: "recipient.tooi"))
    }

    /// Fills letters and explains them, for one thread.
    struct Fillers {
        fileprivate let explainer: Explainer
        fileprivate let letter: Result<LetterFiller, LetterError>
        fileprivate let copy: Result<LetterFiller, LetterError>?
    }

    var fillers: Fillers { Fillers(explainer: Explainer(compiled), letter: compiled.filler, copy: copies?.filler) }

    /// Refuses when the letter that the files make has not the recipient that is on record.
    func make(_ written: MailingRecord.Recipient, with fillers: Fillers) throws(RegistryError) -> Made {
        guard let place = places[written.code] else {
            throw .damaged("mailing \(record.mailing.number) is not of the recipients of its list: run 'oproep audit'")
        }
        let recipient = compiled.letter.recipients[place]
        let about = About(recipient, compiled.letter, slots)
        let folder = RecordName.letter(code: recipient.code.description, name: recipient.name)
        let messages = try written.events.messages.map { event, hash throws(RegistryError) in
            try message(event, hash, about, folder)
        }
        let incoming = try written.events.incoming.map { event, hash throws(RegistryError) in
            try self.incoming(event, hash, about, folder)
        }
        let others = messages + incoming
        var letter = try self.letter(recipient, written, about, folder, fillers)
        letter.relate(to: others.map { ($0.reference, .aangehaaldDoor) })
        var copy: (record: Archiefstuk, left: Set<String>)?
        if let copies, let filler = fillers.copy { copy = try copies.copy(recipient, of: letter, filler) }
        if let copy { letter.relate(to: [(copy.record.reference, .heeftVersie)]) }
        return Made(records: [letter] + others + [copy?.record].compactMap(\.self), left: copy?.left ?? [])
    }

    // MARK: The letter

    private func letter(
        _ recipient: LetterRecipient, _ written: MailingRecord.Recipient, _ about: About, _ name: String,
        _ fillers: Fillers
    ) throws(RegistryError) -> Archiefstuk {
        let contents = try registry.documents(written.documents.map(\.sha256))
        var files = zip(written.documents, contents).map { document, bytes in
            // The words of the message that it goes with are no form of the letter itself.
            let isMessage = document.format == .mail
            return Archiefstuk.File(
                name: "\(name).\(document.format.fileExtension)", bytes: bytes,
                format: isMessage ? .text : .of(bytes), hashed: record.frozen.time, isMetadata: isMessage)
        }
        try requireSame(
            recipient, fillers.letter, written.documents.firstIndex { $0.format == .odt }.map { contents[$0] })
        files.append(
            Archiefstuk.File(
                name: RecordName.provenance(name),
                bytes: fillers.explainer.explain(recipient).json(of: compiled.letter.name, to: recipient),
                format: .json, hashed: record.frozen.time, isMetadata: true))
        return Archiefstuk(name, about.title, in: dossier, files) { object in
            if let reference = written.reference {
                object.identificaties.append(
                    MDTO.Identificatie(kenmerk: reference, bron: "Kenmerk van \(dossier.facts.archiefvormer.naam)"))
            }
            object.peildatum = compiled.letter.definition.figures?.asOf?.description
            object.dekkingInRuimte = about.addressee.identificatie == nil ? nil : about.addressee
            object.taal = about.language
            object.events = record.makingEvents + written.events.effective.compactMap(\.told)
            object.betrokkenen = [(about.addressee, .geadresseerde)]
        }
    }

    /// What the figures came from can be told of the letter only that this program makes of the frozen files.
    private func requireSame(
        _ recipient: LetterRecipient, _ filler: Result<LetterFiller, LetterError>, _ kept: [UInt8]?
    ) throws(RegistryError) {
        do throws(LetterError) {
            let made = try filler.get().fill(recipient, as: .odt)
            if let kept, ZIPMembers.areSame(kept, made) { return }
        } catch {
            throw RegistryError(error)
        }
        throw .refused([
            "\(recipient.label): this version of oproep makes another letter of the frozen files than the one that froze "
                + "them, so where its figures come from cannot be told: archive it with that one"
        ])
    }

    // MARK: What left, and what came

    private func message(
        _ event: Event, _ hash: String, _ about: About, _ letter: String
    ) throws(RegistryError) -> Archiefstuk {
        let name = RecordName.message(event, letter)
        let bytes = try registry.document(hash)
        let file = Archiefstuk.File(name: "\(name).eml", bytes: bytes, format: .of(bytes), hashed: event.time)
        return Archiefstuk(name, "E-mail met: \(about.title)", in: dossier, [file]) { object in
            object.taal = about.language
            object.events = [
                MDTO.Event(
                    .verzending, tijd: event.moment, actor: event.actor, resultaat: "per e-mail, zoals verzonden")
            ]
            object.gerelateerd = [(about.letter(letter, dossier), .refereertAan)]
            object.betrokkenen = [(about.addressee, .geadresseerde)]
        }
    }

    private func incoming(
        _ event: Event, _ hash: String, _ about: About, _ letter: String
    ) throws(RegistryError) -> Archiefstuk {
        let bytes = try registry.document(hash)
        let format = FileFormat.of(bytes)
        let kind = event.incomingKind
        let name = RecordName.incoming(event, letter)
        let file = Archiefstuk.File(
            name: "\(name).\(format.fileExtension)", bytes: bytes, format: format, hashed: event.time)
        return Archiefstuk(name, "\(kind) op: \(about.title)", in: dossier, [file]) { object in
            if let given = event.detail.fileName { object.omschrijvingen.append("Ontvangen als bestand '\(given)'") }
            if let note = event.detail.note { object.omschrijvingen.append(note) }
            object.events = [
                MDTO.Event(.ontvangst, tijd: event.moment, actor: event.actor, resultaat: event.recorded)
            ]
            object.gerelateerd = [(about.letter(letter, dossier), .refereertAan)]
            object.betrokkenen = [(about.addressee, .afzender)]
        }
    }

    /// What is known of a recipient and their letter.
    private struct About {
        let title: String
        let addressee: MDTO.Verwijzing
        let language: String

        init(
            _ recipient: LetterRecipient, _ letter: Letter, _ slots: (subject: Int?, tooi: Int?)
        ) {
            let values = letter.frame(of: recipient).values
            func text(_ slot: Int?) -> String? {
                guard let slot, !values[slot].isEmpty else { return nil }
                return values[slot].description
            }
            let name = recipient.name.isEmpty ? recipient.code.description : recipient.name
            title = "\(text(slots.subject) ?? letter.name) – \(name)"
            addressee = MDTO.Verwijzing(
                name, text(slots.tooi).map { MDTO.Identificatie(kenmerk: $0, bron: "TOOI") })
            language = letter.language == .dutch ? "nl" : "en"
        }

        func letter(_ name: String, _ dossier: Dossier) -> MDTO.Verwijzing {
            MDTO.Verwijzing(title, dossier.identificatie(name))
        }
    }
}

extension MailingRecord {
    /// Creation, freezing and approval, which are of all that was frozen.
    var makingEvents: [MDTO.Event] {
        [
            MDTO.Event(.creatie, tijd: frozen.time, actor: frozen.actor),
            MDTO.Event(.bevriezing, tijd: frozen.time, actor: frozen.actor, resultaat: "SHA-256 \(mailing.sha256)"),
        ]
            + (approved.map { event in
                [
                    MDTO.Event(
                        .accordering, tijd: event.time, actor: event.actor,
                        resultaat: event.detail.mandate.map { "mandaat: \($0)" })
                ]
            } ?? [])
    }
}

extension CompiledLetter {
    /// One of its own for each thread.
    var filler: Result<LetterFiller, LetterError> {
        Result { () throws(LetterError) in try LetterFiller(self) }
    }
}

internal import Exporter
internal import Registry
internal import Templating
internal import Workspace

/// Makes copies of letters for publication under the Woo: without the names and addresses of persons, and with DiWoo
/// metadata.
struct PublicationCopies: Sendable {
    private let record: MailingRecord
    private let approved: Event
    private let dossier: Dossier
    private let compiled: CompiledLetter
    private let persons: [(name: String, text: String)]
    private let publisher: (name: String, tooi: String)
    private let slots: (subject: Int?, tooi: Int?)

    init(_ record: MailingRecord, _ dossier: Dossier, _ letter: Letter) throws(RegistryError) {
        guard let tooi = dossier.facts.tooi else {
            throw .refused([
                "DiWoo names who publishes by its TOOI identification: give it as 'tooi' of the sender in oproep.yaml"
            ])
        }
        guard let approved = record.approved else {
            throw .refused(["mailing \(record.mailing.number) was never approved: there is nothing in it to publish"])
        }
        var diagnostics = Diagnostics()
        guard let compiled = CompiledLetter.compile(letter.withoutPersons(), diagnostics: &diagnostics) else {
            throw .letters(.wrong(diagnostics))
        }
        self.record = record
        self.approved = approved
        self.dossier = dossier
        self.compiled = compiled
        persons = letter.persons
        publisher = (dossier.facts.publisher ?? dossier.facts.archiefvormer.naam, tooi)
        slots = (letter.slot(of: "letter.subject"), letter.slot(of: "recipient.tooi"))
    }

    var filler: Result<LetterFiller, LetterError> { compiled.filler }

    /// The copy of one letter, `letter` being that of the record; and what of persons stands in it all the same, by the
    /// names of values.
    func copy(
        _ recipient: LetterRecipient, of letter: Archiefstuk, _ filler: Result<LetterFiller, LetterError>
    ) throws(RegistryError) -> (record: Archiefstuk, left: Set<String>) {
        let values = compiled.letter.frame(of: recipient).values
        func text(_ slot: Int?) -> String? {
            guard let slot, !values[slot].isEmpty else { return nil }
            return values[slot].description
        }
        let tooi = text(slots.tooi)
        // Without an identification it may be a person.
        let code = recipient.code.description
        let folder = tooi == nil ? RecordName.letter(code: code, name: "") : letter.name
        let addressee = tooi == nil || recipient.name.isEmpty ? code : recipient.name
        let subject = text(slots.subject) ?? compiled.letter.name
        let title = "\(subject) – \(addressee) (afschrift voor publicatie)"
        let name = RecordName.copy(folder)
        let (odt, said): ([UInt8], String)
        do throws(LetterError) {
            let filler = try filler.get()
            odt = try filler.fill(recipient, as: .odt)
            said = String(decoding: try filler.fill(recipient, as: .txt), as: UTF8.self)
        } catch {
            throw RegistryError(error)
        }
        let diwoo = DiWoo(
            identifier: dossier.identificatie(name).kenmerk, publisher: publisher, title: "\(subject) – \(addressee)",
            date: record.mailing.date.description, isDutch: compiled.letter.language == .dutch,
            adopted: approved.time)
        let files = [
            Archiefstuk.File(name: "\(name).odt", bytes: odt, format: .of(odt), hashed: record.frozen.time),
            Archiefstuk.File(
                name: "\(name)\(Sidecar.ofDiWoo)", bytes: diwoo.xml, format: .xml, hashed: record.frozen.time,
                isMetadata: true),
        ]
        let made = Archiefstuk(name, title, in: dossier, files) { object in
            object.omschrijvingen = ["Afschrift zonder namen en adressen van personen, met DiWoo-metagegevens"]
            object.peildatum = compiled.letter.definition.figures?.asOf?.description
            object.taal = compiled.letter.language == .dutch ? "nl" : "en"
            object.events = [MDTO.Event(.kopie, tijd: nil, actor: dossier.facts.archiefvormer.naam)]
            // A reference has the name of what it leads to: of a person, only the letter refers to the copy.
            if tooi != nil { object.gerelateerd = [(letter.reference, .versieVan)] }
        }
        return (made, Set(persons.filter { said.contains($0.text) }.map(\.name)))
    }
}

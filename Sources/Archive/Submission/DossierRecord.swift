internal import Exporter
internal import Registry

/// The dossier itself: what is said of the whole, and the events.
struct DossierRecord {
    private let dossier: Dossier
    private let record: MailingRecord
    private let parts: DossierParts
    private let asOf: String?

    init(_ dossier: Dossier, _ record: MailingRecord, parts: DossierParts, asOf: String?) {
        self.dossier = dossier
        self.record = record
        self.parts = parts
        self.asOf = asOf
    }

    private var eventsName: String { "\(dossier.prefix)_gebeurtenissen.jsonl" }
    var eventsPath: String { "\(dossier.path)/\(eventsName)" }

    /// What MDTO says of the file with the events.
    func sidecar(ofEvents events: BagEntry) -> (path: String, bytes: [UInt8]) {
        let bytes = dossier.sidecar(
            of: events, named: eventsName, format: .jsonLines, hashed: record.lastTime, of: dossier.reference, in: "")
        return ("\(eventsPath)\(Sidecar.ofFile)", bytes)
    }

    /// Of the dossier itself.
    var sidecarPath: String { "\(dossier.path)/\(dossier.name)\(Sidecar.ofObject)" }

    /// Gives `put` the contents of that piece by piece.
    func writeSidecar(
        exported time: String, by actor: String, to put: ([UInt8]) throws(LetterFailure) -> Void
    ) throws(LetterFailure) {
        var object = dossier.object(dossier.identificatie, dossier.title, .dossier)
        let isCancelled = record.mailing.state == .cancelled
        object.omschrijvingen = [
            isCancelled
                ? "Een brief aan \(record.count) geadresseerden, die geannuleerd is voordat hij verzonden werd"
                : "Een brief aan \(record.count) geadresseerden, met de eigen cijfers van elk, en wat daarop volgde"
        ]
        object.peildatum = asOf
        object.events = record.makingEvents + [MDTO.Event(.export, tijd: time, actor: actor)]
        object.isOnderdeelVan = dossier.facts.partOf.map { MDTO.Verwijzing($0) }
        object.aanvullendeMetagegevens = [MDTO.Verwijzing(eventsName, dossier.identificatie(eventsName))]
        if let previous = record.previous {
            // What left nobody replaces nothing.
            let replaces = record.mailing.previous?.relation == .correction && record.mailing.state == .done
            object.gerelateerd = [(dossier.reference(to: previous), replaces ? .vervangt : .refereertAan)]
        }
        try object.write(
            parts.count, parts: { numbers throws(LetterFailure) in try parts[numbers] }, to: put)
    }
}

internal import Exporter
internal import Registry

/// The dossier itself: what is said of the whole, and the events.
struct DossierRecord {
    private let dossier: Dossier
    private let record: MailingRecord
    private let parts: [MDTO.Verwijzing]
    private let asOf: String?

    /// `parts` are its records, in order.
    init(_ dossier: Dossier, _ record: MailingRecord, parts: [MDTO.Verwijzing], asOf: String?) {
        self.dossier = dossier
        self.record = record
        self.parts = parts
        self.asOf = asOf
    }

    private var eventsName: String { "\(dossier.prefix)_gebeurtenissen.jsonl" }

    /// All but what tells of the export.
    func files(_ events: [UInt8]) -> [(name: String, bytes: [UInt8])] {
        let file = Archiefstuk.File(
            name: eventsName, bytes: events, format: .jsonLines, hashed: record.lastTime, isMetadata: true)
        return [
            (file.name, file.bytes),
            ("\(file.name)\(Sidecar.ofFile)", file.sidecar(of: dossier.reference, in: "", dossier)),
        ]
    }

    var sidecarName: String { "\(dossier.name)\(Sidecar.ofObject)" }

    func sidecar(exported time: String, by actor: String) -> [UInt8] {
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
        object.bevatOnderdeel = parts
        object.aanvullendeMetagegevens = [MDTO.Verwijzing(eventsName, dossier.identificatie(eventsName))]
        if let previous = record.previous {
            // What left nobody replaces nothing.
            let replaces = record.mailing.previous?.relation == .correction && record.mailing.state == .done
            object.gerelateerd = [(dossier.reference(to: previous), replaces ? .vervangt : .refereertAan)]
        }
        return object.xml
    }
}

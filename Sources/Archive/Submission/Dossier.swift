internal import Disk
internal import Exporter
internal import Registry
internal import Templating
internal import Workspace

/// What all objects of a delivery have in common: the dossier of one mailing that they are part of.
struct Dossier: Sendable {
    let facts: ArchiveFacts
    /// Of its folder, and what the names of its own files begin with. It has `_` with no hyphen before, which the name
    /// of no recipient's folder has.
    let prefix: String
    let name: String
    let title: String
    /// Where identifications come from: they are unique there.
    private let source: String
    /// Of the mailing, anywhere: it begins what every identification is.
    private let identity: String
    private let term: MDTO.Termijn?
    /// The last day on which it is to be kept; nil when it is not to be destroyed, or nobody knows.
    let lastDay: CalendarDate?

    init(_ record: MailingRecord, _ facts: ArchiveFacts) {
        self.facts = facts
        prefix = "verzendronde_\(record.mailing.number)"
        name = [prefix, FileName.slug(record.mailing.letter)].filter { !$0.isEmpty }.joined(separator: "_")
        title = Self.title(of: record.mailing)
        source = "Oproep-register van \(facts.archiefvormer.naam)"
        identity = Self.identity(of: record.mailing)
        if let termijn = facts.bewaartermijn, let start = record.frozen.day, let end = facts.lastDay(frozenOn: start) {
            lastDay = end
            term = MDTO.Termijn(
                trigger: .bevriezing, startdatum: start.description, looptijd: termijn.description,
                einddatum: end.description)
        } else {
            lastDay = nil
            term = nil
        }
    }

    private static func identity(of mailing: Mailing) -> String { "oproep-\(mailing.sha256.prefix(16))" }

    /// The dossier of another mailing of the same registry.
    func reference(to other: Mailing) -> MDTO.Verwijzing {
        MDTO.Verwijzing(Self.title(of: other), MDTO.Identificatie(kenmerk: Self.identity(of: other), bron: source))
    }

    private static func title(of mailing: Mailing) -> String { "Verzendronde \(mailing.number): \(mailing.subject)" }

    /// From the bag's folder.
    var path: String { "\(Bag.payload)/\(name)" }

    var identificatie: MDTO.Identificatie { MDTO.Identificatie(kenmerk: identity, bron: source) }
    var reference: MDTO.Verwijzing { MDTO.Verwijzing(title, identificatie) }

    /// Of an object by its folder, or of a file by folder and name.
    func identificatie(_ path: String) -> MDTO.Identificatie {
        MDTO.Identificatie(kenmerk: "\(identity)/\(path)", bron: source)
    }

    /// An object with all that must be said of each.
    func object(
        _ identificatie: MDTO.Identificatie, _ title: String, _ level: MDTO.Begrip
    ) -> MDTO.Informatieobject {
        var object = MDTO.Informatieobject(
            identificatie, title, level, waardering: .waardering(code: facts.waardering.rawValue),
            archiefvormer: facts.archiefvormer, beperkingGebruik: .beperkingGebruik(facts.beperkingGebruik))
        object.bewaartermijn = term
        object.informatiecategorie = facts.selectielijst.map {
            MDTO.Begrip($0, lijst: "Selectielijst van \(facts.archiefvormer.naam)")
        }
        return object
    }
}

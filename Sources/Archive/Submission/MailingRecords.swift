internal import Exporter
internal import Registry
internal import Templating
internal import Workspace

/// Makes what a delivery has of the mailing as a whole: what it was made from, what was frozen and approved, and what
/// the files of our own mean.
struct MailingRecords {
    private let registry: Registry
    private let record: MailingRecord
    private let dossier: Dossier
    /// What who approved it got to see, and in which language.
    private let page: [UInt8]
    private let language: Language

    init(
        _ registry: Registry, _ record: MailingRecord, _ dossier: Dossier, _ letter: FrozenLetter
    ) throws(RegistryError) {
        self.registry = registry
        self.record = record
        self.dossier = dossier
        language = letter.compiled.letter.settings.language.language
        let day = record.approved?.day ?? record.frozen.day ?? record.mailing.date
        let review = try registry.review(letter, today: day, head: record.head)
        page = Array(review.html(samples: [], in: language).utf8)
    }

    /// How many there are.
    var count: Int { record.sources.count + 3 }

    /// One of them, in their order.
    func make(_ index: Int) throws(RegistryError) -> Archiefstuk {
        switch index - record.sources.count {
        case 0: return try freeze()
        case 1: return review
        case 2...: return documentation
        default: return try source(record.sources[index].name, record.sources[index].sha256, index + 1)
        }
    }

    /// A file that the letters were made from.
    private func source(_ path: String, _ hash: String, _ number: Int) throws(RegistryError) -> Archiefstuk {
        let bytes = try registry.document(hash)
        let (name, file) = RecordName.source(number, dossier.prefix, called: path)
        let content = Archiefstuk.File(
            name: file, bytes: bytes, format: .source(named: path, bytes), hashed: record.frozen.time)
        return Archiefstuk(name, "Bron van de verzendronde: \(path)", in: dossier, [content]) { object in
            object.omschrijvingen = ["Bestand '\(path)' van de werkmap, zoals het bij de bevriezing was"]
            object.events = record.makingEvents.filter { $0.type != .creatie }
        }
    }

    /// The text that was approved.
    private func freeze() throws(RegistryError) -> Archiefstuk {
        let name = "\(dossier.prefix)_bevriezing"
        let file = Archiefstuk.File(
            name: "\(name).jsonl", bytes: try registry.document(record.mailing.sha256), format: .jsonLines,
            hashed: record.frozen.time)
        return Archiefstuk(name, "Bevriezing van verzendronde \(record.mailing.number)", in: dossier, [file]) {
            object in
            object.omschrijvingen = [
                "Waaruit de verzendronde bestaat, tot de laatste byte; de SHA-256 van dit bestand is wat geaccordeerd is"
            ]
            object.events = record.makingEvents
        }
    }

    private var review: Archiefstuk {
        let name = "\(dossier.prefix)_accordering"
        let file = Archiefstuk.File(
            name: "\(name).html", bytes: page, format: .html, hashed: record.frozen.time)
        let number = record.mailing.number
        let title =
            record.approved == nil
            ? "Overzicht van verzendronde \(number), die niet geaccordeerd is"
            : "Overzicht en accordering van verzendronde \(number)"
        return Archiefstuk(name, title, in: dossier, [file]) { object in
            object.omschrijvingen = [
                "Cijfers, controles, varianten en wijzen van verzending: wat een accordeur te zien krijgt, hier gemaakt van "
                    + "de bevroren bestanden"
            ]
            object.taal = language == .dutch ? "nl" : "en"
            object.events = record.makingEvents.filter { $0.type == .accordering }
        }
    }

    private var documentation: Archiefstuk {
        let name = "\(dossier.prefix)_documentatie"
        let file = Archiefstuk.File(
            name: "\(name).md", bytes: Documentation.text, format: .markdown, hashed: record.frozen.time)
        return Archiefstuk(name, "Toelichting op dit dossier", in: dossier, [file]) { object in
            object.omschrijvingen = [
                "Wat de eigen begrippen en bestanden van Oproep betekenen, en hoe ze te bewijzen zijn"
            ]
            object.taal = "nl"
        }
    }
}

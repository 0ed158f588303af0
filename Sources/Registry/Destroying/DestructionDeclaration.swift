internal import Exporter
internal import Templating

extension Destroyed {
    /// Stands in every declaration, and in no other file.
    package static let declarationMark = ReportPage.mark(of: "destruction")

    /// The declaration of destruction (verklaring van vernietiging) as one HTML file without anything from elsewhere,
    /// in Dutch as the archive's other papers. The same each time, as all of it stands in the registry.
    package var declaration: String {
        let mailing = what.mailing
        let title = "Verklaring van vernietiging van verzendronde \(mailing.number)"
        var page = ReportPage()
        page.heading(title)
        page.facts([
            ("Onderwerp", mailing.subject), ("Brief", mailing.letter),
            ("Dagtekening", mailing.date.description), ("Bevroren op", what.frozenOn?.description), ("Periode", period),
            ("Geadresseerden", "\(what.recipients)"),
            ("Vernietigde documenten", "\(what.documents) (\(what.bytes) bytes)"),
            ("Niet vernietigd", shared),
            ("Te bewaren tot en met", what.until.description), ("Grondslag", ground),
            ("Gemachtigd door", authorisedBy), ("Vernietigd door", actor),
            ("Vernietigd op", "\(day.map { "\($0), " } ?? "")\(time) (UTC)"), ("Opmerking", note),
            ("SHA-256 van de bevriezing", mailing.sha256), ("SHA-256 van de levering in de bag", what.bag),
            ("Gebeurtenis", "\(event)"), ("Kop van de gebeurtenissen", head),
        ])
        page.list(
            "Wijze van vernietiging",
            [
                "De bytes van de documenten zijn in de registratie overschreven; daarna is het bestand opnieuw opgebouwd.",
                "Bewaard blijven de namen, codes, kenmerken en e-mailadressen van de geadresseerden, het onderwerp, en alle "
                    + "gebeurtenissen met dagen, hashes, toelichtingen en bestandsnamen, zoals die zijn ingevoerd: ook wat daarin van "
                    + "personen staat, zoals telefoonnummers.",
                "De bag in het archief, back-ups van de registratie en uitgevoerde bestanden vernietigt de organisatie zelf.",
            ])
        return page.text(in: .dutch, mark: Self.declarationMark, title: title)
    }

    private var period: String? {
        guard let first = what.firstOn, let last = what.lastOn else { return nil }
        return "\(first) tot en met \(last)"
    }

    private var shared: String? {
        switch what.shared {
        case 0: nil
        case 1: "1 document, dat een andere verzendronde ook heeft"
        default: "\(what.shared) documenten, die andere verzendronden ook hebben"
        }
    }
}

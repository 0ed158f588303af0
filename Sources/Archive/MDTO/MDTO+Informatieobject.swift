internal import Containers

extension MDTO {
    /// A dossier, or one record in it. Elements are written in the order of the schema.
    struct Informatieobject: Sendable {
        var identificaties: [Identificatie]
        var naam: String
        var aggregatieniveau: Begrip
        var omschrijvingen: [String] = []
        /// The day that figures are of (peildatum).
        var peildatum: String?
        var dekkingInRuimte: Verwijzing?
        var taal: String?
        var events: [Event] = []
        var waardering: Begrip
        var bewaartermijn: Termijn?
        var informatiecategorie: Begrip?
        var isOnderdeelVan: Verwijzing?
        var heeftRepresentatie: [Verwijzing] = []
        var aanvullendeMetagegevens: [Verwijzing] = []
        var gerelateerd: [(Verwijzing, type: Begrip)] = []
        var archiefvormer: Verwijzing
        var betrokkenen: [(Verwijzing, type: Begrip)] = []
        var beperkingGebruik: Begrip

        init(
            _ identificatie: Identificatie, _ naam: String, _ aggregatieniveau: Begrip, waardering: Begrip,
            archiefvormer: Verwijzing, beperkingGebruik: Begrip
        ) {
            identificaties = [identificatie]
            self.naam = MDTO.fitted(naam)
            self.aggregatieniveau = aggregatieniveau
            self.waardering = waardering
            self.archiefvormer = archiefvormer
            self.beperkingGebruik = beperkingGebruik
        }

        /// As many parts as are handed on at a time.
        private static let batch = 256

        /// As an MDTO file.
        var xml: [UInt8] {
            MDTO.write("informatieobject") { document in
                writeBeginning(to: document)
                writeEnd(to: document)
            }
        }

        /// The same piece by piece, with `count` parts (bevatOnderdeel), which can be more than there is room for in
        /// memory: `parts` gives some of them, by their numbers.
        func write<Failure>(
            _ count: Int, parts: (Range<Int>) throws(Failure) -> [Verwijzing],
            to put: ([UInt8]) throws(Failure) -> Void
        ) throws(Failure) {
            let end = try MDTO.write("informatieobject") { document throws(Failure) in
                writeBeginning(to: document)
                for start in stride(from: 0, to: count, by: Self.batch) {
                    for onderdeel in try parts(start..<min(start + Self.batch, count)) {
                        document.verwijzing("bevatOnderdeel", onderdeel)
                    }
                    try put(document.take())
                }
                writeEnd(to: document)
            }
            try put(end)
        }

        private func writeBeginning(to document: XMLDocumentWriter) {
            for identificatie in identificaties { document.identificatie(identificatie) }
            document.element("naam", naam)
            document.begrip("aggregatieniveau", aggregatieniveau)
            for omschrijving in omschrijvingen { document.element("omschrijving", omschrijving) }
            if let peildatum {
                document.element("dekkingInTijd") {
                    document.begrip("dekkingInTijdType", .peildatum)
                    document.element("dekkingInTijdBegindatum", peildatum)
                }
            }
            if let dekkingInRuimte { document.verwijzing("dekkingInRuimte", dekkingInRuimte) }
            document.element("taal", taal)
            for event in events { document.event(event) }
            document.begrip("waardering", waardering)
            if let bewaartermijn { document.termijn("bewaartermijn", bewaartermijn) }
            if let informatiecategorie { document.begrip("informatiecategorie", informatiecategorie) }
            if let isOnderdeelVan { document.verwijzing("isOnderdeelVan", isOnderdeelVan) }
        }

        private func writeEnd(to document: XMLDocumentWriter) {
            for bestand in heeftRepresentatie { document.verwijzing("heeftRepresentatie", bestand) }
            for bestand in aanvullendeMetagegevens { document.verwijzing("aanvullendeMetagegevens", bestand) }
            for (object, type) in gerelateerd {
                document.element("gerelateerdInformatieobject") {
                    document.verwijzing("gerelateerdInformatieobjectVerwijzing", object)
                    document.begrip("gerelateerdInformatieobjectTypeRelatie", type)
                }
            }
            document.verwijzing("archiefvormer", archiefvormer)
            for (actor, type) in betrokkenen {
                document.element("betrokkene") {
                    document.begrip("betrokkeneTypeRelatie", type)
                    document.verwijzing("betrokkeneActor", actor)
                }
            }
            document.element("beperkingGebruik") { document.begrip("beperkingGebruikType", beperkingGebruik) }
        }
    }
}

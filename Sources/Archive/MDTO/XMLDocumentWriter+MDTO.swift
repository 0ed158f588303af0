internal import Containers

extension MDTO {
    /// One object or file: an MDTO file has no more.
    static func write<Failure>(
        _ name: String, _ body: (XMLDocumentWriter) throws(Failure) -> Void
    ) throws(Failure) -> [UInt8] {
        try XMLDocumentWriter.write(
            "MDTO",
            [
                "xmlns": namespace, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation": schemaLocation,
            ]
        ) { document throws(Failure) in
            try document.element(name) { () throws(Failure) in try body(document) }
        }
    }
}

/// The groups that elements of MDTO are made of.
extension XMLDocumentWriter {
    func identificatie(_ identificatie: MDTO.Identificatie, as name: String = "identificatie") {
        element(name) {
            element("identificatieKenmerk", identificatie.kenmerk)
            element("identificatieBron", identificatie.bron)
        }
    }

    func verwijzing(_ name: String, _ verwijzing: MDTO.Verwijzing) {
        element(name) {
            element("verwijzingNaam", verwijzing.naam)
            if let found = verwijzing.identificatie { identificatie(found, as: "verwijzingIdentificatie") }
        }
    }

    func begrip(_ name: String, _ begrip: MDTO.Begrip) {
        element(name) {
            element("begripLabel", begrip.label)
            element("begripCode", begrip.code)
            element("begripBegrippenlijst") { element("verwijzingNaam", begrip.lijst) }
        }
    }

    func event(_ event: MDTO.Event) {
        element("event") {
            begrip("eventType", event.type)
            element("eventTijd", event.tijd)
            if let actor = event.actor { verwijzing("eventVerantwoordelijkeActor", actor) }
            element("eventResultaat", event.resultaat)
        }
    }

    func termijn(_ name: String, _ termijn: MDTO.Termijn) {
        element(name) {
            begrip("termijnTriggerStartLooptijd", termijn.trigger)
            element("termijnStartdatumLooptijd", termijn.startdatum)
            element("termijnLooptijd", termijn.looptijd)
            element("termijnEinddatum", termijn.einddatum)
        }
    }
}

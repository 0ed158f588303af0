extension MDTO.Begrip {
    private static let archiveLevels = "Begrippenlijst Aggregatieniveaus MDTO"
    private static let eventTypes = "Begrippenlijst EventTypeLijst MDTO"
    private static let relations = "Begrippenlijst Relatietypen (informatieobject) MDTO"

    /// Terms that MDTO has no word for; what they mean is told in the delivery itself.
    package static let ownList = "Begrippenlijst Oproep"

    // Aggregatieniveaus.
    package static let dossier = MDTO.Begrip("Dossier", lijst: archiveLevels)
    package static let archiefstuk = MDTO.Begrip("Archiefstuk", lijst: archiveLevels)

    // EventTypeLijst.
    package static let creatie = MDTO.Begrip("Creatie", lijst: eventTypes)
    package static let ontvangst = MDTO.Begrip("Ontvangst", lijst: eventTypes)
    package static let verzending = MDTO.Begrip("Verzending", lijst: eventTypes)
    package static let bevriezing = MDTO.Begrip("Bevriezing", lijst: eventTypes)
    package static let accordering = MDTO.Begrip("Accordering", lijst: eventTypes)
    package static let export = MDTO.Begrip("Export", lijst: eventTypes)
    package static let kopie = MDTO.Begrip("Kopie", lijst: eventTypes)

    // Relatietypen of information objects.
    package static let refereertAan = MDTO.Begrip("Refereert aan", lijst: relations)
    package static let aangehaaldDoor = MDTO.Begrip("Wordt aangehaald door", lijst: relations)
    package static let versieVan = MDTO.Begrip("Is een versie van", lijst: relations)
    package static let heeftVersie = MDTO.Begrip("Heeft Versie", lijst: relations)
    package static let vervangt = MDTO.Begrip("Vervangt", lijst: relations)

    static let sha256 = MDTO.Begrip("SHA-256", lijst: "Begrippenlijst ChecksumAlgoritme MDTO")

    // Our own.
    package static let geadresseerde = MDTO.Begrip("Geadresseerde", lijst: ownList)
    package static let afzender = MDTO.Begrip("Afzender", lijst: ownList)
    package static let peildatum = MDTO.Begrip("Peildatum", lijst: ownList)
    package static let weigering = MDTO.Begrip("Weigering", lijst: ownList)
    package static let bezorging = MDTO.Begrip("Bezorging", lijst: ownList)
    package static let retour = MDTO.Begrip("Retour", lijst: ownList)
    package static let annulering = MDTO.Begrip("Annulering", lijst: ownList)
    package static let ontvangstbevestiging = MDTO.Begrip("Ontvangstbevestiging", lijst: ownList)
    package static let beantwoording = MDTO.Begrip("Beantwoording", lijst: ownList)
    package static let uitstel = MDTO.Begrip("Uitstel", lijst: ownList)
    package static let afdoening = MDTO.Begrip("Afdoening", lijst: ownList)

    /// Waarderingen, a closed list: `B`, `V` or `N`.
    package static func waardering(code: String) -> MDTO.Begrip {
        let labels = ["B": "Blijvend te bewaren", "V": "Tijdelijk te bewaren", "N": "Nader te bepalen"]
        return MDTO.Begrip(labels[code] ?? code, code: code, lijst: "Begrippenlijst Waarderingen MDTO")
    }

    /// BeperkingGebruikTypeLijst, an open list: what is not in it is a term of our own.
    package static func beperkingGebruik(_ text: String) -> MDTO.Begrip {
        let known = ["Geen beperking", "Nader te bepalen", "Overig"].first { $0.lowercased() == text.lowercased() }
        return MDTO.Begrip(
            known ?? text, lijst: known == nil ? ownList : "Begrippenlijst BeperkingGebruikTypeLijst MDTO")
    }

    /// What a file is, as PRONOM has it.
    package static func bestandsformaat(_ name: String, puid: String?) -> MDTO.Begrip {
        MDTO.Begrip(name, code: puid, lijst: puid == nil ? ownList : "PRONOM-register")
    }
}

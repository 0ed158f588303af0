extension MDTO.Begrip {
    private static let archiveLevels = "Begrippenlijst Aggregatieniveaus MDTO"
    private static let eventTypes = "Begrippenlijst EventTypeLijst MDTO"
    private static let relations = "Begrippenlijst Relatietypen (informatieobject) MDTO"

    /// Terms that MDTO has no word for; what they mean is told in the delivery itself.
    static let ownList = "Begrippenlijst Oproep"

    // Aggregatieniveaus.
    static let dossier = MDTO.Begrip("Dossier", lijst: archiveLevels)
    static let archiefstuk = MDTO.Begrip("Archiefstuk", lijst: archiveLevels)

    // EventTypeLijst.
    static let creatie = MDTO.Begrip("Creatie", lijst: eventTypes)
    static let ontvangst = MDTO.Begrip("Ontvangst", lijst: eventTypes)
    static let verzending = MDTO.Begrip("Verzending", lijst: eventTypes)
    static let bevriezing = MDTO.Begrip("Bevriezing", lijst: eventTypes)
    static let accordering = MDTO.Begrip("Accordering", lijst: eventTypes)
    static let export = MDTO.Begrip("Export", lijst: eventTypes)
    static let kopie = MDTO.Begrip("Kopie", lijst: eventTypes)

    // Relatietypen of information objects.
    static let refereertAan = MDTO.Begrip("Refereert aan", lijst: relations)
    static let aangehaaldDoor = MDTO.Begrip("Wordt aangehaald door", lijst: relations)
    static let versieVan = MDTO.Begrip("Is een versie van", lijst: relations)
    static let heeftVersie = MDTO.Begrip("Heeft Versie", lijst: relations)
    static let vervangt = MDTO.Begrip("Vervangt", lijst: relations)

    static let sha256 = MDTO.Begrip("SHA-256", lijst: "Begrippenlijst ChecksumAlgoritme MDTO")

    // Our own.
    static let geadresseerde = MDTO.Begrip("Geadresseerde", lijst: ownList)
    static let afzender = MDTO.Begrip("Afzender", lijst: ownList)
    static let peildatum = MDTO.Begrip("Peildatum", lijst: ownList)
    static let weigering = MDTO.Begrip("Weigering", lijst: ownList)
    static let bezorging = MDTO.Begrip("Bezorging", lijst: ownList)
    static let retour = MDTO.Begrip("Retour", lijst: ownList)
    static let annulering = MDTO.Begrip("Annulering", lijst: ownList)
    static let ontvangstbevestiging = MDTO.Begrip("Ontvangstbevestiging", lijst: ownList)
    static let beantwoording = MDTO.Begrip("Beantwoording", lijst: ownList)
    static let uitstel = MDTO.Begrip("Uitstel", lijst: ownList)
    static let afdoening = MDTO.Begrip("Afdoening", lijst: ownList)

    /// Waarderingen, a closed list: `B`, `V` or `N`.
    static func waardering(code: String) -> MDTO.Begrip {
        let labels = ["B": "Blijvend te bewaren", "V": "Tijdelijk te bewaren", "N": "Nader te bepalen"]
        return MDTO.Begrip(labels[code] ?? code, code: code, lijst: "Begrippenlijst Waarderingen MDTO")
    }

    /// BeperkingGebruikTypeLijst, an open list: what is not in it is a term of our own.
    static func beperkingGebruik(_ text: String) -> MDTO.Begrip {
        let known = ["Geen beperking", "Nader te bepalen", "Overig"].first { $0.lowercased() == text.lowercased() }
        return MDTO.Begrip(
            known ?? text, lijst: known == nil ? ownList : "Begrippenlijst BeperkingGebruikTypeLijst MDTO")
    }

    /// What a file is, as PRONOM has it.
    static func bestandsformaat(_ name: String, puid: String?) -> MDTO.Begrip {
        MDTO.Begrip(name, code: puid, lijst: puid == nil ? ownList : "PRONOM-register")
    }
}

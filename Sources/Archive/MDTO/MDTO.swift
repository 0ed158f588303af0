/// Metadata for lasting accessibility of government information, version 1.0.1: what archives in the Netherlands want
/// to know of every object and every file. Names are those of the standard (https://www.nationaalarchief.nl/mdto).
enum MDTO {
    static let namespace = "https://www.nationaalarchief.nl/mdto"

    /// The file that says which version is meant (MDTO SIP: "het versienummer van de betreffende MDTO-versie").
    static let schemaLocation = "\(namespace) \(namespace)/MDTO-XML1.0.1.xsd"

    struct Identificatie: Hashable, Sendable {
        let kenmerk: String
        let bron: String
    }

    /// Leads to something else, by its name and, when it has one, its identification.
    struct Verwijzing: Hashable, Sendable {
        let naam: String
        let identificatie: Identificatie?

        init(_ naam: String, _ identificatie: Identificatie? = nil) {
            self.naam = MDTO.fitted(naam)
            self.identificatie = identificatie
        }

        /// As it stands in a file.
        init(read naam: String, _ identificatie: Identificatie?) {
            self.naam = naam
            self.identificatie = identificatie
        }
    }

    /// A term of a list (begrippenlijst).
    struct Begrip: Hashable, Sendable {
        let label: String
        let code: String?
        let lijst: String

        init(_ label: String, code: String? = nil, lijst: String) {
            self.label = label
            self.code = code
            self.lijst = lijst
        }
    }

    struct Event: Hashable, Sendable {
        let type: Begrip
        /// A day, or a moment with its time zone.
        let tijd: String?
        let actor: Verwijzing?
        let resultaat: String?

        init(_ type: Begrip, tijd: String?, actor: String?, resultaat: String? = nil) {
            self.type = type
            self.tijd = tijd.map(MDTO.seconds)
            self.actor = actor.map { Verwijzing($0) }
            self.resultaat = resultaat
        }
    }

    /// How long something is kept: from when, and for how long.
    struct Termijn: Hashable, Sendable {
        let trigger: Begrip
        let startdatum: String
        /// ISO 8601: `P7Y`.
        let looptijd: String
        let einddatum: String
    }
}

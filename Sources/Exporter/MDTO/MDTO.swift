/// Metadata for lasting accessibility of government information, version 1.0.1: what archives in the Netherlands want
/// to know of every object and every file. Names are those of the standard (https://www.nationaalarchief.nl/mdto).
package enum MDTO {
    static let namespace = "https://www.nationaalarchief.nl/mdto"

    /// The file that says which version is meant (MDTO SIP: "het versienummer van de betreffende MDTO-versie").
    static let schemaLocation = "\(namespace) \(namespace)/MDTO-XML1.0.1.xsd"

    package struct Identificatie: Hashable, Sendable {
        package let kenmerk: String
        package let bron: String

        package init(kenmerk: String, bron: String) {
            self.kenmerk = kenmerk
            self.bron = bron
        }
    }

    /// Leads to something else, by its name and, when it has one, its identification.
    package struct Verwijzing: Hashable, Sendable {
        package let naam: String
        package let identificatie: Identificatie?

        package init(_ naam: String, _ identificatie: Identificatie? = nil) {
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
    package struct Begrip: Hashable, Sendable {
        package let label: String
        package let code: String?
        package let lijst: String

        package init(_ label: String, code: String? = nil, lijst: String) {
            self.label = label
            self.code = code
            self.lijst = lijst
        }
    }

    package struct Event: Hashable, Sendable {
        package let type: Begrip
        /// A day, or a moment with its time zone.
        package let tijd: String?
        package let actor: Verwijzing?
        package let resultaat: String?

        package init(_ type: Begrip, tijd: String?, actor: String?, resultaat: String? = nil) {
            self.type = type
            self.tijd = tijd.map(MDTO.seconds)
            self.actor = actor.map { Verwijzing($0) }
            self.resultaat = resultaat
        }
    }

    /// How long something is kept: from when, and for how long.
    package struct Termijn: Hashable, Sendable {
        package let trigger: Begrip
        package let startdatum: String
        /// ISO 8601: `P7Y`.
        package let looptijd: String
        package let einddatum: String

        package init(trigger: Begrip, startdatum: String, looptijd: String, einddatum: String) {
            self.trigger = trigger
            self.startdatum = startdatum
            self.looptijd = looptijd
            self.einddatum = einddatum
        }
    }
}

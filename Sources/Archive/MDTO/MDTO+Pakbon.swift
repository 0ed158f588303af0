internal import Containers

extension MDTO {
    /// The packing slip that goes with a delivery, of which the form is free (MDTO SIP, "Pakbon").
    struct Pakbon: Sendable {
        let identificatie: String
        let naam: String
        /// Where it is to be kept; nil when nobody said so yet.
        let doel: String?
        /// Of a list of the files and their hashes, this one aside.
        let sha256: String
        let tijdstip: String
        let archiefvormer: Verwijzing
        let contact: String?
        let informatieobjecten: Int
        let bestanden: Int
        /// Of those that are no MDTO: how many, and bytes together.
        let inhoud: (bestanden: Int, omvang: Int)
        /// How many files there are of each format.
        let formaten: [(formaat: Begrip, bestanden: Int)]
        let bijzonderheden: [String]

        init(
            identificatie: String, naam: String, doel: String?, sha256: String, tijdstip: String,
            archiefvormer: Verwijzing, contact: String?, informatieobjecten: Int, bestanden: Int,
            inhoud: (bestanden: Int, omvang: Int), formaten: [(formaat: Begrip, bestanden: Int)],
            bijzonderheden: [String]
        ) {
            self.identificatie = identificatie
            self.naam = MDTO.fitted(naam)
            self.doel = doel
            self.sha256 = sha256
            self.tijdstip = MDTO.seconds(tijdstip)
            self.archiefvormer = archiefvormer
            self.contact = contact
            self.informatieobjecten = informatieobjecten
            self.bestanden = bestanden
            self.inhoud = inhoud
            self.formaten = formaten
            self.bijzonderheden = bijzonderheden
        }

        var xml: [UInt8] {
            XMLDocumentWriter.write("pakbon") { document in
                document.element("identificatienummer", identificatie)
                document.element("naam", naam)
                document.element("locatieDoelsysteem", doel ?? "nader te bepalen")
                document.element("hashcodeSIP", ["algoritme": "SHA-256"], sha256)
                document.element("tijdstipCreatieSIP", tijdstip)
                document.element("archiefvormer", archiefvormer.naam)
                document.element("contact", contact)
                document.element("aantalInformatieobjecten", "\(informatieobjecten)")
                document.element("aantalBestanden", "\(bestanden)")
                document.element("aantalBestandenOngelijkMDTO", "\(inhoud.bestanden)")
                document.element("omvangContent", ["eenheid": "bytes"], "\(inhoud.omvang)")
                for (formaat, aantal) in formaten {
                    document.element("formaat", ["aantal": "\(aantal)", "pronom": formaat.code ?? ""], formaat.label)
                }
                for bijzonderheid in bijzonderheden { document.element("bijzonderheid", bijzonderheid) }
            }
        }

        /// What a packing slip says, by the names of its elements; nil when it is none of ours.
        static func read(_ bytes: [UInt8]) -> [String: String]? {
            guard let root = try? XMLReader.read(bytes), root.name == .none("pakbon") else { return nil }
            return Dictionary(root.elements.map { ($0.name.local, $0.plainText) }) { first, _ in first }
        }
    }
}

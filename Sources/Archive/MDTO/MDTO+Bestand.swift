internal import Containers

extension MDTO {
    /// A file. Elements are written in the order of the schema.
    struct Bestand: Sendable {
        let identificatie: Identificatie
        /// Its name in the delivery.
        let naam: String
        /// Bytes.
        let omvang: Int
        let bestandsformaat: Begrip
        /// SHA-256 in hexadecimal.
        let checksum: String
        /// When the checksum was made (xsd:dateTime).
        let checksumDatum: String
        let isRepresentatieVan: Verwijzing

        init(
            _ identificatie: Identificatie, naam: String, omvang: Int, bestandsformaat: Begrip, checksum: String,
            checksumDatum: String, isRepresentatieVan: Verwijzing
        ) {
            self.identificatie = identificatie
            self.naam = naam
            self.omvang = omvang
            self.bestandsformaat = bestandsformaat
            self.checksum = checksum
            self.checksumDatum = MDTO.seconds(checksumDatum)
            self.isRepresentatieVan = isRepresentatieVan
        }

        /// As an MDTO file.
        var xml: [UInt8] {
            MDTO.write("bestand") { document in
                document.identificatie(identificatie)
                document.element("naam", naam)
                document.element("omvang", "\(omvang)")
                document.begrip("bestandsformaat", bestandsformaat)
                document.element("checksum") {
                    document.begrip("checksumAlgoritme", .sha256)
                    document.element("checksumWaarde", checksum)
                    document.element("checksumDatum", checksumDatum)
                }
                document.verwijzing("isRepresentatieVan", isRepresentatieVan)
            }
        }
    }
}

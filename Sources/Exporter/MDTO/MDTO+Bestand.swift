extension MDTO {
    /// A file. Elements are written in the order of the schema.
    package struct Bestand: Sendable {
        package let identificatie: Identificatie
        /// Its name in the delivery.
        package let naam: String
        /// Bytes.
        package let omvang: Int
        package let bestandsformaat: Begrip
        /// SHA-256 in hexadecimal.
        package let checksum: String
        /// When the checksum was made (xsd:dateTime).
        package let checksumDatum: String
        package let isRepresentatieVan: Verwijzing

        package init(
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
        package var xml: [UInt8] {
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

import Templating

/// What an MDTO file says that can be checked against others: read from anywhere, and believed in nothing.
package struct MDTORecord: Sendable {
    package enum Kind: String, Sendable {
        case informatieobject, bestand
    }

    package let kind: Kind
    package let identificaties: [MDTO.Identificatie]
    package let naam: String
    package let omvang: Int?
    /// Of a file: algorithm and value.
    package let checksums: [(algoritme: String, waarde: String)]
    package let isRepresentatieVan: MDTO.Verwijzing?
    package let isOnderdeelVan: [MDTO.Verwijzing]
    package let bevatOnderdeel: [MDTO.Verwijzing]
    package let heeftRepresentatie: [MDTO.Verwijzing]
    package let aanvullendeMetagegevens: [MDTO.Verwijzing]
    package let gerelateerd: [MDTO.Verwijzing]

    /// A dossier names each of its objects: that takes more than other files of XML.
    private static let maximumSize = 60_000_000

    /// Nil when it is not MDTO, or cannot be read; then why.
    package static func read(_ bytes: [UInt8], file: String) -> (record: MDTORecord?, problem: String?) {
        switch XMLReader.read(bytes, file: file, maximumSize: maximumSize) {
        case .failure(let diagnostics):
            return (nil, diagnostics.all.first?.problem.message ?? "it is not XML")
        case .success(let root):
            guard root.name == .mdto("MDTO"), root.elements.count == 1, let object = root.elements.first,
                object.name.namespace == .mdto, let kind = Kind(rawValue: object.name.local)
            else { return (nil, "it is not MDTO") }
            return (MDTORecord(kind, object), nil)
        }
    }

    private init(_ kind: Kind, _ object: XMLElement) {
        self.kind = kind
        identificaties = object.all("identificatie").map(MDTO.Identificatie.init)
        naam = object.first("naam")?.plainText ?? ""
        omvang = object.first("omvang").flatMap { Int($0.plainText) }
        checksums = object.all("checksum").map { checksum in
            (
                checksum.first("checksumAlgoritme")?.first("begripLabel")?.plainText ?? "",
                checksum.first("checksumWaarde")?.plainText ?? ""
            )
        }
        isRepresentatieVan = object.first("isRepresentatieVan").map(MDTO.Verwijzing.init)
        isOnderdeelVan = object.all("isOnderdeelVan").map(MDTO.Verwijzing.init)
        bevatOnderdeel = object.all("bevatOnderdeel").map(MDTO.Verwijzing.init)
        heeftRepresentatie = object.all("heeftRepresentatie").map(MDTO.Verwijzing.init)
        aanvullendeMetagegevens = object.all("aanvullendeMetagegevens").map(MDTO.Verwijzing.init)
        gerelateerd = object.all("gerelateerdInformatieobject").compactMap { element in
            element.first("gerelateerdInformatieobjectVerwijzing").map(MDTO.Verwijzing.init)
        }
    }
}

extension MDTO.Identificatie {
    fileprivate init(_ element: XMLElement) {
        self.init(
            kenmerk: element.first("identificatieKenmerk")?.plainText ?? "",
            bron: element.first("identificatieBron")?.plainText ?? "")
    }
}

extension MDTO.Verwijzing {
    fileprivate init(_ element: XMLElement) {
        self.init(
            read: element.first("verwijzingNaam")?.plainText ?? "",
            element.first("verwijzingIdentificatie").map(MDTO.Identificatie.init))
    }
}

extension XMLElement {
    fileprivate func all(_ name: String) -> [XMLElement] { elements.filter { $0.name == .mdto(name) } }

    fileprivate func first(_ name: String) -> XMLElement? { elements.first { $0.name == .mdto(name) } }
}

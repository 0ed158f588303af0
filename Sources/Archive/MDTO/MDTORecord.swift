internal import Containers
internal import Exporter
import Templating

/// What an MDTO file says that can be checked against others: read from anywhere, and believed in nothing.
struct MDTORecord: Sendable {
    enum Kind: String, Sendable {
        case informatieobject, bestand
    }

    let kind: Kind
    let identificaties: [MDTO.Identificatie]
    let naam: String
    let omvang: Int?
    /// Of a file: algorithm and value.
    let checksums: [(algoritme: String, waarde: String)]
    let isRepresentatieVan: MDTO.Verwijzing?
    let isOnderdeelVan: [MDTO.Verwijzing]
    let bevatOnderdeel: [MDTO.Verwijzing]
    let heeftRepresentatie: [MDTO.Verwijzing]
    let aanvullendeMetagegevens: [MDTO.Verwijzing]
    let gerelateerd: [MDTO.Verwijzing]

    /// A dossier names each of its objects: that takes more than other files of XML.
    private static let limits = XMLLimits(size: 60_000_000)

    /// Nil when it is not MDTO, or cannot be read; then why.
    static func read(_ bytes: [UInt8], file: String) -> (record: MDTORecord?, problem: String?) {
        var parts = Parts()
        do throws(XMLError) {
            let (root, elements) = try XMLReader.forEachPart(of: bytes, limits: limits) {
                parts.take($0)
            }
            guard root == .mdto("MDTO"), elements.count == 1, let object = elements.first, object.namespace == .mdto,
                let kind = Kind(rawValue: object.local)
            else { return (nil, "it is not MDTO") }
            return (MDTORecord(kind, parts), nil)
        } catch {
            return (nil, error.diagnostics(in: file).all.first?.problem.message ?? "it is not XML")
        }
    }

    /// What stands straight in an object or file, of which little is kept.
    private struct Parts {
        var identificaties: [MDTO.Identificatie] = []
        var naam: String?
        var omvang: Int?
        var checksums: [(algoritme: String, waarde: String)] = []
        /// By the names of their elements.
        var references: [String: [MDTO.Verwijzing]] = [:]

        mutating func take(_ element: XMLElement) {
            guard element.name.namespace == .mdto else { return }
            let name = element.name.local
            switch name {
            case "identificatie": identificaties.append(MDTO.Identificatie(element))
            case "naam": naam = naam ?? element.plainText
            case "omvang": omvang = omvang ?? Int(element.plainText)
            case "checksum":
                let algoritme = element.first("checksumAlgoritme")?.first("begripLabel")?.plainText
                checksums.append((algoritme ?? "", element.first("checksumWaarde")?.plainText ?? ""))
            case "gerelateerdInformatieobject":
                guard let object = element.first("gerelateerdInformatieobjectVerwijzing") else { return }
                references[name, default: []].append(MDTO.Verwijzing(object))
            case "isRepresentatieVan", "isOnderdeelVan", "bevatOnderdeel", "heeftRepresentatie",
                "aanvullendeMetagegevens":
                references[name, default: []].append(MDTO.Verwijzing(element))
            default: break
            }
        }
    }

    private init(_ kind: Kind, _ parts: Parts) {
        self.kind = kind
        identificaties = parts.identificaties
        naam = parts.naam ?? ""
        omvang = parts.omvang
        checksums = parts.checksums
        isRepresentatieVan = parts.references["isRepresentatieVan"]?.first
        isOnderdeelVan = parts.references["isOnderdeelVan"] ?? []
        bevatOnderdeel = parts.references["bevatOnderdeel"] ?? []
        heeftRepresentatie = parts.references["heeftRepresentatie"] ?? []
        aanvullendeMetagegevens = parts.references["aanvullendeMetagegevens"] ?? []
        gerelateerd = parts.references["gerelateerdInformatieobject"] ?? []
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
    fileprivate func first(_ name: String) -> XMLElement? { elements.first { $0.name == .mdto(name) } }
}

internal import Containers

/// Metadata of a document that is made public under the Woo (DiWoo 0.9.8): a letter that went to many.
struct DiWoo: Sendable {
    static let namespace = "https://standaarden.overheid.nl/diwoo/metadata/"

    let identifier: String
    /// By name and TOOI.
    let publisher: (name: String, tooi: String)
    let title: String
    /// The day on the letter.
    let date: String
    let isDutch: Bool
    /// When it was adopted (xsd:dateTime).
    let adopted: String

    init(
        identifier: String, publisher: (name: String, tooi: String), title: String, date: String, isDutch: Bool,
        adopted: String
    ) {
        self.identifier = identifier
        self.publisher = publisher
        self.title = title
        self.date = date
        self.isDutch = isDutch
        self.adopted = MDTO.seconds(adopted)
    }

    /// Terms of the lists that DiWoo takes its values from.
    private enum Term {
        private static let core = "https://identifier.overheid.nl/tooi/def/thes/kern"
        private static let authority = "http://publications.europa.eu/resource/authority"

        // A circular by itself is in none of the categories that must be made public.
        static let category = (uri: "\(core)/c_816e508d", label: "inspanningsverplichting art 3.1 Woo")
        static let kind = (uri: "\(core)/c_3eb5572a", label: "circulaire")
        static let adoption = (uri: "\(core)/c_641ecd76", label: "vaststelling")
        static let odt = (uri: "\(authority)/file-type/ODT", label: "ODT")
        static let dutch = (uri: "\(authority)/language/NLD", label: "Nederlands")
        static let english = (uri: "\(authority)/language/ENG", label: "Engels")
    }

    var xml: [UInt8] {
        XMLDocumentWriter.write("diwoo:Document", ["xmlns:diwoo": Self.namespace]) { document in
            func element(_ name: String, _ body: () -> Void) { document.element("diwoo:\(name)", [:], body) }
            func text(_ name: String, _ text: String) { document.element("diwoo:\(name)", text) }
            func term(_ name: String, _ term: (uri: String, label: String)) {
                document.element("diwoo:\(name)", ["resource": term.uri], term.label)
            }
            element("DiWoo") {
                element("identifiers") { text("identifier", identifier) }
                term("publisher", (publisher.tooi, publisher.name))
                term("verantwoordelijke", (publisher.tooi, publisher.name))
                element("titelcollectie") { text("officieleTitel", title) }
                element("classificatiecollectie") {
                    element("informatiecategorieen") { term("informatiecategorie", Term.category) }
                    element("documentsoorten") { term("documentsoort", Term.kind) }
                }
                text("creatiedatum", date)
                term("language", isDutch ? Term.dutch : Term.english)
                term("format", Term.odt)
                element("documenthandelingen") {
                    element("documenthandeling") {
                        term("soortHandeling", Term.adoption)
                        text("atTime", adopted)
                    }
                }
            }
        }
    }
}

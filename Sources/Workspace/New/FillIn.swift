/// What `init` and `new` write where somebody must write something else, before anything leaves.
enum FillIn: String, CaseIterable {
    case name = "vul de naam in"
    case title = "vul de functie in"
    case source = "vul de bron in"
    case text = "Dit is een voorbeeldtekst: vervang deze door uw eigen brief."
    case organisation = "Naam van uw organisatie"
    case address = "Adres of postbus"
    case place = "Plaatsnaam"

    /// Stands in a comment beside them, and beside what looks like any other value.
    static let mark = "FILL IN"

    static func contains(_ text: String) -> Bool { FillIn(rawValue: String(text.trimmed)) != nil }
}

internal import Templating
internal import Workspace

/// Where a letter goes by post, as its list of recipients says.
struct PostalAddress: Sendable {
    let addressee: String
    let attention: String
    let address: String
    let postcode: String
    let place: String
    let country: String

    init(of recipient: LetterRecipient, _ letter: Letter) {
        let frame = letter.frame(of: recipient)
        func text(_ column: String) -> String {
            guard let slot = letter.slot(of: "recipient.\(column)") else { return "" }
            return frame.values[slot].description
        }
        addressee = text("addressee")
        attention = text("attention")
        address = text("address")
        postcode = text("postcode")
        place = text("place")
        country = text("country")
    }

    /// `Postbus 5000, 7400 GC DEVENTER`
    var line: String {
        let town = [postcode, place].filter { !$0.isEmpty }.joined(separator: " ")
        return [address, town, country].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The order in which the post wants them: those at home by postcode, then each country's.
    static func isBefore(_ one: (PostalAddress, code: String), _ other: (PostalAddress, code: String)) -> Bool {
        one.0.order + [one.code] < other.0.order + [other.code]
    }

    private var order: [String] {
        let isHome = country.isEmpty || Country(country).isNetherlands
        let postcode = postcode.filter { !$0.isWhitespace }.uppercased()
        return [isHome ? "" : country.uppercased(), postcode, place.uppercased(), address.uppercased()]
    }
}

private func < (one: [String], other: [String]) -> Bool { one.lexicographicallyPrecedes(other) }

/// The languages that letters are written in. Our own small tables, so that no machine prints otherwise.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case dutch = "nl"
    case english = "en"

    /// Reads a BCP 47 tag by its primary subtag: `nl-NL` is Dutch.
    package init?(tag: some StringProtocol) {
        guard let primary = tag.split(separator: "-").first, let found = Language(rawValue: primary.lowercased()) else {
            return nil
        }
        self = found
    }

    package var decimalSeparator: Unicode.Scalar { self == .dutch ? "," : "." }
    package var groupSeparator: Unicode.Scalar { self == .dutch ? "." : "," }

    var months: [String] {
        switch self {
        case .dutch:
            [
                "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
                "november", "december",
            ]
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
        }
    }

    /// CLDR's abbreviated months, which in Dutch are not all the first three letters.
    var shortMonths: [String] {
        switch self {
        case .dutch: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
        case .english: months.map { String($0.prefix(3)) }
        }
    }

    /// From Sunday.
    var weekdays: [String] {
        switch self {
        case .dutch: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"]
        case .english: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
        }
    }
}

import Templating

/// Where the window of an envelope shows a letter folded in three: on the left, as DIN 5008 form B has it, or on the right.
struct AddressWindow: Sendable {
    /// In millimetres from the paper's edges.
    private let left: Double
    private let right: Double
    private static let top = 45.0
    private static let bottom = 90.0

    private static let all = [AddressWindow(left: 20, right: 105), AddressWindow(left: 105, right: 190)]

    private func holds(_ box: PDFBox) -> Bool {
        let millimetres = { (points: Double) in points / 72 * 25.4 }
        return millimetres(box.left) >= left && millimetres(box.right) <= right
            && millimetres(box.top) >= Self.top && millimetres(box.bottom) <= Self.bottom
    }

    /// What a list of recipients has for an address; other columns of it that are printed among these belong to it too.
    private static let names: Set<String> = [
        "recipient.addressee", "recipient.attention", "recipient.address", "recipient.postcode", "recipient.place",
        "recipient.country",
    ]

    /// Where the lines of an address were found.
    struct Lines {
        private struct Line {
            let name: String
            let isOfAddress: Bool
            /// In the text of the letter, not in a header or a box.
            let isInText: Bool
            let printed: Filler.Printed
            let place: ValueSearch.Found
        }

        private var found: [Line] = []

        /// The address is the house style's; the letter's text may name the same again.
        mutating func add(
            _ printed: Filler.Printed, _ place: ValueSearch.Found, isInText: Bool, of houseStyle: String
        ) {
            guard printed.expression.place.file == houseStyle else { return }
            for name in printed.expression.names where name.path.hasPrefix("recipient.") {
                found.append(
                    Line(
                        name: name.path, isOfAddress: names.contains(name.path), isInText: isInText, printed: printed,
                        place: place))
            }
        }

        /// Those that are nowhere in the window that most are in; a house style may print one more than once, such as in a
        /// header.
        var outside: [(printed: Filler.Printed, place: ValueSearch.Found)] {
            let lines = ofAddress
            return all.map { window in
                let shown = Set(
                    lines.filter { $0.place.pages.first == 0 && window.holds($0.place.box) }.map(\.name))
                var seen = shown
                return lines.filter { seen.insert($0.name).inserted }.map { ($0.printed, $0.place) }
            }.min { $0.count < $1.count } ?? []
        }

        /// With what stands between the first line and the last.
        private var ofAddress: [Line] {
            let known = found.indices.filter { found[$0].isOfAddress && found[$0].isInText }
            return found.indices.filter { index in
                found[index].isOfAddress
                    || found[index].isInText && (known.first ?? .max) < index && index < (known.last ?? 0)
            }.map { found[$0] }
        }
    }
}

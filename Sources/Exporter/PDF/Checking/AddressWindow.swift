import Templating

/// Where the window of an envelope shows a letter folded in three: on the left, as DIN 5008 form B has it, or on the right.
struct AddressWindow: Sendable {
    /// In millimetres from the paper's edges.
    private let left: Double
    private let right: Double
    private static let top = 45.0
    private static let bottom = 90.0

    private static let all = [AddressWindow(left: 20, right: 105), AddressWindow(left: 105, right: 190)]

    private func holds(_ box: PDFPages.Box) -> Bool {
        let millimetres = { (points: Double) in points / 72 * 25.4 }
        // Boxes are a little higher than letters.
        return millimetres(box.left) >= left && millimetres(box.right) <= right
            && millimetres(box.top) >= Self.top - 1 && millimetres(box.bottom) <= Self.bottom + 1
    }

    /// Of whom a letter is addressed to.
    private static let names: Set<String> = [
        "recipient.addressee", "recipient.attention", "recipient.address", "recipient.postcode", "recipient.place",
    ]

    /// Where the lines of an address were found.
    struct Lines {
        /// By name; a house style may print one more than once, such as in a header.
        private var found: [(name: String, printed: Filler.Printed, place: ValueSearch.Found)] = []

        mutating func add(_ name: String, _ printed: Filler.Printed, _ place: ValueSearch.Found) {
            if names.contains(name) { found.append((name, printed, place)) }
        }

        /// Those that are nowhere in the window that most are in.
        var outside: [(printed: Filler.Printed, place: ValueSearch.Found)] {
            all.map { window in
                let shown = Set(
                    found.filter { $0.place.pages.lowerBound == 0 && window.holds($0.place.box) }.map(\.name))
                var seen = shown
                return found.filter { seen.insert($0.name).inserted }.map { ($0.printed, $0.place) }
            }.min { $0.count < $1.count } ?? []
        }
    }
}

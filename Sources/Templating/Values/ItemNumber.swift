/// How the number of a list's item is written (ODF 1.3 part 3 §20.322).
package enum ItemNumber: String, Sendable {
    case decimal = "1"
    case letters = "a"
    case capitals = "A"
    case roman = "i"
    case romanCapitals = "I"
    /// Nothing but what stands around it.
    case none = ""

    package func text(_ number: Int) -> String {
        switch self {
        case .decimal: String(number)
        case .letters: Self.letters(number)
        case .capitals: Self.letters(number).uppercased()
        case .roman: Self.roman(number)
        case .romanCapitals: Self.roman(number).uppercased()
        case .none: ""
        }
    }

    /// a to z, aa to az.
    private static func letters(_ number: Int) -> String {
        guard number > 0 else { return String(number) }
        var text = ""
        var rest = number
        while rest > 0 {
            text = String(UnicodeScalar(UInt8(ascii: "a") + UInt8((rest - 1) % 26))) + text
            rest = (rest - 1) / 26
        }
        return text
    }

    private static func roman(_ number: Int) -> String {
        guard (1..<4000).contains(number) else { return String(number) }
        let values = [
            (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
            (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var text = ""
        var rest = number
        for (value, letters) in values {
            text += String(repeating: letters, count: rest / value)
            rest %= value
        }
        return text
    }
}

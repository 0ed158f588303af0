/// A length as ODF writes it (ODF 1.3 part 3 §18.3.18).
enum Length {
    /// Ten metres: more than any paper has.
    static let maximum = 10_000.0

    /// 0 when it is none, or longer than that.
    static func millimetres(_ text: String) -> Double {
        let units = ["mm": 1, "cm": 10, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96]
        guard let factor = units[String(text.suffix(2))], let number = Double(text.dropLast(2)),
            abs(number * factor) <= maximum
        else { return 0 }
        return number * factor
    }
}

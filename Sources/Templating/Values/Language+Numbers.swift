extension Language {
    /// U+2212, which reads as minus and does not break over a line as a hyphen does.
    static let minus = "\u{2212}"

    /// Grouped digits: `1.234,5` in Dutch. Without `decimals` as many as the value has; when these have no end,
    /// or are too many to print, that is an error.
    package func format(_ number: ExactNumber, decimals: Int? = nil) throws(CalculationError) -> String {
        let rounded = try decimals.map { decimals throws(CalculationError) in try number.rounded(toDecimals: decimals) }
        return try sign(rounded ?? number) + magnitude(of: rounded ?? number, decimals: decimals)
    }

    /// With its sign, a plus included: `+3`, `−45`, `0`.
    package func formatSigned(_ number: ExactNumber) throws(CalculationError) -> String {
        try (number > .zero ? "+" : "") + format(number)
    }

    /// 12.5 as `12,5%`.
    package func formatPercent(_ number: ExactNumber, decimals: Int? = nil) throws(CalculationError) -> String {
        try format(number, decimals: decimals) + "%"
    }

    /// Euros: `€ 1.234,50` with a no-break space in Dutch, `€1,234.50` in English.
    package func formatMoney(_ number: ExactNumber, decimals: Int = 2) throws(CalculationError) -> String {
        let rounded = try number.rounded(toDecimals: decimals)
        let digits = try magnitude(of: rounded, decimals: decimals)
        return self == .dutch ? "€\u{A0}\(sign(rounded))\(digits)" : "\(sign(rounded))€\(digits)"
    }

    /// A count: `39,800`.
    package func format(_ count: Int) -> String { (try? format(ExactNumber(count))) ?? "\(count)" }

    private func sign(_ number: ExactNumber) -> String {
        number.isNegative ? Self.minus : ""
    }

    private func magnitude(of number: ExactNumber, decimals: Int?) throws(CalculationError) -> String {
        // Most numbers have nothing to group.
        if decimals ?? 0 == 0, let integer = number.exactInt, integer.magnitude < 1000 { return "\(integer.magnitude)" }
        guard let (plain, rest) = number.digits else { throw number.hasEnd ? .tooManyDecimals : .unending }
        var whole = ""
        for (index, digit) in plain.enumerated() {
            if index > 0, (plain.count - index) % 3 == 0 { whole.unicodeScalars.append(groupSeparator) }
            whole.append(digit)
        }
        let fraction = rest + String(repeating: "0", count: max(0, (decimals ?? 0) - rest.count))
        guard !fraction.isEmpty else { return whole }
        whole.unicodeScalars.append(decimalSeparator)
        return whole + fraction
    }
}

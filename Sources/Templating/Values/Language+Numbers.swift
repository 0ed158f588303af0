extension Language {
    /// U+2212, which reads as minus and does not break over a line as a hyphen does.
    static let minus = "\u{2212}"

    /// Grouped digits: `1.234,5` in Dutch. Without `decimals` as many as the value has.
    package func format(_ number: ExactDecimal, decimals: Int? = nil) -> String {
        let rounded = decimals.map(number.rounded(toDecimals:)) ?? number
        return (rounded.isNegative ? Self.minus : "") + magnitude(of: rounded, decimals: decimals)
    }

    /// With its sign, a plus included: `+3`, `−45`, `0`.
    package func formatSigned(_ number: ExactDecimal) -> String {
        (number > .zero ? "+" : "") + format(number)
    }

    /// 12.5 as `12,5%`.
    package func formatPercent(_ number: ExactDecimal, decimals: Int? = nil) -> String {
        format(number, decimals: decimals) + "%"
    }

    /// Euros with two decimals: `€ 1.234,50` with a no-break space in Dutch, `€1,234.50` in English.
    package func formatMoney(_ number: ExactDecimal) -> String {
        let rounded = number.rounded(toDecimals: 2)
        let sign = rounded.isNegative ? Self.minus : ""
        let digits = magnitude(of: rounded, decimals: 2)
        return self == .dutch ? "€\u{A0}\(sign)\(digits)" : "\(sign)€\(digits)"
    }

    private func magnitude(of number: ExactDecimal, decimals: Int?) -> String {
        let plain = number.description.drop { $0 == "-" }
        let parts = plain.split(separator: ".")
        var whole = ""
        for (index, digit) in parts[0].enumerated() {
            if index > 0, (parts[0].count - index) % 3 == 0 { whole.unicodeScalars.append(groupSeparator) }
            whole.append(digit)
        }
        var fraction = parts.count > 1 ? String(parts[1]) : ""
        if let decimals { fraction += String(repeating: "0", count: max(0, decimals - fraction.count)) }
        guard !fraction.isEmpty else { return whole }
        whole.unicodeScalars.append(decimalSeparator)
        return whole + fraction
    }
}

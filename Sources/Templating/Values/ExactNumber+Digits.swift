extension ExactNumber {
    /// Whether it can be written as decimals at all, however many.
    var hasEnd: Bool {
        var rest = denominator
        for factor: Int128 in [2, 5] {
            while rest % factor == 0 { rest /= factor }
        }
        return rest == 1
    }

    /// The whole part and the digits after the point, without a sign. Nil when these have no end, or are too many.
    var digits: (whole: String, fraction: String)? {
        var unit: Int128 = 1
        var decimals = 0
        // Most numbers are whole.
        while denominator != 1, unit % denominator != 0 {
            if decimals == Self.maximumDigits { return nil }
            unit *= 10
            decimals += 1
        }
        let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
        let fraction = String(rest * (unit / denominator).magnitude)
        let zeros = String(repeating: "0", count: max(0, decimals - fraction.count))
        return (String(whole), decimals == 0 ? "" : zeros + fraction)
    }
}

extension ExactNumber: CustomStringConvertible {
    /// The plain form that `init(_:)` reads back, `-12.5`; of what has no end as decimals the fraction, `1/3`.
    package var description: String {
        guard let (whole, fraction) = digits else { return "\(numerator)/\(denominator)" }
        return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}

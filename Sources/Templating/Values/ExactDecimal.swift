/// A decimal number without binary rounding: `coefficient / 10^scale`, so that `0.1 + 0.2 == 0.3`.
///
/// At most 18 digits after the point; results with more (a quotient, a long product) are rounded half away from zero.
/// Trailing zeros are not kept: 12.50 and 12.5 are one value.
package struct ExactDecimal: Hashable, Sendable {
    package static let maximumScale = 18
    package static let zero = ExactDecimal(0)

    let coefficient: Int128
    let scale: Int

    package init(_ integer: Int) {
        self.init(coefficient: Int128(integer), scale: 0)
    }

    init(coefficient: Int128, scale: Int) {
        var coefficient = coefficient
        var scale = scale
        while scale > 0, coefficient % 10 == 0 {
            coefficient /= 10
            scale -= 1
        }
        self.coefficient = coefficient
        self.scale = scale
    }

    /// Reads digits with an optional sign and at most one separator: `-12.5`. Nil when it is anything else, or too long.
    package init?(_ text: some StringProtocol, separator: Unicode.Scalar = ".") {
        var coefficient: Int128 = 0
        var scale = 0
        var digits = 0
        var seenSeparator = false
        var scalars = text.unicodeScalars[...]
        let isNegative = scalars.first == "-" || scalars.first == "\u{2212}"
        if isNegative { scalars = scalars.dropFirst() }
        for scalar in scalars {
            if scalar == separator, !seenSeparator, digits > 0 {
                seenSeparator = true
                continue
            }
            guard scalar.value >= 0x30, scalar.value <= 0x39 else { return nil }
            let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int128(scalar.value - 0x30))
            if overflow || carry { return nil }
            coefficient = sum
            digits += 1
            if seenSeparator { scale += 1 }
        }
        guard digits > 0, scale <= Self.maximumScale, !(seenSeparator && scale == 0) else { return nil }
        self.init(coefficient: isNegative ? -coefficient : coefficient, scale: scale)
    }

    package var isInteger: Bool { scale == 0 }
    package var isNegative: Bool { coefficient < 0 }

    /// The value as an `Int`, nil when it has a fraction or does not fit.
    package var exactInt: Int? { scale == 0 ? Int(exactly: coefficient) : nil }

    static func power(_ exponent: Int) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<exponent { result *= 10 }
        return result
    }
}

extension ExactDecimal: Comparable {
    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        // Whole and fraction apart: bringing both to one scale could overflow.
        let (leftWhole, leftFraction) = left.parts
        let (rightWhole, rightFraction) = right.parts
        return leftWhole == rightWhole ? leftFraction < rightFraction : leftWhole < rightWhole
    }

    private var parts: (whole: Int128, fraction: Int128) {
        let unit = Self.power(scale)
        return (coefficient / unit, coefficient % unit * Self.power(Self.maximumScale - scale))
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// The plain form that `init(_:)` reads back: `-12.5`.
    package var description: String {
        let digits = String(coefficient.magnitude)
        guard scale > 0 else { return (isNegative ? "-" : "") + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (isNegative ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}

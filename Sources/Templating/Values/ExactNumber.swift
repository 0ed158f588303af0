/// A number without rounding, as a fraction in its lowest terms: `0.1 + 0.2 == 0.3`, and a third times three is one.
///
/// Only formatting and `round` take digits away. What does not fit 128 bits is an error, never an approximation.
package struct ExactNumber: Hashable, Sendable {
    /// As many digits after the point as may be asked for.
    package static let maximumDecimals = 18
    /// As many digits as always fit, before and after the point together.
    package static let maximumDigits = 38
    package static let zero = ExactNumber(0)

    let numerator: Int128
    /// Above zero.
    let denominator: Int128

    package init(_ integer: Int) {
        numerator = Int128(integer)
        denominator = 1
    }

    /// `denominator` is not zero. Nil when a sign cannot be turned.
    init?(numerator: Int128, denominator: Int128) {
        guard numerator != .min, denominator != .min else { return nil }
        // Most numbers are whole, and division is slow.
        if denominator == 1 {
            self.numerator = numerator
            self.denominator = 1
            return
        }
        let divisor = Self.greatestCommonDivisor(numerator, denominator) * (denominator < 0 ? -1 : 1)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// Whether a text that is not read would be a number with less digits: `0.` and forty more.
    package static func isTooLong(_ text: some StringProtocol, separator: Unicode.Scalar = ".") -> Bool {
        let digits =
            text.unicodeScalars.first.map { $0 == "-" || $0 == "\u{2212}" } ?? false
            ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
        let parts = digits.split(separator: separator, omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.reduce(0) { $0 + $1.count } >= maximumDigits
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0.value) } }
    }

    /// Reads digits with an optional sign and at most one separator: `-12.5`. Nil when it is anything else, or too long.
    package init?(_ text: String, separator: Unicode.Scalar = ".") {
        self.init(text[...], separator: separator)
    }

    /// As `init(_:separator:)` of a whole text.
    package init?(_ text: Substring, separator: Unicode.Scalar = ".") {
        if let small = Self.smallInteger(text.utf8) {
            self.init(small)
            return
        }
        var coefficient: Int128 = 0
        var unit: Int128 = 1
        var digits = 0
        var decimals: Int?
        var scalars = text.unicodeScalars[...]
        let isNegative = scalars.first == "-" || scalars.first == "\u{2212}"
        if isNegative { scalars = scalars.dropFirst() }
        for scalar in scalars {
            if scalar == separator, decimals == nil, digits > 0 {
                decimals = 0
                continue
            }
            guard scalar.value >= 0x30, scalar.value <= 0x39 else { return nil }
            let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int128(scalar.value - 0x30))
            if overflow || carry { return nil }
            coefficient = sum
            digits += 1
            guard let count = decimals else { continue }
            if count == Self.maximumDigits { return nil }
            decimals = count + 1
            unit *= 10
        }
        guard digits > 0, decimals != 0 else { return nil }
        self.init(numerator: isNegative ? -coefficient : coefficient, denominator: unit)
    }

    /// Reads what most cells of a table hold: up to 18 digits, with `-` when it is below zero.
    private static func smallInteger(_ text: Substring.UTF8View) -> Int? {
        var result = 0
        var digits = 0
        let isNegative = text.first == UInt8(ascii: "-")
        for byte in isNegative ? text.dropFirst() : text[...] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), digits < 18 else { return nil }
            result = result * 10 + Int(byte - UInt8(ascii: "0"))
            digits += 1
        }
        guard digits > 0 else { return nil }
        return isNegative ? -result : result
    }

    package var isInteger: Bool { denominator == 1 }
    package var isNegative: Bool { numerator < 0 }

    /// The value as an `Int`, nil when it has a fraction or does not fit.
    package var exactInt: Int? { isInteger ? Int(exactly: numerator) : nil }

    static func greatestCommonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
        if left == 1 || right == 1 { return 1 }
        var (left, right) = (abs(left), abs(right))
        while right != 0 { (left, right) = (right, left % right) }
        return max(1, left)
    }
}

extension ExactNumber: Comparable {
    package static func < (left: ExactNumber, right: ExactNumber) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        // Crosswise, in 256 bits: a/b < c/d when ad < cb.
        let first = left.numerator.magnitude.multipliedFullWidth(by: right.denominator.magnitude)
        let second = right.numerator.magnitude.multipliedFullWidth(by: left.denominator.magnitude)
        let isLess = (first.high, first.low) < (second.high, second.low)
        let isEqual = (first.high, first.low) == (second.high, second.low)
        return left.isNegative ? !isLess && !isEqual : isLess
    }
}

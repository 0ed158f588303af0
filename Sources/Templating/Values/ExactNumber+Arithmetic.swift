extension ExactNumber {
    package func adding(_ other: ExactNumber) throws(CalculationError) -> ExactNumber {
        // Over the least common denominator, which keeps the terms small.
        let common = Self.greatestCommonDivisor(denominator, other.denominator)
        let left = try Self.product(numerator, other.denominator / common)
        let right = try Self.product(other.numerator, denominator / common)
        let (sum, overflow) = left.addingReportingOverflow(right)
        if overflow { throw .overflow }
        return try Self.fraction(sum, Self.product(denominator, other.denominator / common))
    }

    package func subtracting(_ other: ExactNumber) throws(CalculationError) -> ExactNumber {
        try adding(other.negated())
    }

    package func multiplied(by other: ExactNumber) throws(CalculationError) -> ExactNumber {
        // Reduced crosswise first, so that only the result has to fit.
        let first = Self.greatestCommonDivisor(numerator, other.denominator)
        let second = Self.greatestCommonDivisor(other.numerator, denominator)
        return try Self.fraction(
            Self.product(numerator / first, other.numerator / second),
            Self.product(denominator / second, other.denominator / first))
    }

    package func divided(by other: ExactNumber) throws(CalculationError) -> ExactNumber {
        if other.numerator == 0 { throw .divisionByZero }
        return try multiplied(by: Self.fraction(other.denominator, other.numerator))
    }

    package func negated() throws(CalculationError) -> ExactNumber {
        try Self.fraction(-numerator, denominator)
    }

    package func absolute() throws(CalculationError) -> ExactNumber {
        isNegative ? try negated() : self
    }

    /// Rounds half away from zero: 2.5 to 3, −2.5 to −3. `decimals` is from 0 to `maximumDecimals`.
    package func rounded(toDecimals decimals: Int) throws(CalculationError) -> ExactNumber {
        let unit = Self.power(decimals)
        if denominator == 1 || unit % denominator == 0 { return self }
        let divisor = denominator.magnitude
        var (quotient, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
        for _ in 0..<decimals {
            let digit = Self.nextDigit(&rest, divisor)
            let (product, overflow) = quotient.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(digit)
            if overflow || carry { throw .overflow }
            quotient = sum
        }
        // There is room for one more: above the largest `Int128`, which is less than half of what fits here, it is
        // refused below.
        if rest >= divisor - rest, quotient < .max { quotient += 1 }
        guard let result = Int128(exactly: quotient) else { throw .overflow }
        return try Self.fraction(isNegative ? -result : result, unit)
    }

    /// One step of a long division: the digit, and what is left after it. `rest` is below `divisor`, and twice that fits.
    private static func nextDigit(_ rest: inout UInt128, _ divisor: UInt128) -> UInt128 {
        var digit: UInt128 = 0
        var sum = rest
        // Ten times is twice, twice again, once more, and twice that.
        for isDoubling in [true, true, false, true] {
            if isDoubling { digit *= 2 }
            sum += isDoubling ? sum : rest
            guard sum >= divisor else { continue }
            sum -= divisor
            digit += 1
        }
        rest = sum
        return digit
    }

    static func power(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    private static func product(_ left: Int128, _ right: Int128) throws(CalculationError) -> Int128 {
        let (result, overflow) = left.multipliedReportingOverflow(by: right)
        if overflow { throw .overflow }
        return result
    }

    private static func fraction(_ numerator: Int128, _ denominator: Int128) throws(CalculationError) -> ExactNumber {
        guard let result = ExactNumber(numerator: numerator, denominator: denominator) else { throw .overflow }
        return result
    }
}

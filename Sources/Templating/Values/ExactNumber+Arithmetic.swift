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

    /// Rounds half away from zero: 2.5 to 3, −2.5 to −3.
    package func rounded(toDecimals decimals: Int) throws(CalculationError) -> ExactNumber {
        let unit = Self.power(decimals)
        let product = numerator.magnitude.multipliedFullWidth(by: unit.magnitude)
        let divisor = denominator.magnitude
        if product.high >= divisor { throw .overflow }
        var (quotient, remainder) = divisor.dividingFullWidth(product)
        if remainder >= divisor - remainder { quotient += 1 }
        guard let result = Int128(exactly: quotient) else { throw .overflow }
        return try Self.fraction(isNegative ? -result : result, unit)
    }

    static func power(_ exponent: Int) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<exponent { result *= 10 }
        return result
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

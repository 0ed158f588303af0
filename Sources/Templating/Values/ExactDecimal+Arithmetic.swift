extension ExactDecimal {
    package func adding(_ other: ExactDecimal) throws(CalculationError) -> ExactDecimal {
        let common = max(scale, other.scale)
        let (sum, overflow) = try coefficient(at: common).addingReportingOverflow(other.coefficient(at: common))
        if overflow { throw .overflow }
        return ExactDecimal(coefficient: sum, scale: common)
    }

    package func subtracting(_ other: ExactDecimal) throws(CalculationError) -> ExactDecimal {
        try adding(other.negated())
    }

    package func multiplied(by other: ExactDecimal) throws(CalculationError) -> ExactDecimal {
        let product = coefficient.magnitude.multipliedFullWidth(by: other.coefficient.magnitude)
        let drop = max(0, scale + other.scale - Self.maximumScale)
        return try Self.quotient(
            of: product, by: UInt128(Self.power(drop)), isNegative: isNegative != other.isNegative,
            scale: scale + other.scale - drop)
    }

    package func divided(by other: ExactDecimal) throws(CalculationError) -> ExactDecimal {
        if other.coefficient == 0 { throw .divisionByZero }
        let shift = Self.maximumScale + other.scale - scale
        let product = coefficient.magnitude.multipliedFullWidth(by: UInt128(Self.power(shift)))
        return try Self.quotient(
            of: product, by: other.coefficient.magnitude, isNegative: isNegative != other.isNegative,
            scale: Self.maximumScale)
    }

    package func negated() throws(CalculationError) -> ExactDecimal {
        if coefficient == .min { throw .overflow }
        return ExactDecimal(coefficient: -coefficient, scale: scale)
    }

    package func absolute() throws(CalculationError) -> ExactDecimal {
        isNegative ? try negated() : self
    }

    /// Rounds half away from zero: 2.5 to 3, −2.5 to −3.
    package func rounded(toDecimals decimals: Int) -> ExactDecimal {
        guard decimals < scale else { return self }
        let unit = Self.power(scale - decimals)
        let remainder = (coefficient % unit).magnitude
        let away: Int128 = remainder >= unit.magnitude - remainder ? (isNegative ? -1 : 1) : 0
        return ExactDecimal(coefficient: coefficient / unit + away, scale: decimals)
    }

    private func coefficient(at newScale: Int) throws(CalculationError) -> Int128 {
        let (result, overflow) = coefficient.multipliedReportingOverflow(by: Self.power(newScale - scale))
        if overflow { throw .overflow }
        return result
    }

    private static func quotient(
        of dividend: (high: UInt128, low: UInt128), by divisor: UInt128, isNegative: Bool, scale: Int
    ) throws(CalculationError) -> ExactDecimal {
        if dividend.high >= divisor { throw .overflow }
        var (quotient, remainder) = divisor.dividingFullWidth(dividend)
        if remainder >= divisor - remainder { quotient += 1 }
        guard let result = Int128(exactly: quotient) else { throw .overflow }
        return ExactDecimal(coefficient: isNegative ? -result : result, scale: scale)
    }
}

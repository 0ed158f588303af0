import Templating
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
    private func decimal(_ text: String) throws -> ExactDecimal {
        try #require(ExactDecimal(text))
    }

    @Test("0.1 + 0.2 is 0.3, and sums of cents close")
    func exactSum() throws {
        #expect(try decimal("0.1").adding(decimal("0.2")) == decimal("0.3"))
        var sum = ExactDecimal.zero
        for _ in 0..<1000 { sum = try sum.adding(decimal("0.01")) }
        #expect(sum == ExactDecimal(10))
    }

    @Test(
        "Rounds half away from zero",
        arguments: [
            ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("2.4999", 0, "2"), ("1.005", 2, "1.01"), ("-1.005", 2, "-1.01"),
            ("0.5", 0, "1"), ("12.345", 5, "12.345"),
        ])
    func rounding(text: String, decimals: Int, expected: String) throws {
        #expect(try decimal(text).rounded(toDecimals: decimals).description == expected)
    }

    @Test("Divides to eighteen digits after the point")
    func division() throws {
        #expect(try ExactDecimal(1).divided(by: ExactDecimal(3)).description == "0.333333333333333333")
        #expect(try ExactDecimal(2).divided(by: ExactDecimal(3)).description == "0.666666666666666667")
        #expect(try ExactDecimal(-7).divided(by: decimal("0.5")).description == "-14")
    }

    @Test("A long product is rounded, not refused")
    func longProduct() throws {
        let third = try ExactDecimal(100_000).divided(by: ExactDecimal(3))
        #expect(try third.multiplied(by: third).rounded(toDecimals: 4).description == "1111111111.1111")
    }

    @Test("Division by zero and overflow are errors")
    func errors() throws {
        let large = try decimal("170141183460469231731687303715884105727")
        #expect(throws: CalculationError.divisionByZero) { try ExactDecimal(1).divided(by: .zero) }
        #expect(throws: CalculationError.overflow) { try large.adding(ExactDecimal(1)) }
        #expect(throws: CalculationError.overflow) { try large.multiplied(by: ExactDecimal(2)) }
        #expect(throws: CalculationError.overflow) { try large.divided(by: decimal("0.1")) }
    }

    @Test("Compares values of any size without overflow")
    func comparison() throws {
        let large = try decimal("170141183460469231731687303715884105727")
        #expect(try decimal("0.000000000000000001") < large)
        #expect(try decimal("-0.2") < decimal("-0.1"))
        #expect(try decimal("12.50") == decimal("12.5"))
    }

    @Test(
        "Refuses what is not a plain number",
        arguments: ["", "-", "1.", ".5", "1.2.3", "1,5", "1e3", "٣", " 1", "1 ", "0.0000000000000000001"])
    func refused(text: String) {
        #expect(ExactDecimal(text) == nil)
    }
}

import Templating
import Testing

@Suite("Exact numbers")
struct ExactNumberTests {
    private func decimal(_ text: String) throws -> ExactNumber {
        try #require(ExactNumber(text))
    }

    @Test("0.1 + 0.2 is 0.3, and sums of cents close")
    func exactSum() throws {
        #expect(try decimal("0.1").adding(decimal("0.2")) == decimal("0.3"))
        var sum = ExactNumber.zero
        for _ in 0..<1000 { sum = try sum.adding(decimal("0.01")) }
        #expect(sum == ExactNumber(10))
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

    @Test("A quotient loses nothing until it is rounded")
    func quotient() throws {
        let third = try ExactNumber(1).divided(by: ExactNumber(3))
        #expect(try third.multiplied(by: ExactNumber(3)) == ExactNumber(1))
        #expect(third.description == "1/3")
        let monthly = try decimal("1000.03").divided(by: ExactNumber(12))
        #expect(try monthly.multiplied(by: ExactNumber(6)).rounded(toDecimals: 2).description == "500.02")
        #expect(try ExactNumber(-7).divided(by: decimal("0.5")).description == "-14")
    }

    @Test("A product of small numbers is not nothing")
    func smallProduct() throws {
        let small = try decimal("0.000000001")
        #expect(try small.multiplied(by: small).multiplied(by: small) != .zero)
        #expect(try small.multiplied(by: small).description == "0.000000000000000001")
    }

    @Test("Division by zero and overflow are errors")
    func errors() throws {
        let large = try decimal("170141183460469231731687303715884105727")
        #expect(throws: CalculationError.divisionByZero) { try ExactNumber(1).divided(by: .zero) }
        #expect(throws: CalculationError.overflow) { try large.adding(ExactNumber(1)) }
        #expect(throws: CalculationError.overflow) { try large.multiplied(by: ExactNumber(2)) }
        #expect(throws: CalculationError.overflow) { try large.divided(by: decimal("0.1")) }
        #expect(try large.rounded(toDecimals: 2) == large)
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
        arguments: [
            "", "-", "1.", ".5", "1.2.3", "1,5", "1e3", "٣", " 1", "1 ", "0.0000000000000000000000000000000000000001",
        ])
    func refused(text: String) {
        #expect(ExactNumber(text) == nil)
    }
}

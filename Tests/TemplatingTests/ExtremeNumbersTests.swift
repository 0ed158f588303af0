import Testing

@testable import Templating

/// Whatever the numbers are: a result, or an error. Compared with a division that is written out, digit by digit.
@Suite("Numbers at the edges")
struct ExtremeNumbersTests {
    private static let extremes: [ExactNumber] = {
        let edges: [Int128] = [
            0, 1, 2, 3, 5, 7, 9, 10, 17, .max, .max - 1, .max / 2, .max / 3, .max / 9, .max / 10,
            30_625_413_022_884_461_711_703_714_668_859_139_031, Int128(Int.max), Int128(Int.min), 1 << 64, 1 << 126,
            (1 << 126) - 1, 1_000_000_000_000_000_000, 99_999_999_999_999_999_999_999_999_999_999_999_999,
        ]
        let whole = edges.compactMap { ExactNumber(numerator: $0, denominator: 1) }
        let fractions = edges.flatMap { top -> [ExactNumber] in
            edges.filter { $0 != 0 }.compactMap { ExactNumber(numerator: top, denominator: $0) }
        }
        return whole + fractions.enumerated().filter { $0.offset % 7 == 0 }.map(\.element)
    }()

    @Test("Every operation of any two gives a number or an error")
    func operations() throws {
        for left in Self.extremes {
            for right in Self.extremes {
                let results = [
                    try? left.adding(right), try? left.subtracting(right), try? left.multiplied(by: right),
                    try? left.divided(by: right),
                ]
                // What has a result leads back.
                if let product = results[2], right != .zero { #expect(try product.divided(by: right) == left) }
                if let sum = results[0], let back = try? sum.subtracting(right) { #expect(back == left) }
                #expect((left < right) == (right > left))
                #expect(left == right || (left < right) != (right < left))
            }
        }
    }

    @Test("Rounding, signs and printing of any number", arguments: [0, 1, 2, 9, 18])
    func rounding(decimals: Int) throws {
        for number in Self.extremes {
            for number in [number, try number.negated()] {
                _ = try? Language.dutch.format(number)
                _ = try? Language.dutch.formatMoney(number)
                _ = number.description
                guard let rounded = try? number.rounded(toDecimals: decimals) else { continue }
                // Never further off than half of the last digit.
                let unit = try ExactNumber(1).divided(
                    by: #require(ExactNumber("1" + String(repeating: "0", count: decimals))))
                guard let off = try? rounded.subtracting(number).absolute().multiplied(by: ExactNumber(2)) else {
                    continue
                }
                #expect(off < unit || off == unit)
                #expect(
                    try Language.dutch.format(number, decimals: decimals)
                        == Language.dutch.format(rounded, decimals: decimals))
            }
        }
    }

    @Test("Half is rounded away from zero, and what does not fit is told")
    func halves() throws {
        let number = try #require(ExactNumber("30625413022884461711703714668859139031"))
        let ninth = try number.divided(by: ExactNumber(9))
        #expect(try ninth.rounded(toDecimals: 0).description == "3402823669209384634633746074317682115")
        #expect(throws: CalculationError.overflow) { try ninth.rounded(toDecimals: 18) }
        #expect(try number.rounded(toDecimals: 18) == number)
        let almost = try #require(ExactNumber(numerator: .max, denominator: 2))
        #expect(try almost.rounded(toDecimals: 0).description == "85070591730234615865843651857942052864")
    }

    @Test("Up to 38 digits are exact; more are told as that")
    func digits() throws {
        let long = "0.1234567890123456789012345678901234567"
        #expect(try #require(ExactNumber(long)).description == long)
        #expect(ExactNumber(long + "12") == nil)
        #expect(ExactNumber.isTooLong(long + "12"))
        #expect(!ExactNumber.isTooLong("1e400000000000000000000000000000000000000000"))
        let half = try ExactNumber(1).divided(by: ExactNumber(2))
        var small = half
        for _ in 0..<50 { small = try small.multiplied(by: half) }
        #expect(throws: CalculationError.tooManyDecimals) { try Language.dutch.format(small) }
        let product = try #require(ExactNumber("0.0000000001"))
        #expect(try Language.dutch.format(product.multiplied(by: product)) == "0,00000000000000000001")
    }

    @Test(
        "No day is before year 1 or after 9999", arguments: ["0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01"])
    func days(text: String) {
        guard let date = CalendarDate(iso: text) else { return }
        #expect((0...6).contains(date.weekday))
        #expect(Language.dutch.format(date, .long).isEmpty == false)
    }
}

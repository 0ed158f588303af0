import Templating
import Testing

@Suite("Numbers and dates in the letter's language")
struct LanguageTests {
    @Test(
        "Numbers print grouped, with a true minus",
        arguments: [
            ("1234.5", "1.234,5", "1,234.5"), ("-679", "\u{2212}679", "\u{2212}679"), ("0", "0", "0"),
            ("1234567", "1.234.567", "1,234,567"), ("-0.05", "\u{2212}0,05", "\u{2212}0.05"), ("999", "999", "999"),
        ])
    func numbers(plain: String, dutch: String, english: String) throws {
        let number = try #require(ExactNumber(plain))
        #expect(try Language.dutch.format(number) == dutch)
        #expect(try Language.english.format(number) == english)
    }

    @Test("Decimals, signs, percentages and money")
    func formats() throws {
        let number = try #require(ExactNumber("12.5"))
        #expect(try Language.dutch.format(number, decimals: 2) == "12,50")
        #expect(try Language.dutch.format(number, decimals: 0) == "13")
        #expect(try Language.dutch.formatPercent(number) == "12,5%")
        #expect(try Language.dutch.formatSigned(number) == "+12,5")
        #expect(try Language.dutch.formatMoney(ExactNumber(-1234)) == "€\u{A0}\u{2212}1.234,00")
        #expect(try Language.english.formatMoney(ExactNumber(1234)) == "€1,234.00")
    }

    @Test("Decimals that have no end are not printed until somebody says how many")
    func unending() throws {
        let third = try ExactNumber(1).divided(by: ExactNumber(3))
        #expect(throws: CalculationError.unending) { try Language.dutch.format(third) }
        #expect(try Language.dutch.format(third, decimals: 2) == "0,33")
        #expect(try Language.dutch.formatMoney(third) == "€\u{A0}0,33")
    }

    @Test("Dates in both languages and by pattern")
    func dates() throws {
        let date = try #require(CalendarDate(iso: "2024-07-01"))
        #expect(Language.dutch.format(date) == "1 juli 2024")
        #expect(Language.english.format(date) == "1 July 2024")
        #expect(Language.dutch.format(date, try #require(DatePattern("dd.MM.yyyy"))) == "01.07.2024")
        let words = try #require(DatePattern("EEEE d MMM ''yy 'om' d"))
        #expect(Language.dutch.format(date, words) == "maandag 1 jul 24 om 1")
        #expect(DatePattern("DD-mm-jjjj") == nil)
    }

    @Test("Weekdays are right across centuries", arguments: [("2000-02-29", 2), ("1900-03-01", 4), ("2024-07-11", 4)])
    func weekdays(iso: String, weekday: Int) throws {
        #expect(try #require(CalendarDate(iso: iso)).weekday == weekday)
    }

    @Test(
        "Days that do not exist",
        arguments: ["2024-02-31", "2023-02-29", "2024-13-01", "2024-00-10", "24-07-01", "2024-7-1"])
    func noSuchDay(iso: String) {
        #expect(CalendarDate(iso: iso) == nil)
    }
}

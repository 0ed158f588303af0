import Testing

@testable import oproep

@Suite("What a terminal shows")
struct TerminalTests {
    @Test func `columns stand under one another, whatever is in them, and no line ends in spaces`() {
        let rows = [["code", "naam", "op", "tot"], ["A", "Súdwest-Fryslân", "", "x"], ["BB", "Ee", "", ""]]
        #expect(
            Columns.table(rows) == """
                code  naam             op  tot
                A     Súdwest-Fryslân      x
                BB    Ee
                """)
        #expect(Columns.table([]) == "")
    }

    @Test(
        "Words are a line without controls",
        arguments: [
            ("Jan de Vries", true), ("-12,5 te veel", true), ("Łódź – ‘x’ 😀", true), ("", false), ("  ", false),
            ("a\nb", false), ("a\u{1B}[2Jb", false), ("a\u{202E}b", false), ("a\u{2028}b", false), ("a\u{0}b", false),
        ])
    func words(text: String, isAllowed: Bool) {
        #expect((Words(argument: text) != nil) == isAllowed)
    }
}

import Testing

@Suite("Who does not know the language of templates yet")
struct FirstTriesTests {
    @Test(
        "First tries of who knows Dutch, Excel or another language",
        arguments: [
            ("{{ figures.nul > 0,5 }}", "a decimal comma is not read here", "a point? Write 0.5"),
            ("{{ max(figures.nul, 0,5) }}", "a decimal comma is not read here", "a space between two numbers"),
            ("{% if figures.nul <> 1 %}", "'<>' is not an operator", "'!='"),
            ("{% if figures.klopt && figures.klopt %}", "'&&' is not an operator", "'and'"),
            ("{% if figures.klopt || figures.klopt %}", "'||' is not an operator", "'or'"),
            ("{% if figures.nul = 1 %}", "'=' is not an operator", "'=='"),
            ("{% if !figures.klopt %}", "'!' is not an operator", "'not'"),
            ("{% if figures.nul ≥ 1 %}", "'≥' is not an operator", "'>='"),
            ("{{ max(1; 2) }}", "';' is not an operator", "','"),
            ("{% if figures.klopt en figures.klopt %}", "'en' means nothing here", "'and'"),
            ("{% if figures.klopt of figures.klopt %}", "'of' means nothing here", "'or'"),
            ("{% if niet figures.klopt %}", "'niet' means nothing here", "'not'"),
            ("{% if figures.nul is leeg %}", "after 'is' comes 'missing'", "=="),
            ("{% als figures.klopt %}", "unknown statement 'als'", "'if'"),
            ("{{ aantal(tables.maanden) }}", "unknown function 'aantal'", "'count'"),
            ("{{ figures.nul | number(99999) }}", "wrong arguments", "from 0 to 18"),
            ("{{ date(\"2024-02-30\") }}", "'2024-02-30' is not a day", "date(\"2024-03-01\")"),
            ("{{ tables.maanden }}", "is a table, not a value", "count(tables.maanden)"),
            ("{{ tables.maanden.aantal }}", "is a column with many values", "sum(tables.maanden.aantal)"),
            ("{{ sum(tables.maanden) }}", "is not a column of a table", "a sum is over a column"),
            ("{{ sum(tables.maanden.maand) }}", "expected a number, this is a text", ""),
            ("{{ count(tables.manden) }}", "unknown name 'tables.manden'", "'tables.maanden'"),
            ("{{ figures.bedrag * figures.bedrag }}", "money times money", "by a number"),
            ("{{ 1 / figures.bedrag }}", "cannot be divided by an amount", "another amount"),
            ("{{ 1 if figures.klopt else \"a\" }}", "expected a number, this is a text", ""),
            ("{{ 1 if figures.klopt }}", "expected else here", ""),
            ("{{ 0.\(String(repeating: "1", count: 40)) }}", "more digits than 38", "leave some out"),
        ])
    func firstTries(text: String, problem: String, suggestion: String) {
        let found = SampleScope.diagnostics(text)
        #expect(found.contains(problem))
        #expect(found.contains(suggestion))
    }
}

import Templating
import Testing

@Suite("Filling a template")
struct FillingTests {
    private func fill(_ text: String, in language: Language = .dutch) throws -> String {
        let (scope, frame) = SampleScope.make()
        var diagnostics = Diagnostics()
        let fragment = Fragment(SourceFile(name: "letter.md", text: text))
        guard let template = TextTemplate.compile(fragment, in: scope, diagnostics: &diagnostics) else {
            throw diagnostics
        }
        return try template.fill(frame, in: language).get()
    }

    @Test(
        "Expressions and filters",
        arguments: [
            ("{{ recipient.name }}", "Zwolle"),
            ("{{figures.saldo_eind}}", "−1.039"),
            ("{{ figures.saldo_eind | abs }}", "1.039"),
            ("{{ figures.saldo_begin | signed }} {{ 3 | signed }}", "−9 +3"),
            ("{{ (figures.saldo_eind - figures.saldo_begin) | abs | number(1) }}", "1.030,0"),
            ("{{ 1 + 2 * 3 - 4 / 2 }}", "5"),
            ("{{ -(1 + 2) }}", "−3"),
            ("{{ max(1, 2, figures.saldo_eind) + min(4, 5) }}", "6"),
            ("{{ round(2.5) }} {{ round(-2.345, 2) }}", "3 −2,35"),
            ("{{ 12.5 | percent }} {{ (1 / 3 * 100) | percent(1) }}", "12,5% 33,3%"),
            ("{{ (1000.03 / 12 * 6) | money }} {{ (2 / 3 * 1.5) | plural('een', 'meer') }}", "€\u{A0}500,02 een"),
            ("{{ round(1 / 12 * 6) }} {{ 7 / 7 * 3 }}", "1 3"),
            ("{{ 1 | plural(\"persoon\", \"personen\") }} {{ 0 | plural('persoon', 'personen') }}", "persoon personen"),
            ("{{ letter.date }} {{ letter.date | date(\"dd.MM.yyyy\") }}", "11 juli 2024 11.07.2024"),
            ("{{ recipient.name | upper }} {{ \"ijssel\" | capitalize }} {{ \"ÉÉN\" | lower }}", "ZWOLLE IJssel één"),
            ("{{ \"{{\" }} {{ \"}}\" }} {{ \"%}\" }}", "{{ }} %}"),
            ("{# niets #}a{# {{ fout #}b", "ab"),
        ])
    func expressions(template: String, expected: String) throws {
        #expect(try fill(template) == expected)
    }

    @Test(
        "Choices",
        arguments: [
            (
                "{% if figures.saldo_eind < 0 %}achter{% elif figures.saldo_eind > 0 %}voor{% else %}nul{% endif %}",
                "achter"
            ),
            ("{% if figures.nul < 0 %}achter{% elif figures.nul > 0 %}voor{% else %}nul{% endif %}", "nul"),
            ("a{% if recipient.attention != \"\" %}, {{ recipient.attention }}{% endif %}.", "a."),
            ("{% if letter.reply_by == \"\" and not (figures.nul != 0 or false) %}ja{% endif %}", "ja"),
            ("{% if not figures.nul == 0 %}nee{% else %}ja{% endif %}", "ja"),
            ("{% if recipient.name in (\"Deventer\", \"Zwolle\") %}ja{% endif %}", "ja"),
            ("{% if recipient.name not in (\"Deventer\") and figures.nul in (0, 1) %}ja{% endif %}", "ja"),
            ("{% if figures.klopt and letter.date >= letter.date %}ja{% endif %}", "ja"),
        ])
    func choices(template: String, expected: String) throws {
        #expect(try fill(template) == expected)
    }

    @Test("Loops over rows and lists, one within the other")
    func loops() throws {
        #expect(
            try fill("{% for m in tables.maanden %}{{ m.maand }}: {{ m.aantal * 2 }}; {% endfor %}")
                == "mei: 6; juni: 2; ")
        #expect(
            try fill(
                "{% for m in tables.maanden %}{% for c in letter.copies %}{{ m.maand }}-{{ c }} {% endfor %}{% endfor %}"
            )
                == "mei-COA mei-BZK juni-COA juni-BZK ")
        #expect(try fill("x{% for a in letter.attachments %}{{ a }}{% endfor %}") == "x")
    }

    @Test("What a word processor makes of quotes, dashes and spaces counts as typed")
    func typography() throws {
        #expect(try fill("{{ letter.date | date(“dd.MM.yyyy”) }}") == "11.07.2024")
        #expect(try fill("{{\u{A0}1 − 2 }} {{ 5 – 3 }} {{ ‘a’ | upper }}") == "−1 2 A")
    }

    @Test("A value is never read again")
    func noInjection() throws {
        #expect(try fill("{{ \"{{ recipient.name }} {% if x %}\" }}") == "{{ recipient.name }} {% if x %}")
    }

    @Test("Printing an empty value, dividing by zero and overflow are errors, all at once")
    func errors() throws {
        let (scope, frame) = SampleScope.make()
        var diagnostics = Diagnostics()
        let text = "{{ recipient.attention }} {{ 1 / figures.nul }} {% if letter.reply_by < letter.date %}{% endif %}"
        let fragment = Fragment(SourceFile(name: "letter.md", text: text))
        let template = try #require(TextTemplate.compile(fragment, in: scope, diagnostics: &diagnostics))
        guard case .failure(let found) = template.fill(frame, in: .dutch) else {
            Issue.record("filled in spite of the errors")
            return
        }
        #expect(
            found.errors.map(\.reason) == [
                .emptyValue, .calculation(.divisionByZero), .calculation(.empty),
            ])
        #expect(found.errors.map(\.names).map { $0.map(\.path) }.first == ["recipient.attention"])
    }
}

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
            ("{{ figures.bedrag }} {{ (figures.bedrag * 2) | money(0) }}", "€\u{A0}1.234,50 €\u{A0}2.469"),
            ("{{ figures.bedrag + figures.bedrag }} {{ (-figures.bedrag) | abs }}", "€\u{A0}2.469,00 €\u{A0}1.234,50"),
            ("{{ figures.bedrag / 2 }} {{ figures.bedrag / figures.bedrag }}", "€\u{A0}617,25 1"),
            ("{{ max(0, figures.bedrag) }} {{ round(figures.bedrag) }}", "€\u{A0}1.234,50 €\u{A0}1.235,00"),
            ("{{ figures.bedrag | number(1) }} {{ 10 - figures.bedrag }}", "1.234,5 €\u{A0}−1.224,50"),
            ("{{ date(\"2024-03-01\") }} {{ date('2024-03-01') | date(\"d-M\") }}", "1 maart 2024 1-3"),
            (
                "{{ count(tables.maanden) }} {{ sum(tables.maanden.aantal) | number(1) }} {{ count(letter.copies) }}",
                "2 4,0 2"
            ),
            ("{{ 1 if figures.nul == 0 else 1 / figures.nul }}", "1"),
            ("{{ 'a' if figures.nul > 0 else 'b' if figures.nul < 0 else 'c' }}", "c"),
            ("{{ (figures.bedrag if figures.klopt else 0) + 1 }}", "€\u{A0}1.235,50"),
            ("{{ 0.1234567890123456789 * 10 }}", "1,234567890123456789"),
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
            ("{% if figures.onbekend is missing %}ja{% endif %}", "ja"),
            ("{% if figures.onbekend + 1 is not missing or figures.nul is missing %}nee{% else %}ja{% endif %}", "ja"),
            ("{% if figures.onbekend > 3 or figures.nul == 0 %}ja{% endif %}", "ja"),
            ("{% if figures.onbekend > 3 and figures.nul != 0 %}nee{% else %}ja{% endif %}", "ja"),
            ("{% if recipient.attention is missing and recipient.attention != \"x\" %}ja{% endif %}", "ja"),
            ("{% if (recipient.attention | upper) == \"\" and figures.onbekend == \"\" %}ja{% endif %}", "ja"),
            ("{% if (1 if figures.onbekend is missing else figures.onbekend) == 1 %}ja{% endif %}", "ja"),
            ("{% if letter.date > date(\"2024-03-01\") and letter.reply_by is missing %}ja{% endif %}", "ja"),
            ("{% if figures.bedrag > 1000 and figures.bedrag == 1234.5 %}ja{% endif %}", "ja"),
            ("{% if sum(tables.maanden.aantal) == 4 and count(letter.attachments) is missing %}ja{% endif %}", "ja"),
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

    @Test(
        "What uses a missing value is missing, and is never printed or decided by",
        arguments: [
            "{{ figures.onbekend }}", "{{ figures.onbekend + 1 }}", "{{ -figures.onbekend }}",
            "{{ figures.onbekend * 0 }}", "{{ max(1, figures.onbekend) }}", "{{ round(figures.onbekend, 2) }}",
            "{{ figures.onbekend | abs }}", "{{ figures.onbekend | number(1) }}", "{{ figures.onbekend | percent }}",
            "{{ figures.onbekend | money }}", "{{ figures.onbekend | signed }}", "{{ letter.reply_by }}",
            "{{ figures.onbekend | plural(\"a\", \"b\") }}", "{{ letter.reply_by | date(\"d\") }}",
            "{{ recipient.attention | upper }}", "{{ 1 if figures.onbekend > 0 else 2 }}",
            "{% if figures.onbekend > 0 %}{% endif %}", "{% if figures.onbekend == 5 %}{% endif %}",
            "{% if figures.onbekend != 5 %}{% endif %}", "{% if not (figures.onbekend < 5) %}{% endif %}",
            "{% if figures.onbekend in (1, 2) %}{% endif %}", "{% if letter.reply_by == letter.date %}{% endif %}",
            "{% if figures.onbekend > 1 or figures.onbekend < 1 %}{% endif %}",
            "{% if figures.onbekend == figures.onbekend %}{% endif %}",
        ])
    func missing(text: String) throws {
        let (scope, frame) = SampleScope.make()
        var diagnostics = Diagnostics()
        let fragment = Fragment(SourceFile(name: "letter.md", text: text))
        let template = try #require(TextTemplate.compile(fragment, in: scope, diagnostics: &diagnostics))
        guard case .failure(let found) = template.fill(frame, in: .dutch) else {
            Issue.record("filled in spite of it")
            return
        }
        #expect([.emptyValue, .calculation(.empty)].contains(found.errors.map(\.reason).first))
    }

    @Test("Every printing in a loop is one of its own, with its row")
    func rows() throws {
        let (scope, frame) = SampleScope.make()
        var (diagnostics, filling) = (Diagnostics(), Filling())
        var scanner = TagScanner()
        _ = scanner.scan(Fragment(SourceFile(name: "a", text: "{% for m in tables.maanden %}{{ 1 }}{% endfor %}")))
        let compiled = TagCompiler.compile(scanner.tags, in: scope, diagnostics: &diagnostics)
        let nested: [Nested<Int>] = compiled.nest([.tag(0), .tag(1), .tag(2)], diagnostics: &diagnostics)
        guard case .loop(let loop, let inside)? = nested.first, case .hole(let hole, _)? = inside.first else {
            Issue.record("no loop")
            return
        }
        let template = Template([.loop(loop, [.hole(.init(expression: hole, context: 0))])])
        var filler = Filler(frame: frame, language: .dutch, trace: true)
        filler.fill(template, into: &filling) { _, _, _ in }
        #expect(filler.printed?.map(\.text) == ["1", "1"])
        #expect(Set(filler.printed?.map(\.identity) ?? []).count == 2)
    }
}

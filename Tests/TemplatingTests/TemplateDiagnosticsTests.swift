import Templating
import Testing

/// Each problem is asserted as the terminal shows it, caret included.
@Suite("What is wrong with a template")
struct TemplateDiagnosticsTests {
    private func diagnostics(_ text: String) -> String {
        var diagnostics = Diagnostics()
        let fragment = Fragment(SourceFile(name: "letter.md", text: text))
        _ = TextTemplate.compile(fragment, in: SampleScope.make().scope, diagnostics: &diagnostics)
        return diagnostics.all.map(\.description).joined(separator: "\n")
    }

    @Test(
        "The whole text of each",
        arguments: [
            (
                "naar {{ figures.saldo_einde }} te",
                """
                letter.md:1:9: error: unknown figure 'figures.saldo_einde' [unknown-name]
                    1 | naar {{ figures.saldo_einde }} te
                      |         ^~~~~~~~~~~~~~~~~~~ did you mean 'figures.saldo_eind'?
                """
            ),
            (
                "{{ saldo_eind }}",
                """
                letter.md:1:4: error: unknown name 'saldo_eind' [unknown-name]
                    1 | {{ saldo_eind }}
                      |    ^~~~~~~~~~ did you mean 'figures.saldo_eind'?
                """
            ),
            (
                "a\n\tb {{ recipient.naam }}",
                """
                letter.md:2:7: error: unknown recipient column 'recipient.naam' [unknown-name]
                    2 | \tb {{ recipient.naam }}
                      | \t     ^~~~~~~~~~~~~~ did you mean 'recipient.name'?
                """
            ),
            (
                "{{ figures.saldo_eind | sign }}",
                """
                letter.md:1:4: error: unknown filter 'sign' [unknown-filter]
                    1 | {{ figures.saldo_eind | sign }}
                      |    ^~~~~~~~~~~~~~~~~~~~~~~~~ did you mean 'signed'?
                """
            ),
            (
                "{{ som(1, 2) }}",
                """
                letter.md:1:4: error: unknown function 'som' [unknown-function]
                    1 | {{ som(1, 2) }}
                      |    ^~~~~~~~~ did you mean 'sum'?
                """
            ),
            (
                "{{ min(1) }}",
                """
                letter.md:1:4: error: wrong arguments [wrong-arguments]
                    1 | {{ min(1) }}
                      |    ^~~~~~ write it like min(a, b)
                """
            ),
            (
                "{{ letter.date | date(\"jjjj\") }}",
                """
                letter.md:1:4: error: this is not a date pattern [wrong-arguments]
                    1 | {{ letter.date | date("jjjj") }}
                      |    ^~~~~~~~~~~~~~~~~~~~~~~~~~ use d dd M MM MMM MMMM yy yyyy EEEE, as in \
                date("dd.MM.yyyy"); other letters between '…'
                """
            ),
            (
                "{{ figures.saldo_eind + recipient.name }}",
                """
                letter.md:1:25: error: expected a number, this is a text [type-mismatch]
                    1 | {{ figures.saldo_eind + recipient.name }}
                      |                         ^~~~~~~~~~~~~~
                """
            ),
            (
                "{% if recipient.code == 193 %}{% endif %}",
                """
                letter.md:1:7: error: a text cannot be compared with a number [type-mismatch]
                    1 | {% if recipient.code == 193 %}{% endif %}
                      |       ^~~~~~~~~~~~~~~~~~~~~
                """
            ),
            (
                "{% if recipient.code < \"b\" %}{% endif %}",
                """
                letter.md:1:7: error: a text has no order [type-mismatch]
                    1 | {% if recipient.code < "b" %}{% endif %}
                      |       ^~~~~~~~~~~~~~~~~~~~ compare with == or !=
                """
            ),
            (
                "{% for m in figures.nul %}{% endfor %}",
                """
                letter.md:1:13: error: 'figures.nul' is not a table [type-mismatch]
                    1 | {% for m in figures.nul %}{% endfor %}
                      |             ^~~~~~~~~~~ a loop goes over tables.…, letter.copies or letter.attachments
                """
            ),
            (
                "{{ figures.saldo_begin - figures.nul | abs }}",
                """
                letter.md:1:24: error: '|' would apply only to what stands after the operator [ambiguous-filter]
                    1 | {{ figures.saldo_begin - figures.nul | abs }}
                      |                        ^~~~~~~~~~~~~~~ put parentheses around all that it is for: (a - b) | abs
                """
            ),
            (
                "{{ figures.klopt }}",
                """
                letter.md:1:4: error: a boolean cannot be printed [not-printable]
                    1 | {{ figures.klopt }}
                      |    ^~~~~~~~~~~~~ choose the words: {% if … %}ja{% else %}nee{% endif %}
                """
            ),
            (
                "{{ tables.maanden }}",
                """
                letter.md:1:4: error: 'tables.maanden' is a table, not a value [not-printable]
                    1 | {{ tables.maanden }}
                      |    ^~~~~~~~~~~~~~ repeat over it: {% for row in tables.maanden %}, or ask how many rows it has: \
                count(tables.maanden)
                """
            ),
            (
                "{% for recipient in letter.copies %}{% endfor %}",
                """
                letter.md:1:1: error: 'recipient' is taken already [name-taken]
                    1 | {% for recipient in letter.copies %}{% endfor %}
                      | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ choose another name for the row
                """
            ),
            (
                "Beste {{ recipient.name",
                """
                letter.md:1:7: error: this tag is not closed [unclosed-tag]
                    1 | Beste {{ recipient.name
                      |       ^~ write '}}' before the paragraph ends
                """
            ),
            (
                "Beste { recipient.name }}",
                """
                letter.md:1:24: error: '}}' closes nothing [stray-tag-end]
                    1 | Beste { recipient.name }}
                      |                        ^~ open the tag, or write {{ "}}" }} to print it
                """
            ),
            (
                "{% if figures.nul = 0 %}{% endif %}",
                """
                letter.md:1:19: error: '=' is not an operator [bad-expression]
                    1 | {% if figures.nul = 0 %}{% endif %}
                      |                   ^ did you mean '=='?
                """
            ),
            (
                "{{ }}",
                """
                letter.md:1:4: error: something is missing here [bad-expression]
                    1 | {{ }}
                      |    ^~ write a name such as recipient.name
                """
            ),
            (
                "{{ (1 + 2 }}",
                """
                letter.md:1:11: error: expected ')' here [bad-expression]
                    1 | {{ (1 + 2 }}
                      |           ^~
                """
            ),
            (
                "{{ 1 < 2 < 3 }}",
                """
                letter.md:1:4: error: comparisons do not chain [bad-expression]
                    1 | {{ 1 < 2 < 3 }}
                      |    ^~~~~~~~~ write: a < b and b < c
                """
            ),
            (
                "{{ 1 2 }}",
                """
                letter.md:1:6: error: this does not belong here [bad-expression]
                    1 | {{ 1 2 }}
                      |      ^
                """
            ),
            (
                "{{ 1.2.3 }}",
                """
                letter.md:1:4: error: '1.2.3' is not a number [bad-expression]
                    1 | {{ 1.2.3 }}
                      |    ^~~~~ write it like 1234.5, without grouping
                """
            ),
            (
                "{{ recipient.name | 3 }}",
                """
                letter.md:1:21: error: after '|' comes the name of a filter [bad-expression]
                    1 | {{ recipient.name | 3 }}
                      |                     ^ for example: | number(1)
                """
            ),
            (
                "{{ recipient.name & 3 }}",
                """
                letter.md:1:19: error: '&' is not an operator [bad-expression]
                    1 | {{ recipient.name & 3 }}
                      |                   ^ did you mean 'and'?
                """
            ),
            (
                #"{{ "a\n" }}"#,
                #"""
                letter.md:1:6: error: '\n' has no meaning in a text [bad-expression]
                    1 | {{ "a\n" }}
                      |      ^~ a \ stands only before a quote or another \
                """#
            ),
            (
                "{% fi figures.nul == 0 %}",
                """
                letter.md:1:4: error: unknown statement 'fi' [unknown-statement]
                    1 | {% fi figures.nul == 0 %}
                      |    ^~ did you mean 'if'?
                """
            ),
            (
                "{% if figures.nul == 0 %}x",
                """
                letter.md:1:1: error: {% if %} is never closed [unmatched-tag]
                    1 | {% if figures.nul == 0 %}x
                      | ^~~~~~~~~~~~~~~~~~~~~~~~~ add {% endif %}
                """
            ),
            (
                "x{% endfor %}",
                """
                letter.md:1:2: error: {% endfor %} without {% for %} [unmatched-tag]
                    1 | x{% endfor %}
                      |  ^~~~~~~~~~~~
                """
            ),
            (
                "{% if figures.klopt %}{% else %}{% else %}{% endif %}",
                """
                letter.md:1:33: error: nothing but {% endif %} may follow {% else %} [unmatched-tag]
                    1 | {% if figures.klopt %}{% else %}{% else %}{% endif %}
                      |                                 ^~~~~~~~~~
                """
            ),
        ])
    func wholeText(template: String, expected: String) {
        #expect(diagnostics(template) == expected)
    }

    @Test("All problems are told at once, in the order of the text")
    func allAtOnce() {
        let found = diagnostics("{{ a.b }} {{ 1 + }} {% endif %} {{ recipient.nam }}")
        #expect(
            found.matches(of: /\[[a-z-]+\]/).map { String($0.0) }.sorted() == [
                "[bad-expression]", "[unknown-name]", "[unknown-name]", "[unmatched-tag]",
            ])
    }

    @Test("Characters that stand for tags are refused in text")
    func reserved() throws {
        let scalar = try #require(Unicode.Scalar(UInt32(0xFDD0)))
        #expect(diagnostics("a\(scalar)").contains("the character U+FDD0 is not allowed [reserved-character]"))
        #expect(diagnostics("a\u{1}").contains("letter.md:1:2: error: the character U+0001 is not allowed"))
        #expect(diagnostics("a\t\r\nb") == "")
    }

    @Test("Nesting without end is refused, not followed")
    func deep() {
        let brackets = "{{ " + String(repeating: "(", count: 5000) + "1"
        #expect(diagnostics(brackets + String(repeating: ")", count: 5000) + " }}").contains("[too-deep]"))
        let minus = "{{ " + String(repeating: "-", count: 5000) + "1 }}"
        #expect(diagnostics(minus).contains("[too-deep]"))
        let sum = "{{ 1" + String(repeating: " + 1", count: 20_000) + " }}"
        #expect(diagnostics(sum).contains("[too-deep]"))
        let filters = "{{ 1" + String(repeating: " | abs", count: 20_000) + " }}"
        #expect(diagnostics(filters).contains("[too-deep]"))
        let loops = ["a", "b", "c", "d"].map { "{% for \($0) in letter.copies %}" }.joined()
        #expect(diagnostics(loops + String(repeating: "{% endfor %}", count: 4)).contains("[too-deep]"))
        let ifs = String(repeating: "{% if figures.klopt %}", count: 30) + String(repeating: "{% endif %}", count: 30)
        #expect(diagnostics(ifs).contains("[too-deep]"))
    }

    @Test("A closed tag on the next paragraph does not close one left open")
    func openAcrossParagraphs() {
        #expect(diagnostics("{{ recipient.name\n\nen {{ recipient.code }}").contains("[unclosed-tag]"))
    }

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
        let found = diagnostics(text)
        #expect(found.contains(problem))
        #expect(found.contains(suggestion))
    }

    @Test(
        "Deep nesting is told once, with the limit, in time that grows with the text",
        arguments: [
            ("{% if figures.klopt %}", "{% endif %}"), ("{% for m in tables.maanden %}", "{% endfor %}"),
            ("{% if figures.klopt %}{% elif figures.klopt %}", "{% endif %}"),
        ])
    func depth(open: String, close: String) {
        let text = String(repeating: open, count: 8000) + String(repeating: close, count: 8000)
        #expect(diagnostics(text).contains("tags are nested too deeply: at most 20, and 3 loops"))
    }

    @Test(
        "Many wrong tags on a line are counted",
        arguments: ["{{ x }}", "{{ 1 + }}", "{% endif %}", "{{ figures.é }} é"])
    func manyWrong(tag: String) {
        var found = Diagnostics()
        let fragment = Fragment(SourceFile(name: "letter.md", text: String(repeating: tag, count: 8000)))
        _ = TextTemplate.compile(fragment, in: SampleScope.make().scope, diagnostics: &found)
        #expect(found.all.count == 200)
        #expect(found.total(.error) == 8000)
        #expect(found.all.allSatisfy { ($0.place.excerpt?.text.count ?? 0) < 1000 })
    }

    @Test(
        "Nested parentheses, signs and 'not' are refused beyond their depth",
        arguments: [("(", ")"), ("-", ""), ("not ", ""), ("max(1, ", ")"), ("1 if 1 else ", "")])
    func deepExpression(open: String, close: String) {
        let text = "{{ " + String(repeating: open, count: 8000) + "1" + String(repeating: close, count: 8000) + " }}"
        #expect(diagnostics(text).contains("at most 50 parentheses, and 100 operators in a row"))
    }
}

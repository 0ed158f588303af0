import Templating
import Testing

/// Each problem is asserted as the terminal shows it, caret included.
@Suite("What is wrong with a template")
struct TemplateDiagnosticsTests {
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
        #expect(SampleScope.diagnostics(template) == expected)
    }

    @Test("All problems are told at once, in the order of the text")
    func allAtOnce() {
        let found = SampleScope.diagnostics("{{ a.b }} {{ 1 + }} {% endif %} {{ recipient.nam }}")
        #expect(
            found.matches(of: /\[[a-z-]+\]/).map { String($0.0) }.sorted() == [
                "[bad-expression]", "[unknown-name]", "[unknown-name]", "[unmatched-tag]",
            ])
    }

    @Test("Characters that stand for tags are refused in text")
    func reserved() throws {
        let scalar = try #require(Unicode.Scalar(UInt32(0xFDD0)))
        #expect(
            SampleScope.diagnostics("a\(scalar)").contains("the character U+FDD0 is not allowed [reserved-character]"))
        #expect(SampleScope.diagnostics("a\u{1}").contains("letter.md:1:2: error: the character U+0001 is not allowed"))
        #expect(SampleScope.diagnostics("a\t\r\nb") == "")
    }

    @Test("A closed tag on the next paragraph does not close one left open")
    func openAcrossParagraphs() {
        #expect(SampleScope.diagnostics("{{ recipient.name\n\nen {{ recipient.code }}").contains("[unclosed-tag]"))
    }
}

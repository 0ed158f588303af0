import Exporter
import Support
import Testing

/// What a letter's text becomes in the flat ODF of one recipient, from after the salutation to before the closing.
@Suite("A letter's text")
struct MarkdownTests {
    private func body(_ markdown: String) throws -> String {
        let fodt = try SampleCopy(text: "begin\n\n\(markdown)\n\neinde\n").filled(as: .fodt)
        let inside = fodt.split(separator: "begin</text:p>")[1]
            .split(separator: "<text:p text:style-name=\"Slotalinea\">", omittingEmptySubsequences: false)
        return String(inside[0])
            .replacing(#" text:style-name="Text_20_body""#, with: "")
            .replacing(#" table:style-name="Tabel.A2" office:value-type="string""#, with: "")
            .replacing(#" text:style-name="Table_20_Contents""#, with: "")
    }

    private static let conversions: [(String, String)] = [
        (
            "een *twee* **drie**\nvier",
            #"""
            <text:p>een <text:span text:style-name="Emphasis">twee</text:span> \#
            <text:span text:style-name="Strong_20_Emphasis">drie</text:span> vier</text:p>
            """#
        ),
        ("een\\\ntwee", "<text:p>een<text:line-break/>twee</text:p>"),
        ("## Kop", #"<text:h text:style-name="Heading_20_2" text:outline-level="2">Kop</text:h>"#),
        (
            "**{{ recipient.name }}**",
            #"<text:p><text:span text:style-name="Strong_20_Emphasis">Deventer</text:span></text:p>"#
        ),
        (
            "[naar {{ recipient.name }}](https://x.nl/%20b?c=é{{ recipient.postcode }} 'titel')",
            #"""
            <text:p><text:a xlink:type="simple" xlink:href="https://x.nl/%20b?c=%C3%A97400%20GC" \#
            office:title="titel">naar Deventer</text:a></text:p>
            """#
        ),
        (
            "- een\n- twee",
            #"""
            <text:list text:style-name="List_20_1"><text:list-item><text:p text:style-name="List">een</text:p>\#
            </text:list-item><text:list-item><text:p text:style-name="List">twee</text:p></text:list-item></text:list>
            """#
        ),
        (
            "3. drie",
            #"""
            <text:list text:style-name="Numbering_20_123_vanaf_3"><text:list-item>\#
            <text:p text:style-name="List">drie</text:p></text:list-item></text:list>
            """#
        ),
    ]

    @Test("Becomes ODF", arguments: conversions)
    func blocks(markdown: String, expected: String) throws {
        #expect(try body(markdown) == expected)
    }

    @Test("A paragraph of only block tags takes itself away")
    func blockTags() throws {
        #expect(
            try body("{% if figures.saldo_eind < 0 %}\neen\n\ntwee\n{% else %}\ndrie\n{% endif %}\nvier")
                == "<text:p>een</text:p><text:p>twee</text:p><text:p>vier</text:p>")
    }

    @Test("A paragraph that nothing is left of is not there, nor are an empty item or list")
    func emptyParagraph() throws {
        #expect(
            try body("{% if figures.saldo_eind > 0 %}een{% endif %} {% if figures.saldo_eind > 1 %}twee{% endif %}")
                == "")
        #expect(try body("- {% if figures.saldo_eind > 0 %}een{% endif %}") == "")
        #expect(
            try body("- {% if figures.saldo_eind > 0 %}een{% endif %}\n- twee").contains("<text:list-item>") == true)
    }

    @Test("Tags between items belong to the list, and numbering goes on")
    func listTags() throws {
        let text = try body(
            """
            1. een
            {% if figures.saldo_eind < 0 %}
            2. twee
            {% endif %}
            {% for copy in letter.copies %}
            3. {{ copy }}
            {% endfor %}
            4. vier
            """)
        #expect(text.ranges(of: "<text:list ").count == 1)
        #expect(text.ranges(of: "<text:list-item").count == 3)
    }

    @Test("A choice between two lists is one list")
    func listChoice() throws {
        let text = try body("{% if figures.saldo_eind < 0 %}\n- een\n{% else %}\n- twee\n{% endif %}\n- drie")
        #expect(text.ranges(of: "<text:list ").count == 1)
        #expect(text.contains("een") && !text.contains("twee") && text.contains("drie"))
    }

    @Test("Tags at the margin between the items of a list within a list belong to that list")
    func nestedListTags() throws {
        let written = try body("- een\n  - x\n{% if figures.saldo_eind < 0 %}\n  - y\n{% endif %}\n- twee")
        let indented = try body("- een\n  - x\n  {% if figures.saldo_eind < 0 %}\n  - y\n  {% endif %}\n- twee")
        #expect(written == indented)
        #expect(written.ranges(of: "<text:list ").count == 2)
    }

    @Test(
        "A letter of which nothing is left is refused",
        arguments: [
            ("{# niets #}", "letter.md: error: there is no text [empty-letter]"),
            (
                "{% if figures.saldo_eind < 0 %}\nx\n{% endif %}",
                "letter.md: error: nothing of the text is left for Rijssen-Holten (GM1742) [empty-letter]"
            ),
        ])
    func emptyLetter(markdown: String, expected: String) throws {
        #expect(try SampleCopy(text: markdown).report().contains(expected))
    }

    @Test("Tags between rows choose and repeat rows")
    func tableTags() throws {
        let text = try body(
            """
            | a | b |
            |---|--:|
            {% if figures.saldo_eind > 0 %}
            | nee | 1 |
            {% else %}
            | ja | 2 |
            {% endif %}
            | {% if recipient.name != "" %}rij | drie{% endif %} |
            """)
        #expect(text.ranges(of: "<table:table-row>").count == 3)
        #expect(text.contains("<table:table-cell><text:p>ja</text:p></table:table-cell>"))
        #expect(text.contains("<text:p>rij</text:p>") && !text.contains("nee"))
        #expect(text.contains(#"<text:p text:style-name="Table_20_Contents_rechts">2</text:p>"#))
        #expect(text.contains("<table:table-header-rows>"))
    }

    @Test("A table between tags is whole or not there, and text may follow it")
    func tableBetweenTags() throws {
        let text = try body("{% if figures.saldo_eind > 0 %}\n| a | b |\n|---|---|\n| c | d |\n{% endif %}\nna")
        #expect(text == "<text:p>na</text:p>")
    }

    @Test("A bar after a backslash is text, and a backslash before a space is one")
    func escapedBars() throws {
        let text = try body("| a | b |\n|---|---|\n| c \\| d | e \\ |")
        #expect(text.contains("<text:p>c | d</text:p>") && text.contains("<text:p>e \\</text:p>"))
    }

    @Test("A dash after a tag and a backslash is a dash")
    func escapedDash() throws {
        #expect(try body("{% if figures.saldo_eind < 0 %}\\- een{% endif %}") == "<text:p>- een</text:p>")
    }

    @Test("A bar inside a tag is no cell border")
    func barInTag() throws {
        let text = try body("| a |  b |\n|---|---|\n| {{ figures.saldo_eind | abs }} | x |")
        #expect(text.contains("<table:table-cell><text:p>97</text:p></table:table-cell>"))
    }

    @Test("Footnotes are real ones, numbered by what is printed")
    func footnotes() throws {
        let text = try body(
            """
            a{% if figures.saldo_eind > 0 %}[^x]{% endif %} b[^y] c[^z]

            [^x]: niet
            [^y]: wel {{ recipient.name }}
            [^z]: ook
            """)
        #expect(
            text == #"""
                <text:p>a b<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1\#
                </text:note-citation><text:note-body><text:p text:style-name="Footnote">wel Deventer</text:p>\#
                </text:note-body></text:note> c<text:note text:id="ftn2" text:note-class="footnote">\#
                <text:note-citation>2</text:note-citation><text:note-body><text:p text:style-name="Footnote">ook\#
                </text:p></text:note-body></text:note></text:p>
                """#)
    }

    @Test("Comments go without a trace, also on a line within a paragraph")
    func comments() throws {
        #expect(try body("een\n{# let op: {{ x }} #}\ntwee{# #}") == "<text:p>een twee</text:p>")
    }

    @Test("Brackets after a backslash are brackets, not a reference to nothing")
    func escapedBrackets() throws {
        #expect(try body("\\[^1\\] \\[a\\]\\[b\\]") == "<text:p>[^1] [a][b]</text:p>")
    }

    @Test("Quotes stay as they were typed: no smart punctuation")
    func noSmartPunctuation() throws {
        #expect(try body("'t Harde -- \"x\"...") == "<text:p>'t Harde -- \"x\"...</text:p>")
    }

    private static let refusals: [(String, String)] = [
        (
            "- x\n\n  | a |\n  |---|\n  | b |",
            "letter.md:4:3: error: a table cannot stand within a list [unsupported-markdown]"
        ),
        (
            "t[^a]\n\n[^a]: n\n\n    | a |\n    |---|\n    | b |",
            "letter.md:6:5: error: a table cannot stand within a footnote [unsupported-markdown]"
        ),
        (
            "| a | b |\n|---|---|\n| c | d | {{ figures.saldo_eind }} |",
            "letter.md:4:1: error: this row has 3 cells, the header has 2 [ragged-table]"
        ),
        (
            "| a | b |\n|---|---|\n| c \\| d |",
            "letter.md:4:1: error: this row has 1 cell, the header has 2 [ragged-table]"
        ),
        (
            "| a | b |\n|---|---|\n| {% if figures.saldo_eind < 0 %} | | {{ figures.saldo_eind }} |\n{% endif %}",
            "letter.md:4:1: error: this row has 3 cells, the header has 2 [ragged-table]"
        ),
        (
            "| a | b | c |\n|---|---|\n| d | e |",
            "letter.md:2:1: error: this is no table: its header and the line under it differ in their number of cells "
                + "[ragged-table]"
        ),
        (
            "{% if figures.saldo_eind < 0 %}## kop{% endif %}",
            "letter.md:2:1: error: after a tag on the same line this is no heading, list or table, but plain text "
                + "[unsupported-markdown]"
        ),
        (
            "a[^x]\n\n[^x]: een\n[^X]: twee",
            "letter.md:5:1: error: [^X] is defined a second time [duplicate-definition]"
        ),
        ("t[^{{ figures.saldo_eind }}]", "error: there is no footnote '{{ … }}' [undefined-reference]"),
        (String(repeating: "- ", count: 5000) + "x", "lists or emphasis are nested too deeply [too-deep]"),
        (
            String(repeating: "*a ", count: 5000) + "x" + String(repeating: " a*", count: 5000),
            "lists or emphasis are nested too deeply [too-deep]"
        ),
        (
            "a[^x] b[^y]\n\n[^x]: een\n[^y]: zie[^x]",
            "a footnote within a footnote cannot stand in a letter [unsupported-markdown]"
        ),
        ("> citaat", "letter.md:2:1: error: a quotation ('>') cannot stand in a letter [unsupported-markdown]"),
        ("`code`", "letter.md:2:1: error: code ('`') cannot stand in a letter [unsupported-markdown]"),
        ("    ingesprongen", "letter.md:2:5: error: code, or a paragraph indented by four spaces, cannot stand"),
        ("<div>x</div>", "letter.md:2:1: error: HTML cannot stand in a letter [unsupported-markdown]"),
        ("a<br>b", "letter.md:2:1: error: HTML cannot stand in a letter [unsupported-markdown]"),
        ("a\n\n---\n", "letter.md:4:1: error: a rule ('---') cannot stand in a letter [unsupported-markdown]"),
        ("zie[^3]", "letter.md:2:4: error: there is no footnote '3' [undefined-reference]"),
        ("zie [hier][daar]", "letter.md:2:5: error: there is no link 'daar' [undefined-reference]"),
        ("a\n\n[^n]: tekst", "letter.md:4:1: error: nothing in the text refers to [^n] [unused-definition]"),
        ("# Kop", "letter.md:2:1: error: the subject is the heading of level 1 [skipped-heading]"),
        ("### Kop", "letter.md:2:1: error: a heading of level 3 under one of 1 [skipped-heading]"),
        ("[x](javascript:alert)", "letter.md:2:1: error: a link goes to https://, http://, mailto: or tel: [bad-link]"),
        ("[x]({{ recipient.name }})", "letter.md:2:1: error: a value cannot choose where a link goes [bad-link]"),
        ("[x](https://{{ recipient.name }}/)", "error: a value cannot choose where a link goes [bad-link]"),
        ("[x](https://a{{ recipient.name }}/)", "error: a value cannot choose where a link goes [bad-link]"),
        ("[](https://x.nl)", "letter.md:2:1: error: this link has no text [bad-link]"),
        ("![](x.png)", "letter.md:2:1: error: this image has no description [missing-alt-text]"),
        ("![a]({{ recipient.name }})", "letter.md:2:1: error: a value cannot choose an image [bad-image]"),
        (
            "*a {% if recipient.name != \"\" %} b* {% endif %}",
            "letter.md:2:4: error: this {% if %} and its {% endif %} are not"
        ),
        (
            "{% if recipient.name != \"\" %}a\n\nb{% endif %}",
            "letter.md:2:1: error: this {% if %} and its {% endif %} are not"
        ),
    ]

    @Test("What cannot stand in a letter is refused, with its line", arguments: refusals)
    func refused(markdown: String, expected: String) throws {
        let report = try SampleCopy(text: "\n\(markdown)").report()
        #expect(report.contains(expected), "\(report)")
    }

    @Test("The place of a tag is that in the letter, also after lines that were added for the parser")
    func places() throws {
        let report = try SampleCopy(text: "a\n{% if recipient.name != \"\" %}\nb\n{% endif %}\n`c`").report()
        #expect(report.hasPrefix("letters/oproep-huisvesting-statushouders/letter.md:5:1: error: code ('`')"))
    }
}

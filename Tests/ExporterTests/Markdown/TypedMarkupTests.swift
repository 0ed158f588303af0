import Exporter
import Testing

@Suite("What is printed as it was typed")
struct TypedMarkupTests {
    private static let told: [(String, String)] = [
        ("Aan { { recipient.name } }", "1:5: warning: this is no tag"),
        ("Aan { % if x %}".replacing("%}", with: ""), "this is no tag"),
        ("Zie [de site] (https://x.nl).", "1:5: warning: this is no link"),
        ("Zie de [regeling](https://x.nl/Gedeelde documenten/R.pdf).", "1:8: warning: this is no link"),
        ("Zie https://x.nl/a voor meer.", "1:5: warning: this address is printed"),
        ("**Let op: **reageer", "1:1: warning: these signs are printed as they stand"),
        ("*Let op: *reageer", "these signs are printed as they stand"),
        ("woord_nadruk_woord", "these signs are printed as they stand"),
        ("dit is ~~weg~~ en ==geel==", "these signs are printed as they stand"),
        ("a <!-- b -- c --> d", "this looks like HTML"),
        ("3 &onbekend; 4", "1:3: warning: this stands for no character"),
        ("Postbus 1\\\n1234 AB Plaats\\", "2:1: warning: this backslash is printed"),
        ("C:\\map", "1:3: warning: this backslash is printed"),
        ("Wij vragen u:\n• om te antwoorden;\n• om te betalen.", "2:1: warning: this looks like an item"),
        ("·\tpunt", "this looks like an item"), ("o\tpunt", "this looks like an item"),
        ("– punt", "this looks like an item"), ("-punt", "this looks like an item"),
        ("1.punt", "this looks like an item"), ("a) eerste\nb) tweede", "this looks like an item"),
        ("tekst\n2. twee", "this looks like an item"), ("(1) een\n(2) twee", "this looks like an item"),
        ("#Kop", "1:1: warning: this is no heading"), ("####### Kop", "this is no heading"),
        ("| a | b |", "this is no table"), ("Kop\n---\n\ntekst", "1:1: warning: the line of - or = under it"),
        ("1. a\n3. b\n7. c", "2:1: warning: the items typed 1, 3, 7 are printed 1, 2, 3 [renumbered-list]"),
        ("1. a\n2. b\n5. c", "the items typed 1, 2, 5 are printed 1, 2, 3"),
        (
            "1. a\n{% if recipient.name != \"\" %}\n1. b\n2. c\n{% endif %}",
            "the items typed 1, 1, 2 are printed 1, 2, 3"
        ),
    ]

    @Test("Is told, with its place", arguments: told)
    func tells(markdown: String, expected: String) throws {
        let report = try SampleCopy(text: markdown).report()
        #expect(report.contains(expected), "\(report)")
        #expect(report.contains("[printed-as-typed]") || report.contains("[renumbered-list]"))
    }

    private static let silent = [
        "C:\\\\map, \\*\\*zo\\*\\*, \\_zo\\_, \\~\\~zo, \\#Kop, \\&amp; \\<b",
        "\\#Kop", "\\- punt", "1\\.punt", "\\| a | b |", "[x](https://x.nl) <https://x.nl/a_b_c>", "5 * 3 = 15",
        "verplicht* en eis* (zie *hier*)", "een (a) en b)", "a\\\nb", "bestand_a.txt", "a_b@x.nl", "1. a\n2. b\n3. c",
        "1. a\n1. b\n1. c", "3. a\n4. b",
        "1. a\n{% if figures.saldo_eind < 0 %}\n2. b\n{% else %}\n2. c\n{% endif %}\n3. d",
        "[https://x.nl](https://x.nl)", "tekst[^1]\n\n[^1]: noot", "A & B; 't Harde", "## Kop\n\ntekst", "50 % < 60 %",
        "50%: {{ recipient.name }}",
    ]

    @Test("Is not told of what is right, or meant as it is", arguments: silent)
    func isSilent(markdown: String) throws {
        let report = try SampleCopy(text: markdown + "\n").report()
        #expect(!report.contains("[printed-as-typed]") && !report.contains("[renumbered-list]"), "\(report)")
        #expect(!report.contains("error:"), "\(report)")
    }

    @Test("What stands after a backslash is printed without it, in all formats")
    func escaped() throws {
        let sample = SampleCopy(text: "\\# \\[a\\] \\{b\\} \\*c\\* \\\\ \\&amp; [\\[d\\]](https://x.nl/a\\(b\\))\n")
        #expect(try sample.filled(as: .txt).contains("\n# [a] {b} *c* \\ &amp; [d] (https://x.nl/a(b))\n"))
    }
}

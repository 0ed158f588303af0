import Exporter
import Foundation
import Support
import Testing
import Workspace

/// A letter with everything that a letter may hold, in variants that different recipients get.
@Suite("A letter with everything in it")
struct FullLetterTests {
    private static let text = """
        {{ recipient.salutation }}

        ## Kop met *nadruk* en {{ recipient.name }}

        Een alinea met **vet *en schuin***, een [link](https://www.overijssel.nl/?gemeente={{ recipient.code }} "titel"),
        een harde\\
        regel, een voetnoot[^a] en nog een[^b]. ![Kaart van {{ recipient.name }}](kaart.png)

        1. een
           - binnen
             - dieper

             {% if figures.saldo_eind < 0 %}
             alinea binnen een item
             {% endif %}
        2. twee[^a]
        {% for copy in letter.copies %}
        3. afschrift {{ copy }}
        {% endfor %}
        {% if figures.saldo_eind > 0 %}
        4. voorsprong
        {% else %}
        4. geen voorsprong
           1. reden
        {% endif %}

        {% if figures.saldo_eind == 0 %}
        - alleen bij nul
        {% endif %}

        ### Tabel

        | links | midden | rechts |
        |:------|:------:|-------:|
        {% for copy in letter.copies %}
        | {{ copy }} | **{{ figures.saldo_eind }}** | {{ figures.saldo_begin | signed }} |
        {% endfor %}
        | {% if figures.saldo_eind < 0 %}een | twee | drie{% endif %} |
        | leeg | | [x](https://x.nl) |

        {% if figures.saldo_eind < 0 %}Een zin.{% endif %} {% if figures.saldo_eind > 0 %}Nog een.{% endif %}

        {% if figures.saldo_eind >= 0 %}
        | a | b |
        |---|---|
        | c | d |

        {% endif %}
        Slot.

        [^a]: Noot a voor {{ recipient.name }}.
        [^b]: Noot b.

            Tweede alinea van noot b.
        """

    private static func sample() -> SampleCopy {
        var sample = SampleCopy(text: text)
        sample.yaml += """
            case: "2024/0123"
            contact: { name: J. Jansen, phone: 038 499 88 99, email: j.jansen@example.nl }
            copies: [ Ministerie van BZK, COA ]
            attachments: [ bijlage.pdf ]
            reply_by: 2024-09-02

            """
        sample.yaml = sample.yaml.replacing("signatory:\n", with: "signatory:\n  signature: handtekening.png\n")
        let png = Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
        let folder = "letters/\(SampleCopy.letter)"
        sample.replacements["\(folder)/kaart.png"] = png.map { Array($0) }
        sample.replacements["\(folder)/handtekening.png"] = png.map { Array($0) + [0] }
        sample.replacements["\(folder)/bijlage.pdf"] = Array("%PDF-1.7".utf8)
        return sample
    }

    @Test("Is valid ODF in every variant, and opens in LibreOffice")
    func valid() throws {
        let compiled = try Self.sample().letter()
        try TestFolder.withURL { directory in
            #expect(try Judges.jing(compiled, in: directory) == "")
            let letters = ["GM0150", "GM1896", "GM1773"].map { directory.appending(path: "\($0).odt").path }
            try Judges.convert(letters, to: "pdf", in: directory)
            let text = try Judges.text(ofPDF: directory.appending(path: "GM0150.pdf").path)
            for words in ["alineabinneneenitem", "4.afschriftCOA", "5.geenvoorsprong", "Eenzin.", "bijlage.pdf"] {
                #expect(text.contains(words))
            }
        }
    }

    @Test("Has real footnotes with their own numbers, as many as are referred to")
    func notes() throws {
        let fodt = try Self.sample().filled(as: .fodt)
        #expect(fodt.matches(of: /text:id="ftn(\d)"/).map { String($0.1) } == ["1", "2"])
        // The note of a list's item is that of the text before it.
        #expect(fodt.matches(of: /<text:note-ref [^>]*text:ref-name="ftn(\d)"/).map { String($0.1) } == ["1"])
    }

    @Test("Is well-formed HTML with every part where a reader expects it")
    func html() throws {
        let html = try Self.sample().filled(as: .html)
        try TestFolder.withURL { directory in
            let file = directory.appending(path: "letter.html")
            try Data(html.utf8).write(to: file)
            let script = """
                import sys, html.parser
                class P(html.parser.HTMLParser):
                    stack = []
                    def handle_starttag(self, tag, attrs):
                        if tag not in ('meta', 'br', 'img'): self.stack.append(tag)
                    def handle_startendtag(self, tag, attrs):
                        assert tag in ('meta', 'br', 'img'), tag
                    def handle_endtag(self, tag):
                        assert self.stack.pop() == tag, tag
                p = P(); p.feed(open(sys.argv[1], encoding='utf-8').read()); p.close()
                assert not p.stack
                """
            try Program("python3", "-c", script, file.path).output()
        }
        for part in [
            "<html lang=\"nl-NL\">", "<title>Oproep versnelde huisvesting statushouders</title>", "<h2 ", "<h3 ",
            "<th class=", "scope=\"col\"", "<ol>", "<ul>", "<em>", "<strong>", "alt=\"Kaart van Deventer\"",
            "href=\"https://www.overijssel.nl/?gemeente=GM0150\"", "<sup><a id=\"ref-1\" href=\"#note-1\">1</a></sup>",
            "<li id=\"note-2\">", "<sup><a href=\"#note-1\">1</a></sup>", "Noot a voor Deventer.",
        ] {
            #expect(html.contains(part), "\(part)")
        }
        #expect(!html.contains("<script") && !html.contains("http://") && !html.contains("src=\"Pictures"))
    }

    @Test("Keeps in plain text what tags choose within a footnote, and no empty item")
    func chosenNote() throws {
        let text = """
            t[^a]

            - {% if figures.saldo_eind > 0 %}x{% endif %}
            - y

            [^a]:
                {% if figures.saldo_eind < 0 %}
                wel {{ figures.saldo_eind }}
                {% else %}
                niet
                {% endif %}
            """
        let plain = try SampleCopy(text: text).filled(as: .txt)
        #expect(plain.contains("[1] wel −97\n"))
        #expect(plain.contains("t[1]\n\n-  y\n"))
        #expect(try !SampleCopy(text: "x").filled(as: .html).contains("<ol>"))
    }

    @Test("Reads as plain text")
    func text() throws {
        let text = try Self.sample().filled(as: .txt)
        for line in [
            "Zaaknummer: 2024/0123\n", "1. een\n   -  binnen\n      -  dieper\n",
            "4. afschrift COA\n5. geen voorsprong\n   a. reden\n",
            "\nCOA | −97 | −56\n", "Afschrift aan: COA\n", "[2] Noot b.\nTweede alinea van noot b.\n",
            "[Kaart van Deventer]", "link (https://www.overijssel.nl/?gemeente=GM0150)",
        ] {
            #expect(text.contains(line), "\(line)")
        }
    }
}

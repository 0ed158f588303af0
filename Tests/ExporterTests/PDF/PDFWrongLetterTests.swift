import Support
import Templating
import Testing
import Workspace

@testable import Exporter
@testable import Printing

/// Letters with one thing wrong in them, printed by LibreOffice and compared with the letter that they should be.
@Suite("A letter that is printed wrong is refused")
struct PDFWrongLetterTests {
    private static let text = """
        Geacht college van {{ recipient.name }},

        Uw saldo is {{ recipient.saldo }} personen op {{ letter.date }}.[^a]

        Deze alinea heeft geen waarden, en staat in elke brief die u krijgt, ook als u hem niet leest omdat u op vakantie bent.

        | Wat | Vorig jaar | Dit jaar |
        | --- | --: | --: |
        | Uitkering | {{ 1234.5 | money }} | {{ 98765.43 | money }} |

        - punt voor {{ recipient.name }}

        Wij danken u. [Antwoord](https://www.overijssel.example/{{ recipient.code }}) voor 1 mei.

        [^a]: Bron van {{ recipient.place }}.

        """

    private static func sample(_ text: String) -> SampleCopy {
        var sample = SampleCopy.withoutFigures(text: text)
        sample.list = """
            code,name,addressee,address,postcode,place,country,saldo
            A1,Alfa,Het college van Alfa,Postbus 10,48143,Münster,Duitsland,−97

            """
        return sample
    }

    /// What is changed in the document, in flat ODF, and what is reported then; empty for what is right.
    private struct Wrong: Sendable {
        let name: String
        let expected: String
        var text = PDFWrongLetterTests.text
        let change: @Sendable (String) -> String

        init(_ name: String, _ expected: String, _ change: @escaping @Sendable (String) -> String) {
            (self.name, self.expected, self.change) = (name, expected, change)
        }

        /// With something else in its place.
        init(_ name: String, _ old: String, to new: String, _ expected: String) {
            self.init(name, expected) { document in
                if !document.contains(old) { Issue.record("no \(old) to change") }
                return document.replacing(old, with: new)
            }
        }

        /// Set in another style of characters.
        init(_ name: String, _ text: String, in properties: String, _ expected: String) {
            self.init(name, expected) { document in
                document.replacing(text, with: "<text:span text:style-name=\"Anders\">\(text)</text:span>")
                    .addingStyle("text", "<style:text-properties \(properties)/>")
            }
        }
    }

    private static let paragraph =
        "<text:p text:style-name=\"Text_20_body\">Deze alinea heeft geen waarden, en staat in elke brief die u krijgt, ook als u hem niet leest omdat u op vakantie bent.</text:p>"
    private static let thanks = "<text:p text:style-name=\"Slotalinea\">Wij danken u. "
    private static let country = "<text:p text:style-name=\"Addressee\">DUITSLAND</text:p>"
    private static let (one, other) = ("€\u{A0}1.234,50", "€\u{A0}98.765,43")
    private static let absent = "is on no page of the letter to Alfa (A1) [not-on-page]"

    private static let values = [
        Wrong("a value is missing", one, to: "", "'\(one)' ({{ 1234.5 | money }}) \(absent)"),
        Wrong("the figure of another", "−97", to: "−98", "'−97' ({{ recipient.saldo }}) \(absent)"),
        Wrong("a figure without its sign", "−97", to: "97", "'−97' ({{ recipient.saldo }}) \(absent)"),
        Wrong("a figure with a digit more", "−97", to: "−197", "'−97' ({{ recipient.saldo }}) \(absent)"),
        Wrong("another decimal point", other, to: "€\u{A0}9.876,543", "'\(other)' ({{ 98765.43 | money }}) \(absent)"),
        Wrong("an amount without its currency", one, to: "1.234,50", "'\(one)' ({{ 1234.5 | money }}) \(absent)"),
        Wrong("amounts that changed places", absent) {
            $0.replacing(one, with: "#").replacing(other, with: one).replacing("#", with: other)
        },
        Wrong("the name of another", ">Geacht college van Alfa", to: ">Geacht college van Beta", "'Alfa'"),
        Wrong(
            "another date", "11\u{A0}juli\u{A0}2024", to: "12\u{A0}juli\u{A0}2024",
            "({{ letter.date }}) \(absent)"),
        Wrong("another reference", "2024-A1", to: "2024-A2", "'2024-A1' ({{ letter.reference }}) \(absent)"),
        Wrong("a link to another", "example/A1", to: "example/A2", "({{ recipient.code }}) \(absent)"),
        Wrong("a note without its text", "Bron van Münster.", to: "", "'Münster' ({{ recipient.place }}) \(absent)"),
        Wrong("an accent is lost", "Bron van Münster", to: "Bron van Munster", "'Münster' ({{ recipient.place }})"),
        Wrong(
            "a line of the address is missing", country, to: "",
            "'DUITSLAND' ({{ recipient.country | upper }}) \(absent)"),
        Wrong(
            "no footer", ">Provincie Overijssel, Postbus 10078", to: ">Postbus 10078", "({{ sender.name }}) \(absent)"),
    ]

    private static let texts = [
        Wrong("a paragraph is missing", paragraph, to: "", "does not show 'Deze alinea heeft geen "),
        Wrong("a word is missing", "geen waarden", to: "waarden", "does not show 'geen"),
        Wrong(
            "a paragraph too many", thanks, to: "<text:p>Dit hoort er niet bij.</text:p>\(thanks)",
            "what is not in the letter: 'Dit"),
        Wrong("a paragraph twice", paragraph, to: paragraph + paragraph, "what is not in the letter: 'Deze"),
        Wrong("paragraphs in another order", absent) {
            $0.replacing(paragraph, with: "").replacing(
                "<text:p text:style-name=\"Slotgroet", with: "\(paragraph)<text:p text:style-name=\"Slotgroet")
        },
        Wrong("a row twice", "what is not in the letter") { document in
            let row = document.firstMatch(
                of: /<table:table-row><table:table-cell[^>]*><text:p[^>]*>Uitkering.*?<\/table:table-row>/)
            return row.map { document.replacing($0.0, with: $0.0 + $0.0) } ?? document
        },
    ]

    private static let unseen = [
        Wrong("hidden text", "−97", in: "text:display=\"none\"", "'−97' ({{ recipient.saldo }}) \(absent)"),
        Wrong(
            "white on white", "−97", in: "fo:color=\"#ffffff\" style:use-window-font-color=\"false\"",
            "it has the colour of what it stands on"),
        Wrong("of two points", "−97", in: "fo:font-size=\"2pt\"", "it is smaller than 3 points"),
        Wrong("under a shape", "something is painted over it") { document in
            document.replacing(
                paragraph,
                with: """
                    <text:p><draw:rect text:anchor-type="paragraph" draw:style-name="Anders" svg:x="0mm" svg:y="4mm" \
                    svg:width="150mm" svg:height="8mm"/></text:p>\(paragraph)
                    """
            ).addingStyle(
                "graphic",
                """
                <style:graphic-properties draw:fill="solid" draw:fill-color="#dddddd" style:run-through="foreground" \
                style:wrap="run-through"/>
                """)
        },
        Wrong("over other text", "where other text stands as well") { document in
            document.replacing(paragraph, with: paragraph.replacing("Text_20_body", with: "Anders"))
                .addingStyle("paragraph", "<style:paragraph-properties fo:line-height=\"1pt\"/>")
        },
        Wrong("the country below the window", "outside the window of an envelope") { document in
            document.replacing(country, with: country.replacing("Addressee", with: "Anders"))
                .addingStyle("paragraph", "<style:paragraph-properties fo:margin-top=\"30mm\"/>")
        },
    ]

    /// A character that no font has, in the letter's own text; and what is right.
    private static var others: [Wrong] {
        var box = Wrong("a box for a character", "'𓀀' (U+13000 EGYPTIAN HIEROGLYPH A001) is printed as an empty box") {
            $0
        }
        box.text = text.replacing("Wij danken", with: "𓀀 Wij danken")
        return [box, Wrong("nothing", "") { $0 }]
    }

    private static let wrongs = values + texts + unseen + others

    private static let made = Task {
        try await Printing.print(
            wrongs.map { wrong in
                let compiled = try sample(wrong.text).letter()
                let recipient = compiled.letter.recipients[0]
                let filled = String(decoding: try LetterFiller(compiled).fill(recipient, as: .fodt), as: UTF8.self)
                let document = Array(wrong.change(filled).utf8)
                return Printing.Letter(compiled: compiled, recipient: recipient, document: document)
            })
    }

    @Test("What is printed wrong is told", arguments: wrongs.indices)
    func wrong(index: Int) async throws {
        let wrong = Self.wrongs[index]
        let printed = try await Self.made.value[index]
        let outcome = PDFCheck(compiled: printed.letter.compiled).check(printed.pdf, of: printed.letter.recipient)
        let report = outcome.diagnostics.all.map(\.description).joined(separator: "\n")
        #expect(wrong.expected.isEmpty ? report.isEmpty : report.contains(wrong.expected), "\(wrong.name): \(report)")
        #expect(outcome.diagnostics.hasErrors != wrong.expected.isEmpty, "\(wrong.name)")
    }
}

extension String {
    /// With a style named Anders.
    fileprivate func addingStyle(_ family: String, _ properties: String) -> String {
        let parent = family == "paragraph" ? " style:parent-style-name=\"Addressee\"" : ""
        return replacing(
            "</office:automatic-styles>",
            with: "<style:style style:name=\"Anders\" style:family=\"\(family)\"\(parent)>\(properties)</style:style>"
                + "</office:automatic-styles>")
    }
}

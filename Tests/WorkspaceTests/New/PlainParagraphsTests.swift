import Templating
import Testing

@testable import Workspace

struct PlainParagraphsTests {
    private func read(_ text: String) -> PlainParagraphs {
        PlainParagraphs(SourceFile(name: "brief.txt", text: text))
    }

    @Test(arguments: [
        // Blank lines part, the others join.
        ("een\ntwee\n\ndrie\n", ["een twee", "drie"]),
        ("een\n \t\ntwee", ["een", "twee"]),
        ("\n\n\n", []),
        // Spaces.
        ("  een \t twee\u{2003}drie  ", ["een twee drie"]),
        ("€\u{A0}5 en\u{A0} 6", ["€\u{A0}5 en 6"]),
        ("on\u{200B}zicht\u{FEFF}baar", ["onzichtbaar"]),
        // Ends of pages and lines that are not those of this system.
        ("een\u{0C}twee\u{2029}drie", ["een", "twee", "drie"]),
        ("een\u{0B}twee\u{2028}drie\u{85}vier", ["een twee drie vier"]),
        // Hyphens at the end of a line.
        ("de COA-\nlocaties", ["de COA-locaties"]),
        ("van 2024-\n2025", ["van 2024-2025"]),
        ("naar -\n679 mensen", ["naar -679 mensen"]),
        ("dit -\nof dat", ["dit - of dat"]),
        ("voor-\nen nadelen", ["voor- en nadelen"]),
        ("huis\u{AD}ves\u{AD}\nting", ["huisvesting"]),
        // As Word saves a text: a paragraph is a line.
        (
            "Geacht college,\nHierbij ontvangt u de uitvraag. Wij vragen u te reageren.\nDit is de tweede alinea.\n"
                + "Wat vragen wij?\nVul het in\nStuur het terug",
            [
                "Geacht college,", "Hierbij ontvangt u de uitvraag. Wij vragen u te reageren.",
                "Dit is de tweede alinea.", "Wat vragen wij?", "Vul het in", "Stuur het terug",
            ]
        ),
        // Enumerations stay apart; a sentence with a number or dash at the start of a line does not.
        ("Wij vragen:\n- dit;\n- dat\nen meer", ["Wij vragen:", "- dit;", "- dat en meer"]),
        ("Ten eerste:\n1. dit\n2. dat", ["Ten eerste:", "1. dit", "2. dat"]),
        ("de taakstelling van\n12. Daarna", ["de taakstelling van 12. Daarna"]),
        ("een inhaalslag\n- zo nodig", ["een inhaalslag - zo nodig"]),
    ])
    func `lines become paragraphs`(text: String, paragraphs: [String]) {
        let read = read(text)
        #expect(read.paragraphs == paragraphs)
        #expect(read.diagnostics.all.isEmpty)
    }

    @Test func `words that were put together are told`() {
        #expect(read("de COA-\nlocaties naar -\n679\n\nvoor-\nen").joined == ["COA-locaties", "-679"])
    }

    @Test func `other control characters are refused with their place`() {
        #expect(
            read("een\ntw\u{1}ee").diagnostics.all.map(\.description) == [
                """
                brief.txt:2:3: error: the character U+0001 is not allowed [control-character]
                    2 | tw\u{1}ee
                      |   ^ take it out
                """
            ])
    }
}

import Templating
import Testing
import Workspace

@testable import Exporter
@testable import Printing

@Suite("The closing of a letter")
struct ClosingTests {
    /// Ways to end, each with the code of the recipient in its last lines.
    private static let endings = [
        "| a | b |\n| --- | --- |\n| een | {{ recipient.code }} |",
        "Slot {{ recipient.code }}.",
        "- punt\n\n- slot {{ recipient.code }}",
        "- punt\n\n{% if recipient.name == \"Alfa\" %}\n\n- slot {{ recipient.code }}\n\n{% endif %}",
        "{% if recipient.name == \"Alfa\" %}\n\nEerst.\n\nSlot {{ recipient.code }}.\n\n{% else %}\n\nAnders.\n\n{% endif %}",
        "Slot {{ recipient.code }}.\n\n{% if recipient.name == \"Beta\" %}\n\nAnders.\n\n{% endif %}",
        "Slot {{ recipient.code }}.\n\n{% for r in tables.regels %}\n\n{{ r.tekst }}\n\n{% endfor %}",
    ]

    private static func sample(_ ending: String) -> SampleCopy {
        var sample = SampleCopy.withoutFigures(text: "Geacht college,\n\n{{ recipient.vulling }}\n\n\(ending)\n")
        sample.yaml += "tables: { regels: { file: regels.csv, key: code, columns: { tekst: { type: text } } } }\n"
        sample.replacements["letters/\(SampleCopy.letter)/regels.csv"] = Array("code,tekst\nX1,regel\n".utf8)
        // Lengths with which the closing is the first that has no room on the page.
        let rows = [19, 22, 25].map { length in
            let lines = (1...length).map { "Regel \($0)" }.joined(separator: "\n")
            return "A\(length),Alfa,College,Postbus 10,8000 GB,Zwolle,\"\(lines)\"\n"
        }
        sample.list =
            "code,name,addressee,address,postcode,place,vulling\n"
            + rows.joined() + "X1,Beta,College,Postbus 10,8000 GB,Zwolle,kort\n"
        return sample
    }

    @Test("Does not stand alone on the last page, however the letter ends")
    func together() async throws {
        let letters = try Self.endings.flatMap { try Self.sample($0).documents(3) }
        for printed in try await Printing.print(letters, workers: 2) {
            let check = PDFCheck(compiled: printed.letter.compiled)
            let outcome = check.check(printed.pdf, of: printed.letter.recipient)
            #expect(!outcome.diagnostics.hasErrors)
            let text = printed.letter.compiled.letter.text.name
            func pages(_ name: String, in file: String) -> [Int] {
                outcome.pages.last { found in
                    found.printed.expression.place.file == file
                        && found.printed.expression.names.contains { $0.path == name }
                }?.pages ?? []
            }
            let style = printed.letter.compiled.letter.houseStyle.name
            #expect(pages("signatory.closing", in: style) == [2])
            #expect(pages("recipient.code", in: text) == [2], "\(printed.letter.recipient.code)")
        }
    }
}

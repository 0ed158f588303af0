import Foundation
import Support
import Synchronization
import Templating
import Testing
import Workspace

@testable import Exporter
@testable import Printing

@Suite("Letters as PDF", .serialized)
struct PDFLetterTests {
    /// A run of `render --format pdf`; gives what it says of what is wrong.
    private func render(
        _ sample: SampleCopy, _ formats: [Format] = [.pdf], in path: String, workers: Int = 1
    ) async throws -> String {
        let rendering = Rendering(try sample.letter(), as: formats, in: path, force: false, workers: workers)
        do throws(LetterFailure) {
            try await rendering.make { _, _ in true }.commit()
            return ""
        } catch {
            guard case .wrong(let diagnostics) = error else { return "\(error)" }
            return diagnostics.all.map(\.description).joined(separator: "\n")
        }
    }

    @Test("The sample's letters are PDF/A-2 and PDF/UA, and other programs find nothing wrong in them")
    func sample() async throws {
        let sandbox = try TestFolder()
        #expect(try await render(SampleCopy(), [.odt, .pdf], in: sandbox.out) == "")
        let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.out).filter { $0.hasSuffix(".pdf") }
        #expect(names.count == 25)
        for name in names {
            let path = "\(sandbox.out)/\(name)"
            #expect(try Program("qpdf", "--check", path).output().contains("No syntax or stream encoding errors"))
            let facts = try Program("pdfinfo", path).output()
            #expect(facts.contains(/Title: +Oproep versnelde huisvesting statushouders/))
            #expect(facts.contains(/Tagged: +yes/))
            // On every day the same.
            #expect(facts.contains(/CreationDate: +Thu Jul 11 00:00:00 2024 UTC/))
            #expect(try !Program("pdffonts", path).output().contains(/\bno +(yes|no) +(yes|no) +\d+ +0/))
        }
        let metadata = try Program("pdfinfo", "-meta", "\(sandbox.out)/\(names[0])").output()
        #expect(metadata.contains("<pdfaid:part>2</pdfaid:part>"))
        #expect(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"))

        // With more workers, and at another time: the same bytes.
        #expect(try await render(SampleCopy(), [.pdf], in: sandbox.path + "/again", workers: 2) == "")
        for name in names {
            let again = FileManager.default.contents(atPath: "\(sandbox.path)/again/\(name)")
            #expect(again == FileManager.default.contents(atPath: "\(sandbox.out)/\(name)"))
        }
    }

    @Test("Told to stop while letters are read back, it stops, and nothing is written")
    func interrupted() async throws {
        let sandbox = try TestFolder()
        let rendering = Rendering(
            try SampleCopy().letter(), as: [.odt, .pdf], in: sandbox.out, force: false, workers: 1)
        let most = Mutex(0)
        await #expect(throws: LetterFailure.self) {
            // Letters are counted as they are read back.
            _ = try await rendering.make { done, _ in
                most.withLock { $0 = max($0, done) }
                return done < 2
            }
        }
        #expect(most.withLock { $0 } == 2)
        #expect(try sandbox.contents().isEmpty)
    }

    @Test("Every value is found on its page, in a letter of three pages with long and short names too")
    func pages() async throws {
        var sample = SampleCopy()
        let text = sample["letters/\(SampleCopy.letter)/letter.md"]
        let middle = try #require(text.components(separatedBy: "\n\n").first { $0.hasPrefix("Ook als provincie") })
        let list = (1...30).map { "1. Punt \($0) voor {{ recipient.name }}" }.joined(separator: "\n")
        sample["letters/\(SampleCopy.letter)/letter.md"] = text.replacing(
            middle, with: "\(Array(repeating: middle, count: 9).joined(separator: "\n\n"))\n\n\(list)")
        sample.list = sample.list.replacing(
            "GM0150,Deventer", with: "GM0150,\"Sint-Michielsgestel-aan-den-IJssel, Œsterbeek & ’s-Gravenfijn\"")
        let compiled = try sample.letter()
        let recipient = try #require(compiled.letter.recipients.first { "\($0.code)" == "GM0150" })
        let pages = try await PrintedPages(of: recipient, compiled) { true }
        let explanation = Explanation(compiled, recipient)
        func found(_ expression: String) -> [Int] {
            Set(explanation.items.filter { $0.expression == expression }.flatMap(pages.pages)).sorted()
        }
        #expect(found("letter.reference") == Array(1...(found("signatory.name").last ?? 0)))
        #expect(found("recipient.address") == [1])
        #expect(found("recipient.name").count > 1)
        #expect(found("signatory.name") == [4] || found("signatory.name") == [3])
        for item in explanation.items { #expect(!pages.pages(of: item).isEmpty, "\(item.expression)") }
    }

    @Test("A letter that is right is not refused: quotes in names, an address in a frame that the text names again")
    func right() async throws {
        var sample = SampleCopy()
        sample.list = sample.list.replacing("GM0150,Deventer,", with: "GM0150,\"'s-Deventer & <Co> \"\"Ĳ\"\"\",")
        sample.yaml = sample.yaml.replacing("language: nl-NL", with: "language: nl-nl")
        let lines = try #require(
            sample.houseStyle.firstMatch(of: /(?s)<text:p text:style-name="Addressee">.*?upper }}<\/text:p>/))
        let unstyled = lines.0.replacing(" text:style-name=\"Addressee\"", with: "")
        let frame = """
            <text:p text:style-name="Addressee"><draw:frame text:anchor-type="paragraph" svg:x="0mm" svg:y="0mm" \
            svg:width="78mm"><draw:text-box fo:min-height="30mm">\(unstyled)</draw:text-box></draw:frame></text:p>
            """
        sample.houseStyle = sample.houseStyle.replacing(lines.0, with: frame)
        let text = sample["letters/\(SampleCopy.letter)/letter.md"]
        sample["letters/\(SampleCopy.letter)/letter.md"] = text.replacing(
            "Ook als provincie", with: "U zit in {{ recipient.place }}, {{ recipient.address }}. Ook als provincie")
        let compiled = try sample.letter()
        let recipient = try #require(compiled.letter.recipients.first { "\($0.code)" == "GM0150" })
        _ = try await PrintedPages(of: recipient, compiled) { true }
    }

    @Test("Wherever a page ends, what is on the pages is found")
    func pageBreaks() async throws {
        let samples = [1, 60, 120, 180, 240, 300, 360, 410].map(Self.sample)
        for printed in try await Printing.print(samples.flatMap { try $0.documents(1) }) {
            let (compiled, recipient) = (printed.letter.compiled, printed.letter.recipient)
            let pages = try await PrintedPages(in: printed.pdf, of: recipient, compiled)
            for item in Explanation(compiled, recipient).items { #expect(!pages.pages(of: item).isEmpty) }
        }
    }

    /// So many words before a list, a table and a note.
    private static func sample(_ count: Int) -> SampleCopy {
        let words = { (name: String, count: Int) in (0..<count).map { "\(name)\($0)" }.joined(separator: " ") }
        var sample = SampleCopy(
            text: """
                {{ recipient.salutation }}

                {{ values.aanloop }}einde {{ values.lang }}.[^a]

                - {{ values.lang }}
                - {{ values.kort }}

                | Wat | Hoeveel |
                | --- | --- |
                | {{ values.lang }} | {{ values.kort }} |

                [^a]: Noot met {{ values.kort }}.

                """)
        sample.yaml += """

            values:
              aanloop: "\(words("a", count)) "
              lang: "\(words("woord", 60))"
              kort: "4821"

            """
        return sample
    }

    /// Where the body goes in the house style.
    private static let body = "<text:p text:style-name=\"Text_20_body\">{{ body }}</text:p>"

    private static let row = """
        <style:style style:name="Laag" style:family="table-row"><style:table-row-properties style:row-height="6mm" \
        style:use-optimal-row-height="false"/></style:style>
        """

    private static let table = """
        <table:table table:name="Vak"><table:table-column/><table:table-row table:style-name="Laag"><table:table-cell \
        office:value-type="string"><text:p>Regel</text:p><text:p>Regel</text:p><text:p>{{ letter.reference }}</text:p>\
        </table:table-cell></table:table-row></table:table>
        """

    private static let frame = """
        <text:p><draw:frame text:anchor-type="as-char" svg:width="30mm" svg:height="6mm"><draw:text-box>\
        <text:p>{{ recipient.salutation }}</text:p></draw:text-box></draw:frame></text:p>
        """

    /// What LibreOffice hides, or puts where nobody sees it, and what is said.
    private static let hidden: [(change: @Sendable (inout SampleCopy) -> Void, expected: String)] = [
        (
            { sample in
                sample.houseStyle = sample.houseStyle.replacing(body, with: table + body)
                    .replacing("<office:automatic-styles>", with: "<office:automatic-styles>" + row)
            },
            """
            error: '2024-0711-GM0150' ({{ letter.reference }}) is on no page of the letter to Deventer (GM0150) \
            [not-on-page]
            """
        ),
        (
            { $0.houseStyle = $0.houseStyle.replacing("Liberation Sans", with: "Bestaat Niet") },
            """
            error: the house style is set in 'Bestaat Niet', which is not installed here [missing-font]
            """
        ),
        (
            // One of several.
            { sample in
                sample.houseStyle = sample.houseStyle.replacing(
                    "</office:font-face-decls>",
                    with: "<style:font-face style:name=\"Kop\" svg:font-family=\"Ook Niet\"/></office:font-face-decls>"
                ).replacing(
                    "<style:style style:name=\"Briefhoofd\" style:family=\"paragraph\"",
                    with: """
                        <style:style style:name="Kopletter" style:family="text"><style:text-properties \
                        style:font-name="Kop"/></style:style><style:style style:name="Briefhoofd" style:family="paragraph"
                        """
                ).replacing(
                    "Ons kenmerk: ", with: "<text:span text:style-name=\"Kopletter\">Ons kenmerk: </text:span>")
            },
            """
            error: the house style is set in 'Ook Niet', which is not installed here [missing-font]
            """
        ),
        (
            // The same words stand in the letter as well.
            { $0.houseStyle = $0.houseStyle.replacing(body, with: frame + body) },
            """
            error: 'Geacht college van burgemeester en wetho…' ({{ recipient.salutation }}) is on no page of the \
            letter to Deventer (GM0150) [not-on-page]
            """
        ),
        (
            { $0.list = $0.list.replacing("GM0150,Deventer", with: "GM0150,Deventer 𓀀") },
            """
            is printed as an empty box in {{ recipient.name }} of the letter to Deventer 𓀀 (GM0150) [missing-glyph]
            """
        ),
        (
            {
                $0.houseStyle = $0.houseStyle.replacing(
                    "<style:style style:name=\"Addressee\" style:family=\"paragraph\" style:parent-style-name="
                        + "\"Standard\" style:class=\"extra\">\n      <style:paragraph-properties",
                    with: "<style:style style:name=\"Addressee\" style:family=\"paragraph\" style:parent-style-name="
                        + "\"Standard\" style:class=\"extra\">\n      <style:paragraph-properties fo:margin-left=\"-10mm\""
                )
            },
            """
            error: 'Postbus 5000' ({{ recipient.address }}) stands 15 to 38 mm from the left and 61 to 64 mm from \
            the top, outside the window of an envelope, in the letter to Deventer (GM0150) [outside-window]
            """
        ),
    ]

    @Test("What LibreOffice hides is found, and no letter is written", arguments: hidden.indices)
    func hiddenValues(index: Int) async throws {
        var sample = SampleCopy()
        Self.hidden[index].change(&sample)
        let compiled = try sample.letter()
        let recipient = try #require(compiled.letter.recipients.first { "\($0.code)" == "GM0150" })
        let sandbox = try TestFolder()
        let rendering = Rendering(
            compiled, as: [.pdf], in: sandbox.out, force: false, to: [recipient.code], workers: 1)
        do throws(LetterFailure) {
            try await rendering.make { _, _ in true }.commit()
            Issue.record("nothing was found")
        } catch {
            guard case .wrong(let diagnostics) = error else { throw error }
            let report = diagnostics.all.map(\.description).joined(separator: "\n")
            #expect(report.contains(Self.hidden[index].expected), "\(report)")
        }
        #expect(try sandbox.contents().isEmpty)
    }
}

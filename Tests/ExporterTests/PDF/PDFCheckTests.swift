import Foundation
import Support
import Templating
import Testing
import Workspace

@testable import Exporter
@testable import Printing

@Suite("What is said of a PDF")
struct PDFCheckTests {
    /// A page with a line of text, and nothing else that a letter has.
    private static let bare = Array(
        """
        %PDF-1.4
        1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
        4 0 obj <</Length 54>> stream
        BT /F 12 Tf 72 700 Td (Deventer heeft -97 personen) Tj ET
        endstream endobj
        5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
        trailer <</Root 1 0 R/Size 6>>

        """.utf8)

    /// Mended by qpdf, which writes where everything is.
    private func file() throws -> [UInt8] {
        let folder = try TestFolder()
        try folder.write(Self.bare, as: "bare.pdf")
        try Program("qpdf", "--warning-exit-0", folder.path("bare.pdf"), folder.path("whole.pdf")).output()
        return try folder.bytes("whole.pdf")
    }

    @Test("All that it lacks is told, with the letter")
    func bare() throws {
        let compiled = try SampleCopy().letter()
        let recipient = compiled.letter.recipients[3]
        let outcome = PDFCheck(compiled: compiled).check(try file(), of: recipient)
        let report = outcome.diagnostics.all.map(\.description)
        let name = "letters/\(SampleCopy.letter)/letter.md: error: the PDF of the letter to Deventer (GM0150)"
        for what in [
            "is not tagged, so it cannot be read aloud",
            "has the title '', not 'Oproep versnelde huisvesting statushouders'",
            "says that it is in '', not nl-NL", "is not PDF/A-2", "is not PDF/UA", "has not the font Helvetica in it",
        ] {
            #expect(report.contains { $0.hasPrefix("\(name) \(what) [bad-pdf]") }, "\(what): \(report)")
        }
        #expect(report.contains { $0.contains("'2024-0711-GM0150' ({{ letter.reference }}) is on no page") })
    }

    @Test("What is no PDF, or a part of one, is damaged")
    func damaged() throws {
        let compiled = try SampleCopy().letter()
        let check = PDFCheck(compiled: compiled)
        let whole = try file()
        for bytes in [[], Array("%PDF-1.4".utf8), Array(whole.prefix(whole.count / 2)), Array(whole.dropLast(40))] {
            let outcome = check.check(bytes, of: compiled.letter.recipients[3])
            #expect(
                outcome.diagnostics.all.map(\.description) == [
                    """
                    letters/\(SampleCopy.letter)/letter.md: error: the PDF of the letter to Deventer (GM0150) is damaged \
                    [bad-pdf]
                           is there room on the disk?
                    """
                ])
            #expect(ReproduciblePDF.bytes(bytes, date: try #require(.init(iso: "2024-07-11"))) == nil)
        }
    }

    @Test("A letter of which there is no PDF is told with the reason")
    func none() throws {
        let compiled = try SampleCopy().letter()
        let check = PDFCheck(compiled: compiled)
        let outcome = check.outcome(of: compiled.letter.recipients[3], without: .tookTooLong(.seconds(60)))
        #expect(
            outcome.diagnostics.all.map(\.description) == [
                """
                letters/\(SampleCopy.letter)/letter.md: error: LibreOffice made no PDF of the letter to Deventer (GM0150), \
                twice: it did nothing for 60 seconds [no-pdf]
                       does it open in LibreOffice? (render --format odt)
                """
            ])
    }

    @Test("Text is compared without what a page does to it")
    func compared() {
        func same(_ one: String, _ other: String) -> Bool {
            var compared = ComparedText()
            return compared.units(of: one).map(\.number) == compared.units(of: other).map(\.number)
        }
        #expect(same("Hof van\u{A0}Twente", "HOF VAN TWENTE"))
        #expect(same("Olst-Wij\u{AD}he", "Olst\u{2010}Wijhe"))
        #expect(same("e\u{301}\u{FB01}n", "\u{E9}fin"))
        #expect(same("Nguyê\u{303}n", "NGUY\u{1EC5}N") && same("ﬁn\u{2011}ﬂ", "fin-fl"))
        #expect(same("(שָׁלוֹם)", "(שלום(") && same("Straße", "STRASSE") && same("ΟΔΟΣ", "οδος"))
        #expect(!same("e\u{301}", "e") && !same("−97", "97") && !same("-97", "97"))
        #expect(!same("1.234", "1,234"))
    }

    @Test("A font file that is none says nothing, however it is cut")
    func hostileFonts() throws {
        var random = SplitMix(state: 4)
        for count in [0, 4, 12, 28, 200] {
            for _ in 0..<200 {
                var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                // Sometimes with a table that is looked for.
                if count > 28 { bytes.replaceSubrange(4..<16, with: [0, 3, 0, 0, 0, 0, 0, 0] + Array("glyf".utf8)) }
                if let glyphs = TrueTypeGlyphs(bytes) { _ = glyphs.isMissing(glyphs.glyph(of: 1)) }
            }
        }
    }
}

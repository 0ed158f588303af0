import Foundation
import Support
import Templating
import Testing
import Workspace

@testable import Exporter
@testable import Printing

@Suite("What a PDF claims, and is", .serialized)
struct PDFConformanceTests {
    /// A letter with all that LibreOffice leaves undone: footnotes, pictures, shapes, a link in the footer, styles named
    /// like types of PDF.
    private static func sample() -> SampleCopy {
        var sample = SampleCopy(
            text: """
                {{ recipient.salutation }}

                Met een noot[^a], een [link die lang genoeg is om over twee regels te gaan, zodat hij twee keer op het \
                papier staat](https://www.overijssel.nl/) en nog een noot[^b]. ![Kaart](kaart.png)

                ## Kop

                1. een ![Kaart in een lijst](kaart.png)
                   - binnen[^b]

                | a | b |
                |---|---|
                | 1 | ☑ Nguyễn אֱלֹהִים Z\u{30C}\u{324} |

                [^a]: Noot a.
                [^b]: Noot b met een [link](https://www.overijssel.nl/b).

                """)
        let folder = "letters/\(SampleCopy.letter)"
        sample.replacements["\(folder)/kaart.png"] = SmallPNG.bytes(width: 120, height: 40)
        let shapes = """
            <text:p text:style-name="Caption">Een <text:span text:style-name="Link">stijl</text:span></text:p>\
            <text:p><draw:line text:anchor-type="paragraph" svg:x1="0mm" svg:y1="1mm" svg:x2="99mm" svg:y2="1mm"/>\
            <draw:rect text:anchor-type="paragraph" svg:x="0mm" svg:y="2mm" svg:width="99mm" svg:height="3mm"/>Lijn</text:p>
            """
        sample.houseStyle = sample.houseStyle
            .replacing(
                "</office:styles>",
                with: """
                    <style:style style:name="Caption" style:family="paragraph"/>\
                    <style:style style:name="Link" style:family="text"/></office:styles>
                    """
            )
            .replacing(
                "<text:p text:style-name=\"Text_20_body\">{{ body }}</text:p>",
                with: "\(shapes)<text:p text:style-name=\"Text_20_body\">{{ body }}</text:p>"
            )
            .replacing(
                ">{{ sender.website }}</text:p>",
                with: """
                    ><text:a xlink:type="simple" xlink:href="https://www.overijssel.nl/">{{ sender.website }}</text:a></text:p>
                    """)
        return sample
    }

    /// Made once, of one recipient.
    private static let made = Task { try await Printing.print(sample().documents(1))[0] }

    @Test("A letter with everything in it breaks no rule")
    func good() async throws {
        #expect(try await Self.made.value.report() == [])
    }

    @Test("Another judge finds nothing wrong with its accessibility", .enabled(if: Judges.outloud != nil, "no outloud"))
    func judged() async throws {
        let judge = try #require(Judges.outloud)
        let folder = try TestFolder()
        try folder.write(try await Self.made.value.pdf, as: "letter.pdf")
        let report = try Program(
            judge, "--layer", "conformance", "--fail-on", "warning", "--no-info", folder.path("letter.pdf")
        ).output()
        #expect(!report.contains("ERROR") && !report.contains("WARNING"), "\(report)")
    }

    @Test("What LibreOffice writes itself is not what it claims: each fault is named")
    func raw() async throws {
        let broken = try #require(PDFConformance.broken(try await Self.made.value.raw))
        #expect(
            Set(broken.map(\.rule.rawValue)).isSuperset(of: [
                "01-005", "02-004", "10-001", "13-004", "19-003", "28-009", "28-011", "ISO 19005-2 §6.6",
            ]))
    }

    /// Breaks one thing in a PDF that is right.
    private struct Fault: Sendable {
        let rule: ConformanceRule
        let change: @Sendable (PDFObjects) -> Void
    }

    private static func change(
        _ rule: ConformanceRule, _ key: String, _ value: PDFValue, where isMeant: @escaping @Sendable (String) -> Bool
    ) -> Fault {
        Fault(rule: rule) { objects in
            let found = objects.values.sorted(by: { $0.key < $1.key }).first { _, value in
                guard let entries = value.dictionary else { return false }
                return ["Type", "S", "Subtype"].contains { entries[$0]?.name.map(isMeant) == true }
            }
            if let found { objects.set(key, of: found.key, to: value) } else { Issue.record("nothing to break") }
        }
    }

    private static func root(_ rule: ConformanceRule, _ key: String, _ value: PDFValue) -> Fault {
        Fault(rule: rule) { objects in objects.set(key, of: objects.trailer["Root"]?.reference ?? 0, to: value) }
    }

    private static func metadata(_ rule: ConformanceRule, _ old: String, _ new: String) -> Fault {
        Fault(rule: rule) { objects in
            let stream = objects.root["Metadata"]
            let text = String(decoding: objects.stream(stream) ?? [], as: UTF8.self).replacing(old, with: new)
            _ = objects.replace(stream: stream, with: Array(text.utf8))
        }
    }

    private static func content(_ rule: ConformanceRule, _ text: String, atStart: Bool = false) -> Fault {
        Fault(rule: rule) { objects in
            let page = objects.pages[0]
            let old = objects.content(of: page) ?? []
            let stream = objects.dictionary(page)["Contents"]
            _ = objects.replace(
                stream: stream, with: atStart ? Array("\(text)\n".utf8) + old : old + Array("\n\(text)".utf8))
        }
    }

    private static let documentFaults = [
        root(.unmarkedContent, "MarkInfo", .null), root(.language, "Lang", .null),
        root(.language, "Lang", .string(Array("n!".utf8))), root(.showsNoTitle, "ViewerPreferences", .null),
        root(.metadata, "Metadata", .null), root(.outputIntent, "OutputIntents", .null),
        root(.action, "OpenAction", .dictionary(["S": .name("JavaScript")])),
        root(.suspects, "MarkInfo", .dictionary(["Marked": .boolean(true), "Suspects": .boolean(true)])),
        root(.layerWithoutName, "OCProperties", .dictionary(["D": .dictionary([:])])),
        metadata(.identifier, "<pdfuaid:part>1", "<pdfuaid:part>9"), metadata(.title, "dc:title", "dc:titel"),
        metadata(.archivalMetadata, "<pdfaid:part>2", "<pdfaid:part>3"),
        metadata(.archivalMetadata, "http://www.aiim.org/pdfua/ns/id/</", "http://elders.example/</"),
        metadata(.archivalMetadata, "2024-07-11T", "2024-07-12T"),
    ]

    private static let contentFaults = [
        content(.unmarkedContent, "0 0 m 9 9 l S"),
        content(.unmarkedContent, "/Span<</MCID 999>>BDC 0 0 m 9 9 l S EMC"),
        content(.artifactInContent, "/P<</MCID 0>>BDC /Artifact BMC 0 0 m 9 9 l S EMC EMC"),
        content(.contentInArtifact, "/Artifact BMC /P<</MCID 0>>BDC 0 0 m 9 9 l S EMC EMC"),
        content(.contentStream, "/Artifact BMC"), content(.contentStream, "Zz"), content(.contentStream, "(x"),
        content(.contentStream, "/Artifact BMC /Weg Do EMC"), content(.colour, "0 0 0 1 k"),
        content(.fileStructure, String(repeating: "q ", count: 29) + String(repeating: "Q ", count: 29)),
        content(.undefinedGlyph, "/Artifact BMC BT /F1 9 Tf <00> Tj ET EMC"),
        content(.characterWithoutText, "/Artifact BMC BT /F1 9 Tf <FE> Tj ET EMC"),
        content(.renderingIntent, "/Mooi ri"),
    ]

    private static let objectFaults = [
        change(.tabOrder, "Tabs", .string(Array("S".utf8))) { $0 == "Page" },
        change(.linkOutside, "StructParent", .null) { $0 == "Annot" },
        change(.linkWithoutText, "Contents", .null) { $0 == "Annot" },
        change(.annotation, "F", .integer(2)) { $0 == "Annot" },
        change(.unknownAnnotation, "Subtype", .name("Foo")) { $0 == "Annot" },
        change(.annotationOutside, "Subtype", .name("Text")) { $0 == "Annot" },
        change(.action, "A", .dictionary(["S": .name("Launch")])) { $0 == "Annot" },
    ]

    private static let structureFaults = [
        change(.noteWithoutID, "ID", .null) { $0 == "Note" },
        change(.equalNoteIDs, "ID", .string(Array("note-0002".utf8))) { $0 == "Note" },
        change(.figureWithoutText, "Alt", .null) { $0 == "Figure" },
        change(.formulaWithoutText, "S", .name("Formula")) { $0 == "H2" },
        change(.headerWithoutScope, "A", .null) { $0 == "TH" },
        change(.tableParts, "S", .name("P")) { $0 == "TR" }, change(.listParts, "S", .name("P")) { $0 == "LI" },
        change(.skippedHeading, "S", .name("H4")) { $0 == "H2" },
        change(.firstHeading, "S", .name("H2")) { $0 == "H1" },
        change(.mixedHeadings, "S", .name("H")) { $0 == "H2" },
        change(.roleWithoutStandardType, "S", .name("Onbekend")) { $0 == "TH" },
        change(.circularRoles, "RoleMap", .dictionary(["Een": .name("Twee"), "Twee": .name("Een")])) {
            $0 == "StructTreeRoot"
        },
        change(.remappedStandardType, "RoleMap", .dictionary(["P": .name("Span")])) { $0 == "StructTreeRoot" },
        change(.structureBroken, "ParentTree", .null) { $0 == "StructTreeRoot" },
    ]

    private static let fontFaults = [
        change(.fontNotEmbedded, "FontFile2", .null) { $0 == "FontDescriptor" },
        change(.fontWithoutEncoding, "Flags", .integer(32)) { $0 == "FontDescriptor" },
        change(.fontWithoutText, "ToUnicode", .null) { $0 == "TrueType" },
        change(.glyphWidth, "Widths", .array([])) { $0 == "TrueType" },
        change(.symbolicEncoding, "Encoding", .name("WinAnsiEncoding")) { $0 == "TrueType" },
        change(.colour, "ColorSpace", .name("DeviceCMYK")) { $0 == "Image" },
        change(.image, "Interpolate", .boolean(true)) { $0 == "Image" },
        change(.fileStructure, "F", .string(Array("x".utf8))) { $0 == "Image" },
    ]

    private static let faults = documentFaults + contentFaults + objectFaults + structureFaults + fontFaults

    @Test("A PDF that breaks one rule is refused by the name of that rule", arguments: faults.indices)
    func broken(index: Int) async throws {
        let fault = Self.faults[index]
        let objects = try #require(PDFObjects(try await Self.made.value.pdf))
        fault.change(objects)
        let written = try #require(objects.written())
        let broken = try #require(PDFConformance.broken(written))
        let found = broken.first { $0.rule == fault.rule }
        let problem = Problem.notConforming(try #require(found, "\(fault.rule) in \(broken)"), of: "Zwolle (GM0193)")
        #expect("\(problem)".contains(fault.rule.rawValue))
    }

    @Test("Content streams that are cut off or nested without end are refused, and quickly")
    func hostile() {
        for text in [
            String(repeating: "[", count: 100_000), String(repeating: "<<", count: 100_000), "(((", "<41", "/a /b", "]",
            ">>", "1e5 Tf", "BI /W 1 ID xxx", String(repeating: "(\\", count: 50_000), "%", "\u{0}",
        ] {
            var lexer = PDFLexer(Array(text.utf8))
            #expect(throws: (any Error).self, "\(text.prefix(20))") {
                while try lexer.operation() != nil {}
                if text == "%" || text == "\u{0}" { throw PDFSyntaxError() }
            }
        }
    }
}

import Exporter
import Foundation
import Support
import Templating
import Testing
import Workspace

/// The sample is the real letter: every one of its 25 is judged.
@Suite("The sample letters")
struct SampleLettersTests {
    @Test("Are valid ODF 1.3, as packages and as flat files, every variant of the text")
    func valid() throws {
        let compiled = try SampleCopy().letter()
        #expect(compiled.letter.recipients.count == 25)
        try TestFolder.withURL { directory in
            let said = try Judges.jing(compiled, in: directory)
            #expect(said == "")
        }
    }

    @Test(
        "Are valid for libxml2 as well, the manifest included",
        .enabled(if: Judges.schemas != nil, "OPROEP_SCHEMAS names no folder with the schemas of ODF, odf-1.3"))
    func validForLibxml2() throws {
        let schemas = try #require(Judges.schemas)
        try TestFolder.withURL { directory in
            let odt = directory.appending(path: "letter.odt")
            try Data(try SampleCopy().bytes(as: .odt)).write(to: odt)
            try Program("unzip", "-q", odt.path, "-d", directory.path).output()
            let folder = "\(schemas)/odf-1.3/OpenDocument-v1.3"
            let files = ["content", "styles", "meta"].map { "\(directory.path)/\($0).xml" }
            try Program(["xmllint", "--noout", "--relaxng", "\(folder)-schema.rng"] + files).output()
            try Program(
                "xmllint", "--noout", "--relaxng", "\(folder)-manifest-schema.rng",
                "\(directory.path)/META-INF/manifest.xml"
            ).output()
        }
    }

    @Test("Open in LibreOffice, and the PDF holds every value that was printed")
    func opened() throws {
        let compiled = try SampleCopy().letter()
        try TestFolder.withURL { directory in
            let filler = try LetterFiller(compiled)
            var files: [String] = []
            for recipient in compiled.letter.recipients {
                let file = directory.appending(path: "\(recipient.code).odt")
                try Data(try filler.fill(recipient, as: .odt)).write(to: file)
                files.append(file.path)
            }
            try Judges.convert(files, to: "pdf", in: directory)
            for recipient in compiled.letter.recipients {
                let text = try Judges.text(ofPDF: directory.appending(path: "\(recipient.code).pdf").path)
                for item in Explanation(compiled, recipient).items {
                    #expect(text.contains(Judges.bare(item.text)), "\(recipient.code) lacks \(item.text)")
                }
                #expect(text.contains("fictief"))
                #expect(!text.contains("{{") && !text.contains("{%"))
            }
        }
    }

    @Test("Are the same bytes in every run and in every format")
    func reproducible() throws {
        for format in Format.allCases where format != .mail {
            #expect(try SampleCopy().bytes(as: format) == SampleCopy().bytes(as: format))
        }
    }

    @Test(
        "Say what is so of each gemeente: achterstand, voorsprong or nul",
        arguments: [
            ("GM0150", "heeft op 1 juli 2024 een achterstand van 97 te huisvesten personen"),
            ("GM1896", "heeft op 1 juli 2024 een voorsprong van 3 gehuisveste personen"),
            ("GM1773", "staat op 1 juli 2024 precies op nul"),
        ])
    func variants(code: String, sentence: String) throws {
        let text = try SampleCopy().filled(code, as: .txt)
        #expect(text.contains(sentence))
        #expect(text.contains("van −448 (in januari 2024) naar −679 te huisvesten mensen"))
    }

    @Test("Trace every printed value to its file, totals and what is derived included")
    func explained() throws {
        let compiled = try SampleCopy().letter()
        let recipient = try #require(compiled.letter.recipients.first { "\($0.code)" == "GM0150" })
        let items = Explanation(compiled, recipient).items
        let backlog = try #require(items.first { $0.text == "97" })
        #expect(backlog.inputs.map(\.path) == ["derived.achterstand"])
        #expect(backlog.inputs[0].origin.formula == "max(0, -figures.saldo_eind)")
        let cell = backlog.inputs[0].inputs[0]
        #expect(cell.path == "figures.saldo_eind")
        #expect(cell.origin.place.cell == "E5")
        #expect(cell.origin.place.file == "letters/\(SampleCopy.letter)/figures.csv")
        #expect(cell.origin.asOf?.description == "2024-07-01")
        let total = try #require(items.first { $0.text == "−448" }?.inputs.first?.origin)
        #expect(total.formula == "sum(figures.saldo_begin)" && total.rows == 25)
    }
}

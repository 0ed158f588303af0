import Foundation
import Support
import Templating
import Testing
import Workspace

@testable import Exporter
@testable import Printing

/// Letters of many lengths in many scripts, with a list, a table and notes: what is right is made, what is not is told.
@Suite("PDFs are read back", .serialized)
struct PDFReadBackTests {
    /// Names that need a second font, marks, ligatures, or are written from right to left; and those of which LibreOffice
    /// writes the text beside the characters, as none of them stands for it alone.
    private static let scripts = [
        ("Nguyễn Thị Hồng, te\u{301}st ﬁn office", "Đặng ☑ 12 ✉"), ("Ελλάδα Σοφός", "Δήμος Αθηναίων"),
        ("Россия ќ", "Київ ґ"), ("שלום עולם 12 (א)", "שלום בית"), ("محمد علي الحسيني", "لا إله 34"),
        ("☐ ✓ → ≤ ∑ ½", "↔ ♥ 5"), ("בְּרֵאשִׁית בָּרָא אֱלֹהִים", "רח' הרצל 12, תל־אביב (דירה 3)"),
        ("السَّلَامُ عَلَيْكُمْ 12", "می‌خواهم خانه‌ها"), ("Z\u{30C}\u{324} t͡ʃ n̩ ɐ̯ q̃", "Ṃ̄ ẹ́ ᾷ ❤️ ў́"),
    ]

    /// Of each script these lengths: some, so that they differ from script to script, unless all are asked for.
    private static func lengths(of script: Int) -> [Int] {
        let isWhole = ProcessInfo.processInfo.environment["OPROEP_PDF_LENGTHS"] == "all"
        return isWhole ? Array(0..<60) : [script * 3, 30 + script * 3]
    }

    private static let text = """
        Geacht college van {{ recipient.name }},

        {{ recipient.vulling }}

        Deze brief gaat naar:

        - de provincie
        - {{ recipient.addressee }}
        - {{ recipient.name }} en {{ recipient.addressee }}[^a]

        1. 1 ding voor {{ recipient.name }}
        2. 2 dingen

        | Wat | Wie | Hoeveel |
        | --- | --- | --: |
        | {{ recipient.name }} | {{ recipient.addressee }} | {{ 1234567.89 | money }} |
        | {{ recipient.name }} | {{ recipient.addressee }} | {{ 12 | number }} |

        Wij danken {{ recipient.name }} op {{ letter.date }}.[^b] {{ recipient.lang }}

        [^a]: Noot van {{ recipient.name }}.
        [^b]: Noot {{ recipient.lang }}

        """

    private static func sample(_ rows: [String]) -> SampleCopy {
        var sample = SampleCopy.withoutFigures(text: text)
        sample.list = "code,name,addressee,address,postcode,place,vulling,lang\n" + rows.joined(separator: "\n") + "\n"
        return sample
    }

    private static func row(_ code: String, _ script: Int, _ length: Int, words: Int = 20) -> String {
        let lines = (0...length).map { "Regel \($0) van de vulling" }.joined(separator: "\n")
        let long = Array(repeating: scripts[script].0 + " woord", count: words).joined(separator: " ")
        return
            "\(code),\"\(scripts[script].0)\",\"\(scripts[script].1)\",Postbus 10,1000 AA,ALFA,\"\(lines)\",\"\(long)\""
    }

    @Test("A letter that is printed right is not refused: in any script, wherever its pages end")
    func right() async throws {
        var rows: [String] = []
        for script in Self.scripts.indices {
            for length in Self.lengths(of: script) { rows.append(Self.row("S\(script)-\(length)", script, length)) }
        }
        // A value over more than three pages, in each way of writing.
        for script in [0, 3, 6] { rows.append(Self.row("S\(script)-lang", script, 3, words: 300)) }
        let letters = try await Printing.print(Self.sample(rows).documents(), workers: 2)
        #expect(letters.count == rows.count)
        for letter in letters { #expect(letter.report() == [], "\(letter.letter.recipient.code)") }
    }

    /// Paints something else where a text of the letter is, and what is said then.
    private static let wrongs: [(name: String, expected: String, change: @Sendable (String) -> String)] = [
        ("missing", "is on no page", { _ in "" }),
        ("white", "it has the colour of what it stands on", { $0.replacing("0 0 0 rg", with: "1 1 1 rg") }),
        ("invisible", "it has the colour of what it stands on", { "3 Tr\n" + $0 + "\n0 Tr" }),
        ("off the page", "it is not on the paper", { "1 0 0 1 2000 0 cm\n" + $0 + "\n1 0 0 1 -2000 0 cm" }),
        ("clipped", "it is cut off", { "q 0 0 9 9 re W n\n" + $0 + "\nQ" }),
        ("too small", "it is smaller than 3 points", { "q 0.1 0 0 0.1 60 700 cm\n" + $0 + "\nQ" }),
        ("covered", "something is painted over it", { $0 + "\n0.9 g 0 0 600 900 re f 0 g" }),
        ("transparent", "is on no page", { $0.replacing("Tj", with: "pop").replacing("TJ", with: "pop") }),
        ("twice", "shows on page", { $0 + "\n" + $0 }),
    ]

    @Test("What is printed wrong is told", arguments: wrongs.indices)
    func wrong(index: Int) async throws {
        let (compiled, pdf) = try await (Self.one.value.letter.compiled, Self.one.value.pdf)
        let wrong = Self.wrongs[index]
        let changed = try Self.change(pdf, showing: "Wijdanken", wrong.change)
        let report = PDFCheck(compiled: compiled).check(changed, of: compiled.letter.recipients[0])
            .diagnostics.all.map(\.description).joined(separator: "\n")
        #expect(report.contains(wrong.expected) || report.contains("Wij danken"), "\(wrong.name): \(report)")
        #expect(!report.isEmpty)
    }

    @Test("A page that is lost, or is there twice, and the letter to another, are told")
    func pages() async throws {
        let (compiled, pdf) = try await (Self.one.value.letter.compiled, Self.one.value.pdf)
        let check = PDFCheck(compiled: compiled)
        for pages in ["1", "2-z", "1,1-z", "1-z,z"] {
            let changed = try withFile(of: pdf) { file -> [UInt8] in
                try Program("qpdf", "--warning-exit-0", file, "--pages", ".", pages, "--", "\(file).pdf").output()
                defer { try? FileManager.default.removeItem(atPath: "\(file).pdf") }
                return Array(try #require(FileManager.default.contents(atPath: "\(file).pdf")))
            }
            #expect(check.check(changed, of: compiled.letter.recipients[0]).diagnostics.hasErrors, "\(pages)")
        }
        #expect(check.check(pdf, of: compiled.letter.recipients[1]).diagnostics.hasErrors)
        #expect(!check.check(pdf, of: compiled.letter.recipients[0]).diagnostics.hasErrors)
    }

    @Test("Amounts get the room that they need; one that breaks over two lines is told with its column")
    func amounts() async throws {
        let counts = [2, 5, 9]
        let letters = try await Printing.print(counts.flatMap { try Self.amounts($0).documents(1) })
        let who = "in the letter to Ελλάδα Σοφός (A1)"
        let told = [
            5: "warning: 'Specifieke' is broken over two lines in the middle of the word \(who) [broken-word]",
            9:
                "error: '€ 1.234.567,89' ({{ 1234567.89 | money }}) breaks over two lines \(who), in column 'Jaar 3' [broken-value]",
        ]
        for (count, letter) in zip(counts, letters) {
            let words = letter.report().map { $0.replacing("\u{A0}", with: " ") }
            #expect(told[count].map { told in words.contains { $0.contains(told) } } ?? words.isEmpty, "\(words)")
            #expect(count == 9 || !words.contains { $0.contains("[broken-value]") })
        }
    }

    /// A table with so many of them.
    private static func amounts(_ count: Int) -> SampleCopy {
        let cells = (1...count).map { _ in "{{ 1234567.89 | money }}" }.joined(separator: " | ")
        var sample = SampleCopy(
            text: """
                Geacht college,

                | Regeling | \((1...count).map { "Jaar \($0)" }.joined(separator: " | ")) |
                |---|\(String(repeating: "--:|", count: count))
                | Specifieke uitkering Huisvesting aandachtsgroepen | \(cells) |

                """)
        sample.yaml = Self.sample([]).yaml
        sample.list = Self.sample([row("A1", 1, 0)]).list
        return sample
    }

    private static let one = Task {
        try await Printing.print(sample([row("A1", 0, 30), row("A2", 2, 30)]).documents(1))[0]
    }

    /// Puts another piece in the place of the one that shows a text.
    private static func change(
        _ pdf: [UInt8], showing text: String, _ change: (String) -> String
    ) throws -> [UInt8] {
        guard let file = QPDFFile(pdf) else { throw PDFError.officeFails("no PDF") }
        let pages = try #require(PDFPages(pdf)).pages
        for (number, page) in pages.enumerated() {
            let wanted = page.portions.firstIndex { portion in
                portion.glyphs.map(\.text).joined().filter { !$0.isWhitespace }.hasPrefix(text)
            }
            guard let wanted, let content = file.content(ofPage: file.page(number)) else { continue }
            var pieces = String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) })).components(
                separatedBy: "BT\n")
            let end = try #require(pieces[wanted + 1].range(of: "ET\n"))
            let piece = "BT\n" + pieces[wanted + 1][..<end.upperBound]
            // With the colour that is set before it.
            let isColoured = pieces[wanted].hasSuffix("0 0 0 rg\n")
            if isColoured { pieces[wanted].removeLast("0 0 0 rg\n".count) }
            pieces[wanted] +=
                change((isColoured ? "0 0 0 rg\n" : "") + piece)
                + pieces.remove(at: wanted + 1)[end.upperBound...]
            let bytes = pieces.joined(separator: "BT\n").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            file.replace(file.value(file.page(number), "/Contents"), with: bytes)
            return file.written() ?? []
        }
        throw PDFError.officeFails("nothing shows \(text)")
    }
}

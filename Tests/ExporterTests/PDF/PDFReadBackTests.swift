import Foundation
import Synchronization
import Templating
import Testing
import Workspace

@testable import Exporter

/// Letters of many lengths in many scripts, with a list, a table and notes: what is right is made, what is not is told.
@Suite("PDFs are read back", .serialized)
struct PDFReadBackTests {
    /// Names that need a second font, marks, ligatures, or are written from right to left.
    private static let scripts = [
        ("Nguyễn Thị Hồng, te\u{301}st ﬁn office", "Đặng ☑ 12 ✉"), ("Ελλάδα Σοφός", "Δήμος Αθηναίων"),
        ("Россия ќ", "Київ ґ"), ("שלום עולם 12 (א)", "שלום בית"), ("محمد علي الحسيني", "لا إله 34"),
        ("☐ ✓ → ≤ ∑ ½", "↔ ♥ 5"),
    ]

    /// One in ten, unless all are asked for.
    private static var lengths: [Int] {
        let isWhole = ProcessInfo.processInfo.environment["OPROEP_PDF_LENGTHS"] == "all"
        return Array(stride(from: 0, to: 60, by: isWhole ? 1 : 10))
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
        var sample = SampleCopy(text: text)
        sample.yaml = """
            subject: Stand van zaken
            date: 2024-07-11
            language: nl-NL
            reference: "2024-{{ recipient.code }}"
            recipients: { list: gemeenten-overijssel }
            signatory: { closing: "Met vriendelijke groet,", name: A. de Vries, title: Teamleider }

            """
        sample.list = "code,name,addressee,address,postcode,place,vulling,lang\n" + rows.joined(separator: "\n") + "\n"
        return sample
    }

    private static func row(_ code: String, _ script: Int, _ length: Int, words: Int = 20) -> String {
        let lines = (0...length).map { "Regel \($0) van de vulling" }.joined(separator: "\n")
        let long = Array(repeating: scripts[script].0 + " woord", count: words).joined(separator: " ")
        return
            "\(code),\"\(scripts[script].0)\",\"\(scripts[script].1)\",Postbus 10,1000 AA,ALFA,\"\(lines)\",\"\(long)\""
    }

    /// What is said of each letter, and its PDF.
    private func make(_ compiled: CompiledLetter) async throws -> [(pdf: [UInt8], report: [String])] {
        let recipients = compiled.letter.recipients
        let printer = try LetterPrinter(compiled, letters: recipients.count, workers: 2)
        let filler = try LetterFiller(compiled)
        for (index, recipient) in recipients.enumerated() { try printer.add(filler.fill(recipient, as: .pdf), index) }
        let found = Mutex([Int: (pdf: [UInt8], report: [String])]())
        let goesOn = { @Sendable in true }
        _ = try await printer.print(Array(recipients.indices), goesOn: goesOn) { index, pdf, outcome in
            found.withLock { $0[index] = (pdf ?? [], outcome.diagnostics.all.map(\.description)) }
        }
        return found.withLock { found in recipients.indices.compactMap { found[$0] } }
    }

    @Test("A letter that is printed right is not refused: in any script, wherever its pages end")
    func right() async throws {
        var rows: [String] = []
        for script in Self.scripts.indices {
            for length in Self.lengths { rows.append(Self.row("S\(script)-\(length)", script, length)) }
            // A value over more than three pages.
            rows.append(Self.row("S\(script)-lang", script, 3, words: 900))
        }
        let letters = try await make(Self.sample(rows).letter())
        #expect(letters.count == rows.count)
        for letter in letters { #expect(letter.report == []) }
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
        let (compiled, pdf) = try await Self.one.value
        let wrong = Self.wrongs[index]
        let changed = try Self.change(pdf, showing: "Wijdanken", wrong.change)
        let report = PDFCheck(compiled: compiled).check(changed, of: compiled.letter.recipients[0])
            .diagnostics.all.map(\.description).joined(separator: "\n")
        #expect(report.contains(wrong.expected) || report.contains("Wij danken"), "\(wrong.name): \(report)")
        #expect(!report.isEmpty)
    }

    @Test("A page that is lost, or is there twice, and the letter to another, are told")
    func pages() async throws {
        let (compiled, pdf) = try await Self.one.value
        let check = PDFCheck(compiled: compiled)
        for pages in ["1", "2-z", "1,1-z", "1-z,z"] {
            let changed = try withFile(of: pdf) { file -> [UInt8] in
                _ = try Program("qpdf", "--warning-exit-0", file, "--pages", ".", pages, "--", "\(file).pdf").output()
                defer { try? FileManager.default.removeItem(atPath: "\(file).pdf") }
                return Array(try #require(FileManager.default.contents(atPath: "\(file).pdf")))
            }
            #expect(check.check(changed, of: compiled.letter.recipients[0]).diagnostics.hasErrors, "\(pages)")
        }
        #expect(check.check(pdf, of: compiled.letter.recipients[1]).diagnostics.hasErrors)
        #expect(!check.check(pdf, of: compiled.letter.recipients[0]).diagnostics.hasErrors)
    }

    @Test(
        "Amounts get the room that they need; one that breaks over two lines is told with its column",
        arguments: [2, 5, 9])
    func amounts(count: Int) async throws {
        let cells = (1...count).map { _ in "{{ 1234567.89 | money }}" }.joined(separator: " | ")
        var sample = SampleCopy(
            text: """
                Geacht college,

                | Regeling | \((1...count).map { "Jaar \($0)" }.joined(separator: " | ")) |
                |---|\(String(repeating: "--:|", count: count))
                | Specifieke uitkering Huisvesting aandachtsgroepen | \(cells) |

                """)
        sample.yaml = Self.sample([]).yaml
        sample.list = Self.sample([Self.row("A1", 1, 0)]).list
        let report = try await make(sample.letter())[0].report
        let who = "in the letter to Ελλάδα Σοφός (A1)"
        let told = [
            5: "warning: 'Specifieke' is broken over two lines in the middle of the word \(who) [broken-word]",
            9:
                "error: '€ 1.234.567,89' ({{ 1234567.89 | money }}) breaks over two lines \(who), in column 'Jaar 3' [broken-value]",
        ]
        let words = report.map { $0.replacing("\u{A0}", with: " ") }
        #expect(told[count].map { told in words.contains { $0.contains(told) } } ?? words.isEmpty, "\(words)")
        #expect(count == 9 || !words.contains { $0.contains("[broken-value]") })
    }

    private static let one = Task {
        let compiled = try sample([row("A1", 0, 30), row("A2", 2, 30)]).letter()
        let made = try await PDFReadBackTests().make(compiled)
        return (compiled, made[0].pdf)
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

import Support
import Templating
import Testing

@testable import Workspace

/// The shape of tables: RFC 4180, and what offices' programs make of it.
struct CSVTests {
    private func report(figures: String) throws -> String {
        var workspace = TemporaryWorkspace()
        workspace.figures = figures
        return try workspace.report()
    }

    /// What stands in `begin` and `eind` of Deventer, as printed in the reference.
    private func values(figures bytes: [UInt8]) throws -> [Value] {
        var workspace = TemporaryWorkspace()
        workspace.files["letters/oproep/figures.csv"] = bytes
        let (letter, diagnostics) = try workspace.load()
        #expect(diagnostics.all.map(\.description) == [])
        let found = try #require(letter)
        return ["figures.begin", "figures.eind"].map { found.value(of: $0, for: found.recipients[0]) }
    }

    @Test(arguments: [
        "code,begin,eind\nGM0150,1,2\nGM0193,3,4\n",
        "code;begin;eind\nGM0150;1;2\nGM0193;3;4\n",
        "code\tbegin\teind\nGM0150\t1\t2\nGM0193\t3\t4\n",
        "code,begin,eind\r\nGM0150,1,2\r\nGM0193,3,4",
        "code,begin,eind\rGM0150,1,2\rGM0193,3,4\r",
        "\u{FEFF}code,begin,eind\nGM0150,1,2\nGM0193,3,4\n",
        "sep=;\ncode;begin;eind\nGM0150;1;2\nGM0193;3;4\n",
        "SEP=,\r\ncode,begin,eind\r\nGM0150,1,2\r\nGM0193,3,4\r\n",
        "\"code\",\"begin\",\"eind\"\n\"GM0150\",\"1\",\"2\"\n\"GM0193\",\"3\",\"4\"\n",
        " code , begin , eind \n GM0150 , 1 , 2 \n GM0193 , 3 , 4 \n",
        "\ncode,begin,eind\n\nGM0150,1,2\n,,\nGM0193,3,4\n\n\n",
        "eind,begin,code\n2,1,GM0150\n4,3,GM0193\n",
        "code|begin|eind\nGM0150|1|2\nGM0193|3|4\n",
        "sep=|\ncode|begin|eind\nGM0150|1|2\nGM0193|3|4\n",
        "sep=;;;\ncode;begin;eind\nGM0150;1;2\nGM0193;3;4\n",
        "\"sep=;\"\ncode;begin;eind\nGM0150;1;2\nGM0193;3;4\n",
        "code;begin;eind;;\nGM0150;1;2;;\nGM0193;3;4;;\n;;;;\n; ;\u{A0};;\n",
        "code;begin;eind\nGM0150;1;2;;\nGM0193;3;4; \n",
        ";code;begin;eind\n;GM0150;1;2\n;GM0193;3;4\n",
        "Code; BEGIN ;Eind\nGM0150\u{200B};1;2\n\u{FEFF}GM0193;3;4\u{AD}\n",
    ])
    func `every way in which offices write a table gives the same figures`(figures: String) throws {
        let expected: [Value] = [.number(ExactNumber(1)), .number(ExactNumber(2))]
        #expect(try values(figures: Array(figures.utf8)) == expected)
    }

    @Test(arguments: ["Overzicht per gemeente;\nPeildatum 1 juli;\n;\n", "Overzicht, per gemeente\n"])
    func `column names further down are found and proposed`(titles: String) throws {
        var workspace = TemporaryWorkspace()
        workspace.figures = titles + "code;begin;eind\nGM0150;1;2\nGM0193;3;4\n"
        let row = titles.split(separator: "\n").count + 1
        #expect(try workspace.load().diagnostics.all.map(\.problem.id) == [.headerRow])
        #expect(try workspace.report().contains("[header-row]"))
        #expect(try workspace.report().contains("write 'header_row: \(row)'"))
        workspace.replace("file: figures.csv", with: "file: figures.csv\n  header_row: \(row)", in: \.letter)
        #expect(try workspace.report() == "")
        workspace.replace("header_row: \(row)", with: "header_row: 99", in: \.letter)
        #expect(try workspace.load().diagnostics.all.map(\.problem.id) == [.badCSV])
    }

    @Test func `a column may have any heading`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace(
            "begin: { type: integer }", with: "begin: { type: money, column: \"Subsidie 2026\" }", in: \.letter)
        workspace.figures = "code;subsidie  2026;eind\nGM0150;€ 12.500,00;1\nGM0193;€ 8.250,-;2\n"
        let (loaded, diagnostics) = try workspace.load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.map(\.description) == [])
        #expect(letter.texts(of: "figures.begin") == ["12500", "8250"])
        workspace.replace("Subsidie 2026", with: "Subsidie 2025", in: \.letter)
        #expect(try workspace.report().contains("is it 'subsidie  2026'? Then write 'column: "))
    }

    @Test(arguments: [
        ([0x50, 0x4B, 0x03, 0x04, 0x14] as [UInt8], "an office document"), ([0xD0, 0xCF, 0x11, 0xE0], "older"),
        (Array("%PDF-1.7".utf8), "a PDF"), ([0x1F, 0x8B, 8], "a compressed file"),
        (Array("<html><table>".utf8), "a web page"), ([1, 0, 0, 0, 2, 0, 0, 0], "no text"),
    ])
    func `a file of another kind is refused in a sentence`(bytes: [UInt8], kind: String) throws {
        var workspace = TemporaryWorkspace()
        workspace.files["letters/oproep/figures.csv"] = bytes
        let all = try workspace.load().diagnostics.all
        #expect(all.count == 1)
        #expect(all[0].problem.message.contains(kind))
    }

    @Test(arguments: ["figures.xlsx", "figures.ods", "figures.xls", "figures.pdf"])
    func `also by its name`(name: String) throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("file: figures.csv", with: "file: \(name)", in: \.letter)
        workspace["letters/oproep/\(name)"] = "x"
        #expect(try workspace.load().diagnostics.all.map(\.problem.id).count == 1)
    }

    @Test func `a list that is a spreadsheet is called one`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("list: gemeenten", with: "list: clubs", in: \.letter)
        workspace["recipients/clubs.xlsx"] = "x"
        let all = try workspace.load().diagnostics.all
        #expect(
            all.map(\.problem.message) == ["'recipients/clubs.xlsx' is a spreadsheet; lists are read as CSV, for now"])
    }

    @Test func `quotes, delimiters and line breaks can be part of a text`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("{ type: integer }", with: "{ type: text }", in: \.letter)
        workspace.figures = "code;begin;eind\nGM0150;\"een \"\"citaat\"\"; en\r\nmeer\";-7\nGM0193;  spaties  ;3\n"
        let (loaded, diagnostics) = try workspace.load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.isEmpty)
        let texts = letter.recipients.map { letter.value(of: "figures.begin", for: $0) }
        #expect(texts == [.text("een \"citaat\"; en\r\nmeer"), .text("spaties")])
    }

    @Test func `only what stands outside quotes tells the delimiter`() throws {
        expect(
            try report(figures: "code;begin;eind;\"a,b,c,d,e\"\nGM0150;1;2;3\nGM0193;1;2;3\n"),
            is: """
                letters/oproep/figures.csv:1:4 (D1): warning: column 'a,b,c,d,e' is not used [unused-column]
                       declare it in letters/oproep/letter.yaml to use it in the letter
                """)
    }

    @Test func `a header of one column needs no delimiter`() throws {
        var workspace = TemporaryWorkspace()
        workspace.letter += "tables: { leeg: { file: leeg.csv, columns: { a: { type: text } } } }\n"
        workspace["letters/oproep/leeg.csv"] = "code\nGM0150\n"
        expect(
            try workspace.report(),
            is: """
                letters/oproep/leeg.csv:1: error: column 'a' is missing [missing-column]
                       add it, or take it out of letters/oproep/letter.yaml
                """)
    }

    @Test func `rows are those of the spreadsheet, whatever is in their cells`() throws {
        expect(
            try report(figures: "sep=;\ncode;begin;eind\n\nGM0150;1;\"2\n\n\"\nGM0193;drie;4\n"),
            is: """
                letters/oproep/figures.csv:4:2 (B4): error: 'drie' is not an integer; Zwolle (GM0193), column 'begin' \
                [wrong-type]
                """)
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func `a line break of any system ends one row`(lineBreak: String) throws {
        expect(
            try report(
                figures: ["code,begin,eind", "GM0150,1,2", "", "GM0193,drie,4", ""].joined(separator: lineBreak)),
            is: """
                letters/oproep/figures.csv:4:2 (B4): error: 'drie' is not an integer; Zwolle (GM0193), column 'begin' \
                [wrong-type]
                """)
    }

    @Test func `text after a closing quote and a stray quote are refused`() throws {
        expect(
            try report(figures: "code,begin,eind\nGM0150,\"1\"x,2\nGM0193,3\",4\n"),
            is: """
                letters/oproep/figures.csv:2:2 (B2): error: there is text after the closing quote of this cell [bad-csv]
                       double a quote that is part of the text
                letters/oproep/figures.csv:3:2 (B3): error: there is a quote in this cell, which does not begin with one \
                [bad-csv]
                       put the whole cell between quotes and double the quote in it
                letters/oproep/figures.csv:3:2 (B3): error: '3"' is not an integer; Zwolle (GM0193), column 'begin' \
                [wrong-type]
                """)
    }

    @Test func `a quote that is not closed is one problem, whatever it swallows`() throws {
        expect(
            try report(figures: "code,begin,eind\nGM0150,1,\"2\nGM0193,3,4\n"),
            is: """
                letters/oproep/figures.csv:2:3 (C2): error: the quote that begins this cell is not closed [bad-csv]
                       end the cell with a quote
                """)
        var workspace = TemporaryWorkspace()
        workspace.replace("Zwolle", with: "\"Zwolle", in: \.list)
        expect(
            try workspace.report(),
            is: """
                recipients/gemeenten.csv:3:2 (B3): error: the quote that begins this cell is not closed [bad-csv]
                       end the cell with a quote
                """)
        expect(
            try report(figures: "\"code,begin,eind\nGM0150,1,2\n"),
            is: """
                letters/oproep/figures.csv:1:1 (A1): error: the quote that begins this cell is not closed [bad-csv]
                       end the cell with a quote
                """)
    }

    @Test func `a row has as many cells as the header`() throws {
        expect(
            try report(figures: "code;begin;eind\nGM0150;1;2;3\nGM0193;1\n"),
            is: """
                letters/oproep/figures.csv:2:4 (D2): error: this row has 4 cells, the header has 3; Deventer (GM0150) \
                [bad-csv]
                       put a cell that holds the delimiter between quotes
                letters/oproep/figures.csv:3:3 (C3): error: this row has 2 cells, the header has 3; Zwolle (GM0193) [bad-csv]
                       is a cell missing?
                """)
        var workspace = TemporaryWorkspace()
        workspace.replace("8000AM,ZWOLLE,", with: "8000AM", in: \.list)
        expect(
            try workspace.report(),
            is: """
                recipients/gemeenten.csv:3:6 (F3): error: this row has 5 cells, the header has 7; GM0193 [bad-csv]
                       is a cell missing?
                """)
    }

    @Test(arguments: ["", "\n\n", "\u{FEFF}", ";;\n"])
    func `a file without a table is refused`(text: String) throws {
        expect(
            try report(figures: text),
            is: """
                letters/oproep/figures.csv: error: there is no table in this file [bad-csv]
                       begin with a row of column names
                """)
    }

    @Test func `a table has no more columns than a spreadsheet`() throws {
        expect(
            try report(figures: String(repeating: "a,", count: 16_384) + "b\n"),
            is: """
                letters/oproep/figures.csv:1: error: this row has more than 16384 columns [bad-csv]
                       look whether it is the right file
                """)
    }

    @Test func `columns have a name of their own`() throws {
        expect(
            try report(figures: "code,begin,eind,eind,,a\u{7}\nGM0150,1,2,3,4,5\nGM0193,1,2,3,4,5\n"),
            is: """
                letters/oproep/figures.csv:1:4 (D1): error: column 'eind' stands in C1 already [duplicate-column]
                       rename one of them
                letters/oproep/figures.csv:1:5 (E1): error: this column has no name [bad-csv]
                       name it in the first row, or take the column out
                letters/oproep/figures.csv:1:6 (F1): error: the character U+0007 is not allowed [control-character]
                       take it out
                letters/oproep/figures.csv:1:6 (F1): warning: column 'a ' is not used [unused-column]
                       declare it in letters/oproep/letter.yaml to use it in the letter
                """)
    }

    @Test(arguments: [0x00, 0x08, 0x1B, 0x7F, 0x85, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF] as [UInt32])
    func `a character that no document may hold is refused`(value: UInt32) throws {
        let character = Character(try #require(Unicode.Scalar(value)))
        let digits = String(value, radix: 16, uppercase: true)
        let number = String(repeating: "0", count: 4 - digits.count) + digits
        var workspace = TemporaryWorkspace()
        workspace.replace("Postbus 538", with: "Postbus\(character)538", in: \.list)
        expect(
            try workspace.report(),
            is: """
                recipients/gemeenten.csv:3:4 (D3): error: the character U+\(number) is not allowed; Zwolle (GM0193), \
                column 'address' [control-character]
                       take it out
                """)
    }

    @Test(arguments: ["\u{202E}", "\u{1F3E0}", "é\u{301}", "\t", "\u{200D}", "&<>\u{A0}{{x}} {% if %} *_[]"])
    func `any other character is text`(text: String) throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("Postbus 538", with: "Postbus\(text)538", in: \.list)
        let (letter, diagnostics) = try workspace.load()
        let found = try #require(letter)
        #expect(diagnostics.all.isEmpty)
        #expect(found.value(of: "recipient.address", for: found.recipients[1]) == .text("Postbus\(text)538"))
    }

    @Test func `a value is no longer than 100 kB`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("Postbus 538", with: String(repeating: "x", count: 102_400), in: \.list)
        #expect(try workspace.report().isEmpty)
        workspace.replace("Deventer", with: String(repeating: "x", count: 102_401), in: \.list)
        expect(
            try workspace.report(),
            is: """
                recipients/gemeenten.csv:2:2 (B2): error: this value is longer than 100 kB; GM0150, column 'name' \
                [value-too-long]
                       is a quote missing?
                """)
    }
}

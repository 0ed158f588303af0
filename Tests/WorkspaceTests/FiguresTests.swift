import Support
import Templating
import Testing
import Workspace

/// Figures and tables, joined to recipients by code.
struct FiguresTests {
    private func report(figures: String) throws -> String {
        var workspace = TemporaryWorkspace()
        workspace.figures = figures
        return try workspace.report()
    }

    @Test func `figures join on code, whatever its case and the order`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("source: COA", with: "source: COA\n  key: gemeente", in: \.letter)
        workspace.figures = "begin;gemeente;eind\n5;gm0193;3\n-10; GM0150 ;-7\n"
        let (loaded, diagnostics) = try workspace.load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.map(\.description) == [])
        let values = letter.recipients.map { letter.value(of: "figures.eind", for: $0) }
        #expect(values == [.number(ExactNumber(-7)), .number(ExactNumber(3))])
    }

    @Test func `figures that are nobody's are refused, with whose they may be`() throws {
        expect(
            try report(figures: "code,begin,eind\n150,1,2\n0193,1,2\nGM0139,1,2\nXX-1,1,2\n"),
            is: """
                letters/oproep/figures.csv:2:1 (A2): error: '150' is not in recipients/gemeenten.csv [unknown-recipient]
                       did you mean 'GM0150'?
                letters/oproep/figures.csv:3:1 (A3): error: '0193' is not in recipients/gemeenten.csv [unknown-recipient]
                       did you mean 'GM0193'?
                letters/oproep/figures.csv:4:1 (A4): error: 'GM0139' is not in recipients/gemeenten.csv [unknown-recipient]
                       did you mean 'GM0193'?
                letters/oproep/figures.csv:5:1 (A5): error: 'XX-1' is not in recipients/gemeenten.csv [unknown-recipient]
                       add the recipient, or take the row out
                recipients/gemeenten.csv:2:1 (A2): error: Deventer (GM0150) has no row in letters/oproep/figures.csv \
                [missing-figures]
                       add the row
                recipients/gemeenten.csv:3:1 (A3): error: Zwolle (GM0193) has no row in letters/oproep/figures.csv \
                [missing-figures]
                       add the row
                """)
    }

    @Test func `a code stands in the figures once`() throws {
        expect(
            try report(figures: "code,begin,eind\nGM0150,1,2\nGM0193,1,2\ngm0150,1,2\nGM0150,1,2\n,1,2\n"),
            is: """
                letters/oproep/figures.csv:4:1 (A4): error: 'gm0150' stands in row 2 already [duplicate-code]
                       keep one of them
                letters/oproep/figures.csv:5:1 (A5): error: 'GM0150' stands in row 2 already [duplicate-code]
                       keep one of them
                letters/oproep/figures.csv:6:1 (A6): error: this cell is empty; column 'code' [empty-cell]
                       fill in the recipient's code
                """)
    }

    @Test func `columns are those that letter yaml declares`() throws {
        expect(
            try report(figures: "codes,begin,saldo,gemeente\nGM0150,1,2,x\nGM0193,1,2,x\n"),
            is: """
                letters/oproep/figures.csv:1: error: column 'code' is missing [missing-column]
                       is it 'codes'? Then write 'key: codes' in letter.yaml, or rename it
                letters/oproep/figures.csv:1: error: column 'eind' is missing [missing-column]
                       add it, or take it out of letters/oproep/letter.yaml
                letters/oproep/figures.csv:1:3 (C1): warning: column 'saldo' is not used [unused-column]
                       declare it in letters/oproep/letter.yaml to use it in the letter
                letters/oproep/figures.csv:1:4 (D1): warning: column 'gemeente' is not used [unused-column]
                       declare it in letters/oproep/letter.yaml to use it in the letter
                """)
    }

    @Test func `a table has as many rows for a recipient as it has`() throws {
        var workspace = TemporaryWorkspace()
        workspace.letter += """
            tables:
              maanden:
                file: maanden.csv
                columns: { maand: { type: text }, aantal: { type: integer, missing: 0 } }

            """
        workspace["letters/oproep/maanden.csv"] = "code,maand,aantal\nGM0193,januari,3\ngm0193,februari,\n"
        let (loaded, diagnostics) = try workspace.load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.map(\.description) == [])
        guard case .table(let index, let columns)? = letter.scope.entries["tables.maanden"] else {
            Issue.record("tables.maanden is not a table")
            return
        }
        #expect(columns.map(\.name) == ["maand", "aantal"])
        #expect(
            letter.recipients.map { letter.frame(of: $0).tables[index] } == [
                [], [[.text("januari"), .number(ExactNumber(3))], [.text("februari"), .number(.zero)]],
            ])

        workspace["letters/oproep/maanden.csv"] = "code,maand,aantal\nGM0193,januari,drie\n193,februari,1\n"
        expect(
            try workspace.report(),
            is: """
                letters/oproep/maanden.csv:2:3 (C2): error: 'drie' is not an integer; Zwolle (GM0193), column 'aantal' \
                [wrong-type]
                letters/oproep/maanden.csv:3:1 (A3): error: '193' is not in recipients/gemeenten.csv [unknown-recipient]
                       did you mean 'GM0193'?
                """)
        #expect(try workspace.load().letter?.recipients.map(\.isComplete) == [true, false])
    }

    @Test func `a letter needs no figures`() throws {
        var workspace = TemporaryWorkspace()
        workspace.letter = "subject: Oproep\ndate: 2024-07-11\nrecipients: { list: gemeenten }\n"
        let (letter, diagnostics) = try workspace.load()
        #expect(diagnostics.all.isEmpty)
        #expect(letter?.recipients.count == 2)
        #expect(letter?.scope.entries["figures.code"] == nil)
    }

    @Test func `a refused cell is empty, and the letter is there for what else is wrong`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("GM0193,5,3", with: "GM0193,5,drie", in: \.figures)
        let letter = try #require(try workspace.load().letter)
        // The total is refused with it, so that no letter is complete.
        #expect(letter.recipients.map(\.isComplete) == [false, false])
        #expect(letter.recipients.map(\.refused.count) == [1, 2])
        #expect(letter.value(of: "figures.eind", for: letter.recipients[1]) == .empty)
        #expect(letter.value(of: "figures.begin", for: letter.recipients[1]) == .number(ExactNumber(5)))
    }
}

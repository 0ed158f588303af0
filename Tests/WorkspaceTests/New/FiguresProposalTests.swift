import Support
import Templating
import Testing

@testable import Workspace

struct FiguresProposalTests {
    /// Of a letter made in a workspace with the recipients GM0150 Deventer and GM0193 Zwolle.
    private func propose(_ csv: String) throws -> FiguresProposal {
        var workspace = TemporaryWorkspace()
        workspace["cijfers.csv"] = csv
        return try workspace.onDisk { root in
            let made = try NewLetter.make(figures: "cijfers.csv", in: root)
            return try #require(made.figures)
        }
    }

    @Test(arguments: [
        "code,aantal\nGM0150,1\nGM0193,2\n",
        "\u{FEFF}aantal;code\r\n1;gm0150\r\n2;gm0193\r\n",
        "sep=;\naantal;code\n1;\" GM0150\"\n2;GM0193\n",
    ])
    func `the key is the column with the codes`(csv: String) throws {
        let proposal = try propose(csv)
        #expect(proposal.key == "code")
        #expect(proposal.matches == 2)
        #expect(proposal.stripped == nil)
        #expect(proposal.columns.map(\.name) == ["aantal"])
        #expect(proposal.columns.map(\.type) == [.integer])
    }

    @Test func `the key may have any name`() throws {
        let proposal = try propose("Gemeente code,aantal\nGM0150,1\nGM0193,2\n")
        #expect(proposal.key == "Gemeente code")
    }

    @Test(arguments: ["0150,0193", "150,193"])
    func `codes that lost their letters are recognised`(codes: String) throws {
        let codes = codes.split(separator: ",")
        let proposal = try propose("nummer,gemeentecode\n7,\(codes[0])\n8,\(codes[1])\n")
        #expect(proposal.key == "gemeentecode")
        #expect(proposal.matches == 0)
        #expect(proposal.stripped?.written == String(codes[0]))
        #expect(proposal.stripped?.meant == "GM0150")
    }

    @Test func `a heading that is no name gets one, and is named`() throws {
        let proposal = try propose("Gemeente,code,Aantal inwoners (%),2024\nGM0150,1,2,3\nGM0193,1,2,3\n")
        #expect(proposal.key == "Gemeente")
        #expect(
            proposal.columns.map { "\($0.name): \($0.heading)" } == [
                "code_2: code", "aantal_inwoners: Aantal inwoners (%)", "kolom_2024: 2024",
            ])
    }

    @Test func `titles above and totals below are no figures`() throws {
        let proposal = try propose("Overzicht;;\n;;\ncode;naam;saldo\nGM0150;a;1\nGM0193;b;2\nTotaal;;3\n")
        #expect(proposal.headerRow == 3)
        #expect(proposal.totalsRow == 6)
        #expect(proposal.matches == 2)
        #expect(proposal.columns.map(\.type) == [.text, .integer])
        #expect(proposal.columns.flatMap(\.empty).isEmpty)
    }

    @Test func `figures without codes are refused`() throws {
        let error = #expect(throws: CreationError.self) {
            _ = try propose("gemeente,aantal\nDeventer,1\nZwolle,2\n")
        }
        #expect(
            error?.message == """
                no column of 'cijfers.csv' has the codes of recipients/gemeenten.csv (such as GM0150). \
                Column 'gemeente' has names: figures are joined on code, never on name. \
                Add a column 'code' with the code of each row's recipient
                """)
    }

    @Test func `a file that is no table is refused with all that is wrong`() throws {
        let error = #expect(throws: CreationError.self) { _ = try propose("code,a,a,\nGM0150,1,\"2\n") }
        guard case .wrong(let diagnostics)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(diagnostics.all.map(\.problem.id) == [.unclosedQuoteID, .duplicateColumn])
    }
}

extension DiagnosticID {
    fileprivate static let unclosedQuoteID = DiagnosticID.badCSV
}

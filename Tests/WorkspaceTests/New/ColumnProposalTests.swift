import Templating
import Testing

@testable import Workspace

struct ColumnProposalTests {
    private func propose(_ texts: [String], name: String = "x", language: Language = .dutch) -> ColumnProposal {
        let cells = texts.enumerated().map { ColumnProposal.Cell(text: $1, name: "B\($0 + 2)") }
        return ColumnProposal(name, heading: name, cells, language: language)
    }

    @Test(arguments: [
        (["3", "-45", "0"], ColumnType.integer),
        (["3", "−45"], .integer),
        (["3", "12,5"], .decimal),
        (["3,0", "4,0"], .decimal),
        (["2024-07-11", "11-7-2024"], .date),
        (["ja", "nee", "Ja"], .boolean),
        (["ja", "misschien"], .text),
        (["Deventer", "Zwolle"], .text),
        // Codes would lose their zeros.
        (["0141", "0147"], .text),
        (["0", "10"], .integer),
        // What is no day is no date.
        (["2024-02-30"], .text),
        (["3", "", " "], .integer),
        (["", ""], .text),
        ([], .text),
        // Two readings: which one must be said.
        (["1.234", "2.345"], .decimal),
        (["12.5", "3.25"], .decimal),
        (["€ 3", "€ 4"], .money),
        (["€ 12.500,00", "€ 8.250,-"], .money),
    ])
    func `the type is the narrowest that all cells have`(texts: [String], type: ColumnType) {
        #expect(propose(texts).type == type)
    }

    @Test func `the language decides what a point is`() {
        #expect(propose(["12.5"], language: .english).type == .decimal)
        #expect(propose(["12,5"], language: .english).type == .decimal)
        #expect(propose(["11-7-2024"], language: .english).type == .text)
    }

    @Test(arguments: [("jaar", ColumnType.text), ("Bouwjaar", .text), ("year", .text), ("aantal", .integer)])
    func `a year is a text, as a number is printed in groups`(name: String, type: ColumnType) {
        #expect(propose(["2023", "2024"], name: name).type == type)
    }

    @Test(arguments: [
        ("zaaknummer", ["20240123", "20240124"]), ("KvK", ["12345678"]), ("Postbus", ["5000", "5001"]),
        ("periode", ["202401", "202402"]), ("BSN", ["123456789"]), ("Telefoon", ["382001234"]),
        ("x", ["0123", "1234"]),
        ("x", ["4711", "4712", "4713"]), ("schooljaar", ["2024", "2025"]), ("klant_id", ["17", "18"]),
    ])
    func `numbers that name something are proposed as text, and why`(name: String, texts: [String]) {
        let proposal = propose(texts, name: name)
        #expect(proposal.type == .text)
        #expect(proposal.comment.contains("names something"))
    }

    @Test(arguments: [
        ("saldo", ["1234", "2345", "3456"]), ("x", ["1000", "2000", "3000"]), ("aantal per jaar", ["1234", "5"]),
        ("inwoners", ["12345", "23456", "34567"]),
    ])
    func `numbers that count are numbers`(name: String, texts: [String]) {
        #expect(propose(texts, name: name).type == .integer)
    }

    @Test func `an empty cell of a text stands for something, one of a number is no zero`() {
        let text = propose(["a", "", " "])
        #expect(text.missing == "niet opgegeven")
        #expect(text.empty == ["B3", "B4"])
        #expect(text.emptyComment == "2 cells are empty (B3, …): say what that means")
        let number = propose(["1", ""])
        #expect(number.missing == nil)
        #expect(number.emptyComment == "B3 is empty: fill in, or add 'missing: …'")
        #expect(propose(["a"]).emptyComment == nil)
    }

    @Test func `what keeps a column from being numbers is told`() {
        #expect(propose(["1", "2", "n.b."]).doubt == "'n.b.' is not a decimal number (B4)")
        #expect(propose(["1", "1.234"]).comment.contains("'decimals: comma' (1234) or 'decimals: point' (1,234)"))
        #expect(propose(["1", "n.b.", "n.v.t."]).doubt == nil)
        #expect(propose(["0141", "141"]).doubt == nil)
        #expect(propose(["1", "2"]).doubt == nil)
    }

    @Test(arguments: [("saldo_eind", "Saldo eind"), ("x", "X"), ("_", "_"), ("éénLoper", "ÉénLoper")])
    func `a label is the name in words`(name: String, label: String) {
        #expect(propose(["1"], name: name).label == label)
    }
}

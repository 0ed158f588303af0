import Exporter
import Templating
import Testing
import Workspace

@Suite("What is told of printed values")
struct ProvenanceTests {
    private func sample(_ text: String, columns: String = "aantal: { type: integer }", rows: String) -> SampleCopy {
        var sample = SampleCopy(text: text)
        sample.yaml += "\ntables: { t: { file: t.csv, key: code, columns: { \(columns) } } }\n"
        sample["letters/\(SampleCopy.letter)/t.csv"] = rows
        return sample
    }

    @Test("Each value of a loop is told once for each row, with its own cell")
    func loop() throws {
        let compiled = try sample(
            "Tekst\n\n{% for r in tables.t %}\n- {{ r.aantal }}\n{% endfor %}\n\nSom {{ sum(tables.t.aantal) }}",
            rows: "code;aantal\nGM0150;12\nGM0150;7\nGM0150;12\n"
        ).letter()
        let recipient = try #require(compiled.letter.recipients.first { "\($0.code)" == "GM0150" })
        let explanation = Explanation(compiled, recipient)
        let items = explanation.items.filter { $0.expression == "r.aantal" }
        #expect(items.map(\.text) == ["12", "7", "12"])
        #expect(items.map { $0.inputs.first?.origin.place.cell } == ["B2", "B3", "B4"])
        let sum = try #require(explanation.items.first { $0.expression.hasPrefix("sum(") })
        #expect(sum.text == "31")
        #expect(sum.inputs.first?.inputs.map { $0.origin.place.cell } == ["B2", "B3", "B4"])
        let before = explanation.withoutRepetitions.items.filter { $0.expression == "r.aantal" }
        #expect(before.map(\.text) == ["12", "7"])
    }

    @Test("A figure that has other decimals in another letter is a warning, once, with both letters")
    func decimals() throws {
        let text = "Tekst {% for r in tables.t %}{{ r.p }} {{ r.p | number(2) }} {% endfor %}"
        let report = try sample(
            text, columns: "p: { type: decimal }", rows: "code;p\nGM0150;12,5\nGM0193;12,25\nGM0141;12\n"
        ).report()
        #expect(
            report.contains("warning: 'r.p' is printed as 12 for Almelo (GM0141), and as 12,25 for Zwolle (GM0193)"))
        #expect(report.contains("[differing-decimals]"))
        #expect(report.ranges(of: "[differing-decimals]").count == 1)
    }

    @Test("A table of which one recipient gets the header alone is a warning; a question for its rows, none")
    func emptyTable() throws {
        let table = "| Naam |\n|---|\n{% for r in tables.t %}\n| {{ r.p }} |\n{% endfor %}\n"
        let rows = "code;p\nGM0150;een\nGM0193;twee\n"
        let bare = try sample("Tekst.\n\n\(table)", columns: "p: { type: text }", rows: rows).report()
        #expect(bare.contains("warning: of the table of {% for r in tables.t %} only the header is left for "))
        #expect(bare.ranges(of: "[empty-table]").count == 1)
        let asked = "Tekst.\n\n{% if count(tables.t) > 0 %}\n\n\(table)\n{% endif %}\n"
        #expect(try !sample(asked, columns: "p: { type: text }", rows: rows).report().contains("[empty-table]"))
    }
}

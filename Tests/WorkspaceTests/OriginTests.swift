import Support
import Templating
import Testing
import Workspace

/// Every value can be traced to where it comes from.
struct OriginTests {
    private func letter() throws -> Letter {
        var workspace = TemporaryWorkspace()
        workspace.replace("begin: { type: integer }", with: "begin: { type: integer, missing: 0 }", in: \.letter)
        workspace.replace("GM0150,-10", with: "GM0150,", in: \.figures)
        workspace.replace("GM0150,,-7", with: "\nGM0150,,−7", in: \.figures)
        workspace.letter += """
            derived: { achterstand: "max(0, -figures.eind)" }
            tables: { maanden: { file: maanden.csv, source: eigen opgave, columns: { aantal: { type: decimal } } } }
            contact: { name: J. Jansen }
            values: { regeling: "Subsidie" }

            """
        workspace["letters/oproep/maanden.csv"] = "aantal;code\n1,50;GM0193\n2;GM0150\n3;GM0193\n"
        let (letter, diagnostics) = try workspace.load()
        #expect(diagnostics.all.map(\.description) == [])
        return try #require(letter)
    }

    /// What `explain` shows of an origin.
    private func shown(_ origin: Origin) -> String {
        let place = [origin.place.file, origin.place.line.map(String.init), origin.place.cell].compactMap(\.self)
        let rest = [
            origin.text.map { "'\($0)'" }, origin.label, origin.asOf?.description, origin.source, origin.formula,
            origin.rows.map { "\($0) rows" }, origin.place.recipient,
        ]
        return (["\(origin.kind): " + place.joined(separator: ":")] + rest.compactMap(\.self)).joined(separator: ", ")
    }

    @Test(arguments: [
        ("recipient.postcode", "cell: recipients/gemeenten.csv:3:E3, '8000AM', GM0193"),
        ("recipient.email", "cell: recipients/gemeenten.csv:3:G3, '', GM0193"),
        ("recipient.attention", "missing: recipients/gemeenten.csv"),
        ("recipient.channel", "setting: oproep.yaml"),
        ("figures.eind", "cell: letters/oproep/figures.csv:4:C4, '3', Saldo op 1 juli, 2024-07-01, COA, GM0193"),
        ("figures.code", "cell: letters/oproep/figures.csv:4:A4, 'GM0193', 2024-07-01, COA, GM0193"),
        ("derived.achterstand", "derived: letters/oproep/letter.yaml:13, max(0, -figures.eind)"),
        (
            "total.eind",
            "total: letters/oproep/figures.csv:C3:C4, Saldo op 1 juli, 2024-07-01, COA, sum(figures.eind), 2 rows"
        ),
        ("total.achterstand", "total: letters/oproep/letter.yaml:13, sum(derived.achterstand), 2 rows"),
        ("tables.maanden.aantal", "cell: letters/oproep/maanden.csv:2:A2, '1,50', 2024-07-01, eigen opgave, GM0193"),
        ("letter.subject", "setting: letters/oproep/letter.yaml:1, 'Oproep'"),
        ("letter.reference", "setting: letters/oproep/letter.yaml:3, '2024-{{ recipient.code }}'"),
        ("letter.as_of", "setting: letters/oproep/letter.yaml:9, '2024-07-01'"),
        ("letter.language", "setting: oproep.yaml:2, 'nl-NL'"),
        ("sender.name", "setting: oproep.yaml:1, 'Provincie Overijssel'"),
        ("contact.name", "setting: letters/oproep/letter.yaml:15, 'J. Jansen'"),
        ("values.regeling", "setting: letters/oproep/letter.yaml:16, 'Subsidie'"),
    ])
    func `a name has an origin`(path: String, expected: String) throws {
        let letter = try letter()
        #expect(shown(letter.origin(of: path, for: letter.recipients[1])) == expected)
    }

    @Test func `an empty cell says so, and each row of a table has its own`() throws {
        let letter = try letter()
        #expect(
            shown(letter.origin(of: "figures.begin", for: letter.recipients[0]))
                == "missing: letters/oproep/figures.csv:3:B3, '', 2024-07-01, COA, GM0150")
        #expect(shown(letter.origin(of: "figures.eind", for: letter.recipients[0])).contains("'−7'"))
        #expect(
            shown(letter.origin(of: "tables.maanden.aantal", row: 1, for: letter.recipients[1]))
                == "cell: letters/oproep/maanden.csv:4:A4, '3', 2024-07-01, eigen opgave, GM0193")
    }
}

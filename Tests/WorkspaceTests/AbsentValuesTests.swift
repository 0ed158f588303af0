import Support
import Templating
import Testing
import Workspace

/// Values that may be absent, amounts of money, typed values, and what the rows of a table add up to.
struct AbsentValuesTests {
    private func workspace(_ columns: String, _ rows: String, _ rest: String = "") -> TemporaryWorkspace {
        var workspace = TemporaryWorkspace()
        workspace.replace("begin: { type: integer }", with: columns, in: \.letter)
        workspace.figures = rows
        workspace.letter += rest
        return workspace
    }

    private func number(_ text: String) throws -> Value { .number(try #require(ExactNumber(text))) }

    @Test(arguments: ["integer", "decimal", "money", "date", "boolean", "text"])
    func `a value of any type may be absent when the letter says so`(type: String) throws {
        let workspace = workspace(
            "begin: { type: \(type), optional: true }", "code,begin,eind\nGM0150,,-7\nGM0193,,3\n")
        let (letter, diagnostics) = try workspace.load()
        #expect(diagnostics.all.map(\.description) == [])
        let found = try #require(letter)
        #expect(found.recipients.allSatisfy { found.value(of: "figures.begin", for: $0).isEmpty })
    }

    @Test func `sums skip what is absent and say how many, what uses it is absent`() throws {
        let workspace = workspace(
            "begin: { type: decimal, optional: true }", "code,begin,eind\nGM0150,,-7\nGM0193,\"2,5\",3\n",
            "derived: { dubbel: figures.begin * 2, zeker: figures.begin if figures.begin is not missing else 0 }\n")
        let (loaded, diagnostics) = try workspace.load()
        #expect(diagnostics.all.map(\.description) == [])
        let letter = try #require(loaded)
        let (first, second) = (letter.recipients[0], letter.recipients[1])
        #expect(letter.value(of: "derived.dubbel", for: first).isEmpty)
        #expect(try letter.value(of: "derived.zeker", for: first) == number("0"))
        #expect(try letter.value(of: "total.begin", for: second) == number("2.5"))
        #expect(try letter.value(of: "total.dubbel", for: second) == number("5"))
        #expect(letter.origin(of: "total.begin", for: first).skipped == 1)
        #expect(letter.origin(of: "total.dubbel", for: first).skipped == 1)
        #expect(letter.origin(of: "total.zeker", for: first).skipped == nil)
    }

    @Test func `a check that needs what is absent is neither true nor false: it is told`() throws {
        let workspace = workspace(
            "begin: { type: integer, optional: true }", "code,begin,eind\nGM0150,,-7\nGM0193,5,3\n",
            """
            checks:
              - { that: figures.begin > figures.eind, because: meer }
              - { that: figures.begin is missing or figures.begin > figures.eind, because: meer }

            """)
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:14:13: error: 'figures.begin > figures.eind' needs a value that is empty for \
                Deventer (GM0150) [empty-value]
                   14 |   - { that: figures.begin > figures.eind, because: meer }
                      |             ^~~~~~~~~~~~~~~~~~~~~~~~~~~~ fill it in, or ask first: … is missing
                """)
    }

    @Test(arguments: [
        ("begin: { type: integer, optional: true, missing: 0 }", "keep one of them"),
        ("begin: { type: integer, missing: \"\" }", "write 'optional: true' instead"),
        ("begin: { type: integer, optional: ja }", "'ja' is not one of true, false"),
    ])
    func `absence is said in one way`(column: String, expected: String) throws {
        let report = try workspace(column, "code,begin,eind\nGM0150,1,-7\nGM0193,2,3\n").report()
        #expect(report.contains(expected))
    }

    @Test func `an amount is a number with or without the sign of the euro`() throws {
        let workspace = workspace(
            "begin: { type: money }", "code,begin,eind\nGM0150,\"€ 10,50\",-7\nGM0193,\"2,25 €\",3\n",
            "derived: { helft: figures.begin / 2, deel: figures.begin / total.begin }\n")
        let (letter, diagnostics) = try workspace.load()
        #expect(diagnostics.all.map(\.description) == [])
        #expect(letter?.scope.entries["total.begin"].map { "\($0)".contains("money") } == true)
        #expect(letter?.scope.entries["derived.helft"].map { "\($0)".contains("money") } == true)
        #expect(letter?.scope.entries["derived.deel"].map { "\($0)".contains("number") } == true)
    }

    @Test func `values have a type when the letter says so`() throws {
        let values = """
            values:
              woord: 2024-03-01
              grens: { type: date, value: 2024-03-01 }
              deel: { type: decimal, value: "0,5" }
              bedrag: { type: money, value: "1000,00" }
              aan: { type: boolean, value: ja }
              niets: { type: date, value: 2024-02-30 }
              type: { type: dag, value: 1 }
            derived:
              later: 1 if letter.date > values.grens and values.aan and letter.date > date("2024-03-01") else 0
              helft: values.bedrag * values.deel

            """
        let report = try workspace("begin: { type: integer }", TemporaryWorkspace.figures, values).report()
        #expect(report.contains("letter.yaml:19:31: error: there is no day '2024-02-30' [bad-date]"))
        #expect(report.contains("'dag' is not one of text, integer, decimal, money, date, boolean"))
        let right = values.split(separator: "\n").filter { !$0.contains("niets") && !$0.contains("dag") }
        let (loaded, diagnostics) = try workspace(
            "begin: { type: integer }", TemporaryWorkspace.figures, right.joined(separator: "\n") + "\n"
        ).load()
        #expect(diagnostics.all.map(\.description) == [])
        let letter = try #require(loaded)
        #expect(try letter.value(of: "derived.later", for: letter.recipients[0]) == number("1"))
        #expect(try letter.value(of: "derived.helft", for: letter.recipients[0]) == number("500"))
        #expect(letter.value(of: "values.woord", for: letter.recipients[0]) == .text("2024-03-01"))
    }

    @Test func `a table is asked for its rows, also by checks and totals`() throws {
        var workspace = workspace(
            "begin: { type: integer }", TemporaryWorkspace.figures,
            """
            tables: { subsidies: { file: subsidies.csv, columns: { bedrag: { type: money, optional: true } } } }
            derived: { som: sum(tables.subsidies.bedrag), rijen: count(tables.subsidies) }
            checks:
              - { that: total.som == 30 and total.rijen == 3, because: alles }
              - { that: sum(tables.subsidies.bedrag) < 30, because: te veel }

            """)
        workspace["letters/oproep/subsidies.csv"] = "code;bedrag\nGM0193;10\nGM0193;20\nGM0193;\n"
        let (loaded, diagnostics) = try workspace.load()
        #expect(
            diagnostics.all.map(\.message) == [
                "check 'te veel' fails for Zwolle (GM0193): sum(tables.subsidies.bedrag) is 30"
            ])
        let letter = try #require(loaded)
        #expect(try letter.value(of: "derived.som", for: letter.recipients[0]) == number("0"))
        #expect(try letter.value(of: "derived.rijen", for: letter.recipients[1]) == number("3"))
        let origin = letter.origin(of: "sum(tables.subsidies.bedrag)", for: letter.recipients[1])
        #expect(origin.rows == 3 && origin.skipped == 1 && origin.place.file == "letters/oproep/subsidies.csv")
        #expect(letter.rows(addedUpIn: "sum(tables.subsidies.bedrag)", for: letter.recipients[1])?.values.count == 3)
    }

    @Test func `a sum that is too large, or of a cell that is wrong, is told once`() throws {
        var workspace = workspace(
            "begin: { type: integer }", TemporaryWorkspace.figures,
            """
            tables: { t: { file: t.csv, columns: { n: { type: decimal } } } }
            derived: { som: sum(tables.t.n) }

            """)
        let large = "170141183460469231731687303715884105727"
        workspace["letters/oproep/t.csv"] = "code;n\nGM0193;\(large)\nGM0193;\(large)\nGM0150;x\n"
        let (_, diagnostics) = try workspace.load()
        #expect(
            diagnostics.all.map(\.message) == [
                "'x' is not a decimal number; Deventer (GM0150), column 'n'",
                "sum(tables.t.n) is too large a number for Zwolle (GM0193)",
            ])
    }

    @Test(arguments: [
        ("0,1234567890123456789012345678901234567890", "has more digits than can be kept exactly"),
        ("1700000000000000000000000000000000000000", "has more digits than can be kept exactly"),
    ])
    func `a number with too many digits is refused for that reason`(cell: String, expected: String) throws {
        let report = try workspace("begin: { type: decimal }", "code,begin,eind\nGM0150,\"\(cell)\",1\nGM0193,1,2\n")
            .report()
        #expect(report.contains(expected) && !report.contains("write "))
    }

    @Test func `one cause in many rows is one message`() throws {
        var workspace = workspace("begin: { type: decimal }", "code,begin,eind\n")
        workspace.list = "code,name,addressee,address,postcode,place\n"
        for row in 0..<400 {
            workspace.list += "R\(row),G\(row),College,Postbus 1,1000 AA,PLAATS\n"
            workspace.figures += "R\(row),\"\(row),5%\",1\n"
        }
        let (_, diagnostics) = try workspace.load()
        #expect(diagnostics.all.map(\.count) == [400])
        #expect(diagnostics.all.first?.message.hasSuffix("and 389 more)") == true)
    }
}

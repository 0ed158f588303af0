import Support
import Templating
import Testing
import Workspace

/// What is written in a cell, read as the type of its column.
struct CellTests {
    private func workspace(_ written: String, _ type: String, language: String = "nl-NL") -> TemporaryWorkspace {
        var workspace = TemporaryWorkspace()
        workspace.replace("eind: { type: integer,", with: "eind: { type: \(type),", in: \.letter)
        workspace.letter += "language: \(language)\n"
        workspace.figures = "code\tbegin\teind\nGM0150\t1\t\(written)\nGM0193\t1\t\(written)\n"
        return workspace
    }

    private func value(_ written: String, _ type: String, language: String = "nl-NL") throws -> Value {
        let (letter, diagnostics) = try workspace(written, type, language: language).load()
        #expect(diagnostics.all.map(\.description) == [])
        let found = try #require(letter)
        return found.value(of: "figures.eind", for: found.recipients[1])
    }

    /// What is said of Zwolle's cell.
    private func report(_ written: String, _ type: String, language: String = "nl-NL") throws -> String {
        let all = try workspace(written, type, language: language).load().diagnostics.all
        return all.last.map(\.description) ?? ""
    }

    @Test(arguments: [
        ("12", "integer", "nl-NL", "12"), ("-12", "integer", "nl-NL", "-12"), ("−12", "integer", "nl-NL", "-12"),
        (" 12 ", "integer", "nl-NL", "12"), ("0", "integer", "nl-NL", "0"), ("12,5", "decimal", "nl-NL", "12.5"),
        ("−0,25", "decimal", "nl-NL", "-0.25"), ("12", "decimal", "nl-NL", "12"), ("12.5", "decimal", "en-GB", "12.5"),
        ("123456789012345678", "integer", "nl-NL", "123456789012345678"),
    ])
    func `numbers are read in the letter's language`(written: String, type: String, language: String, value: String)
        throws
    {
        #expect(try self.value(written, type, language: language) == .number(#require(ExactNumber(value))))
    }

    /// What the second of two cells is when the first is written so; nil when it is refused.
    private func value(_ written: String, beside other: String, _ declaration: String, language: String = "nl-NL")
        throws -> (value: Value, ids: [DiagnosticID])
    {
        var workspace = workspace(written, declaration, language: language)
        workspace.figures = "code\tbegin\teind\nGM0150\t1\t\(other)\nGM0193\t1\t\(written)\n"
        let (letter, diagnostics) = try workspace.load()
        let found = try #require(letter)
        return (found.value(of: "figures.eind", for: found.recipients[1]), diagnostics.all.map(\.problem.id))
    }

    @Test(arguments: [
        ("1.234", "integer", "nl-NL"), ("-1.234", "decimal", "nl-NL"), ("12.500", "money", "nl-NL"),
        ("1,234", "decimal", "en-GB"), ("1,234", "integer", "en-GB"), ("1,234", "decimal", "nl-NL"),
        ("€ 1,234", "money", "nl-NL"),
    ])
    func `what nothing settles is one problem of the column, and no value`(
        written: String, type: String, language: String
    ) throws {
        let (value, ids) = try value(written, beside: written, type, language: language)
        #expect(ids == [.ambiguousNumber])
        #expect(value == .empty)
    }

    @Test func `the problem of a column says what to write`() throws {
        let report = try workspace("12.500", "money").report()
        #expect(
            report.contains("letters/oproep/figures.csv:2:3 (C2): error: '12.500' could be 12500 or 12,500, and 1 more")
        )
        #expect(report.contains("[ambiguous-number]"))
        #expect(report.contains("'decimals: comma' makes it 12500, 'decimals: point' 12,500"))
    }

    @Test(arguments: [
        ("12.500", "8.250,75", "12500"), ("12.500", "1.234.567", "12500"), ("€ 12.500", "€ 8.250", "12500"),
        ("12.500", "8.5", "12.5"), ("12,500", "8.250,5", "12.5"), ("12.500", "8.250,-", "12500"),
        ("12.500", "0,125", "12500"), ("12,500", "1,234,567", "12500"),
    ])
    func `another cell of the column settles it`(written: String, other: String, expected: String) throws {
        let (value, ids) = try value(written, beside: other, "decimal")
        #expect(ids == [])
        #expect(value == .number(try #require(ExactNumber(expected))))
    }

    @Test(arguments: [("comma", "12500"), ("point", "12.5")])
    func `or its declaration does`(mark: String, expected: String) throws {
        let (value, ids) = try value("12.500", beside: "8.250", "decimal, decimals: \(mark)")
        #expect(ids == [])
        #expect(value == .number(try #require(ExactNumber(expected))))
    }

    @Test func `cells that contradict each other are never guessed`() throws {
        #expect(try value("12.500", beside: "8,5", "decimal").ids == [])
        var workspace = workspace("12.500", "decimal")
        workspace.list += "GM0141,Almelo,College,Postbus 1,7600 AA,ALMELO,\n"
        workspace.figures = "code\tbegin\teind\nGM0150\t1\t8,5\nGM0193\t1\t12.500\nGM0141\t1\t7.5\n"
        #expect(Set(try workspace.load().diagnostics.all.map(\.problem.id)) == [.ambiguousNumber, .wrongType])
    }

    @Test(arguments: [
        ("+3", "integer", "3"), ("1.234.567", "integer", "1234567"), ("1.234,5", "decimal", "1234.5"),
        ("1 234", "integer", "1234"), ("1\u{A0}234", "integer", "1234"), ("1\u{202F}234", "integer", "1234"),
        ("1'234", "integer", "1234"), ("1’234,5", "decimal", "1234.5"), ("12.5", "decimal", "12.5"),
        ("-0.5", "decimal", "-0.5"), ("0.125", "decimal", "0.125"), ("€ 12.500,00", "money", "12500"),
        ("12500,-", "money", "12500"), ("€ 8.250,-", "money", "8250"), ("(12)", "integer", "-12"),
        ("12-", "integer", "-12"), ("€ -12,50", "money", "-12.5"), ("-€ 12,50", "money", "-12.5"),
        ("(€ 1.250,00)", "money", "-1250"), ("12,50 €", "money", "12.5"), ("EUR 12,50", "money", "12.5"),
        ("\u{200B}12\u{FEFF}", "integer", "12"), ("1\u{AD}2", "integer", "12"), ("−12,5", "decimal", "-12.5"),
    ])
    func `a number that can only mean one thing is read`(written: String, type: String, expected: String) throws {
        #expect(try value(written, type) == .number(try #require(ExactNumber(expected))))
    }

    @Test func `what Dutch programs write is read in an English letter`() throws {
        #expect(try value("1.234,5", "decimal", language: "en-GB") == .number(try #require(ExactNumber("1234.5"))))
    }

    @Test(arguments: [
        ("3,0", "integer", "write 3"), ("12.500,00", "integer", "give the column 'type: money'"),
        ("5%", "decimal", "take the percent sign out"), ("#N/B", "decimal", "the spreadsheet could not calculate it"),
        ("1,2E+05", "decimal", "the spreadsheet shortened it"), ("$ 12", "money", "amounts are in euros"),
        ("€ -", "money", "write 0 when it is zero"), ("12,3456", "money", "round it to cents"),
        (String(repeating: "9", count: 41), "integer", "round it"),
    ])
    func `what is not read is told what to do`(written: String, type: String, hint: String) throws {
        #expect(try report(written, type).contains(hint))
    }

    @Test func `a per cent in every row is one message`() throws {
        let all = try workspace("5%", "decimal").load().diagnostics.all
        #expect(all.allSatisfy { $0.problem.id == .wrongType })
    }

    @Test(arguments: [
        "drie", "3,5", "1.23.4", "1,2,3", "-", "3,", ",5", "--3", "3%", "1e3", "1 23", "1.234 567", "-(3)", "0x10",
        "NaN", "٣", "=1+1",
    ])
    func `what is not an integer is refused`(written: String) throws {
        let shown = written.count > 40 ? written.prefix(40) + "…" : written[...]
        let report = try report(written, "integer")
        #expect(
            report.hasPrefix(
                "letters/oproep/figures.csv:3:3 (C3): error: '\(shown)' is not an integer; Zwolle (GM0193), column 'eind'"
            ))
    }

    @Test(arguments: [
        ("2024-07-01", "nl-NL"), ("01-07-2024", "nl-NL"), ("1-7-2024", "nl-NL"), (" 2024-07-01 ", "en-GB"),
    ])
    func `dates are read`(written: String, language: String) throws {
        let expected = try #require(CalendarDate(year: 2024, month: 7, day: 1))
        #expect(try value(written, "date", language: language) == .date(expected))
    }

    @Test(arguments: ["31-02-2024", "2024-02-31", "29-2-2023", "0-1-2024", "2024-13-01", "1-1-0000"])
    func `a day that does not exist is refused`(written: String) throws {
        expect(
            try report(written, "date"),
            is: """
                letters/oproep/figures.csv:3:3 (C3): error: there is no day '\(written)'; Zwolle (GM0193), column 'eind' \
                [bad-date]
                """)
    }

    @Test(arguments: [
        ("1/7/2024", "nl-NL", " or 11-7-2024"), ("2024-7-1", "nl-NL", " or 11-7-2024"), ("1-7-2024", "en-GB", ""),
        ("1 juli 2024", "nl-NL", " or 11-7-2024"), ("45474", "nl-NL", " or 11-7-2024"),
        ("2024-07-01 00:00", "nl-NL", " or 11-7-2024"),
    ])
    func `what is not a date is refused`(written: String, language: String, dutch: String) throws {
        expect(
            try report(written, "date", language: language),
            is: """
                letters/oproep/figures.csv:3:3 (C3): error: '\(written)' is not a date; Zwolle (GM0193), column 'eind' \
                [wrong-type]
                       write it like 2024-07-11\(dutch)
                """)
    }

    @Test(arguments: ["ja", "JA", "yes", "True", "waar", " true "]) func `yes is said in many ways`(written: String)
        throws
    {
        #expect(try value(written, "boolean") == .boolean(true))
    }

    @Test(arguments: ["nee", "no", "FALSE", "onwaar"]) func `and so is no`(written: String) throws {
        #expect(try value(written, "boolean") == .boolean(false))
    }

    @Test func `anything else is not a boolean`() throws {
        expect(
            try report("1", "boolean"),
            is: """
                letters/oproep/figures.csv:3:3 (C3): error: '1' is not a boolean; Zwolle (GM0193), column 'eind' [wrong-type]
                       write ja or nee, true or false
                """)
    }

    @Test(arguments: ["integer", "text", "date"]) func `a cell is only empty where that is said`(type: String) throws {
        for written in ["", "  ", "\u{A0}", "\u{200B}"] {
            expect(
                try report(written, type),
                is: """
                    letters/oproep/figures.csv:3:3 (C3): error: this cell is empty; Zwolle (GM0193), column 'eind' \
                    [empty-cell]
                           fill it in, or say in letter.yaml what it means: 'optional: true', or 'missing: …'
                    """)
        }
    }

    @Test(arguments: [
        ("integer, missing: 0", Value.number(.zero)), ("text, missing: geen", .text("geen")),
        ("text, missing: \"\"", .empty), ("boolean, missing: nee", .boolean(false)),
        ("decimal, missing: \"0,5\"", .number(ExactNumber("0.5") ?? .zero)),
    ])
    func `an empty cell is what letter yaml says`(type: String, expected: Value) throws {
        #expect(try value("", type) == expected)
    }

    @Test func `what an empty cell stands for is of the column's type`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("begin: { type: integer }", with: "begin: { type: integer, missing: geen }", in: \.letter)
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:11:38: error: 'geen' is not an integer [wrong-type]
                   11 |     begin: { type: integer, missing: geen }
                      |                                      ^~~~
                """)
    }

    @Test func `a wrong value is shown on one line and in part`() throws {
        var workspace = TemporaryWorkspace()
        workspace.figures = "code,begin,eind\nGM0150,1,2\nGM0193,1,\"\(String(repeating: "a\tb\n", count: 20))\"\n"
        expect(
            try workspace.report(),
            is: """
                letters/oproep/figures.csv:3:3 (C3): error: '\(String(repeating: "a b ", count: 10))…' is not an integer; \
                Zwolle (GM0193), column 'eind' [wrong-type]
                """)
    }
}

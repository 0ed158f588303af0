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
        #expect(all.count == 2)
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

    @Test(arguments: [
        ("1.234", "integer", "nl-NL", "1234 or 1,234"), ("-1.234", "decimal", "nl-NL", "-1234 or -1,234"),
        ("12.345", "decimal", "nl-NL", "12345 or 12,345"), ("1,234", "decimal", "en-GB", "1234 or 1.234"),
        ("1,234", "integer", "en-GB", "1234 or 1.234"),
    ])
    func `grouping is refused with both readings`(written: String, type: String, language: String, readings: String)
        throws
    {
        expect(
            try report(written, type, language: language),
            is: """
                letters/oproep/figures.csv:3:3 (C3): error: '\(written)' could be \(readings); Zwolle (GM0193), \
                column 'eind' [ambiguous-number]
                       write \(readings)
                """)
    }

    @Test(arguments: [
        ("3,0", "integer", "3"), ("+3", "integer", "3"), ("1.234.567", "integer", "1234567"),
        ("1.234,5", "decimal", "1234,5"), ("1 234", "integer", "1234"), ("1\u{A0}234", "integer", "1234"),
        ("1'234", "integer", "1234"), ("12.5", "decimal", "12,5"), ("-0.5", "decimal", "-0,5"),
        ("0.125", "decimal", "0,125"),
    ])
    func `a number that can only mean one thing is told how to be written`(written: String, type: String, right: String)
        throws
    {
        let noun = type == "integer" ? "an integer" : "a decimal number"
        expect(
            try report(written, type),
            is: """
                letters/oproep/figures.csv:3:3 (C3): error: '\(written)' is not \(noun); Zwolle (GM0193), column 'eind' \
                [wrong-type]
                       write \(right)
                """)
    }

    @Test(arguments: [
        "drie", "3,5", "1.23.4", "1,2,3", "-", "3,", ",5", "--3", "€ 3", "3%", "1e3", "0x10", "NaN", "٣", "=1+1",
        "99999999999999999999999999999999999999999",
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
        for written in ["", "  ", "\u{A0}"] {
            expect(
                try report(written, type),
                is: """
                    letters/oproep/figures.csv:3:3 (C3): error: this cell is empty; Zwolle (GM0193), column 'eind' \
                    [empty-cell]
                           fill it in, or say in letter.yaml what it means: 'missing: …'
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

import Testing

@Suite("What cannot be printed")
struct FillingDiagnosticsTests {
    private func report(_ text: String, _ change: (inout SampleCopy) -> Void = { _ in }) throws -> String {
        var sample = SampleCopy(text: text)
        change(&sample)
        return try sample.report()
    }

    @Test("An empty cell is told at the cell, for each recipient, with the line that prints it")
    func emptyCell() throws {
        let report = try report("E-mail: {{ recipient.email }}")
        #expect(
            report == """
                recipients/gemeenten-overijssel.csv:8:7 (G8): error: 'recipient.email' is empty for Hardenberg (GM0160), \
                and letters/oproep-huisvesting-statushouders/letter.md:1 prints it [empty-value]
                       fill it in, or print it only when it is there: {% if recipient.email is not missing %}
                """)
    }

    @Test("A setting that is not there is told once, where it is printed")
    func emptySetting() throws {
        let report = try report("Zaak {{ letter.case }}")
        #expect(
            report == """
                letters/oproep-huisvesting-statushouders/letter.md:1:9: error: 'letter.case' is not set [empty-value]
                    1 | Zaak {{ letter.case }}
                      |         ^~~~~~~~~~~ set it, or print it only when it is there: {% if letter.case is not missing %}
                """)
    }

    @Test("A division by zero is told with the recipient")
    func division() throws {
        let report = try report("{% if figures.taakstelling / figures.saldo_eind > 1 %}a{% else %}b{% endif %}")
        #expect(report.contains("letter.md:1:7: error: "))
        #expect(report.contains("'figures.taakstelling / figures.saldo_ein…' divides by zero for Olst-Wijhe (GM1773)"))
    }

    @Test("A variant that nobody gets is a warning")
    func deadBranch() throws {
        let report = try report("Tekst {% if recipient.code == \"GM9999\" %}a{% endif %}")
        #expect(
            report == """
                letters/oproep-huisvesting-statushouders/letter.md:1:7: warning: no recipient gets what follows \
                {% if recipient.code == "GM9999" %} [dead-branch]
                    1 | Tekst {% if recipient.code == "GM9999" %}a{% endif %}
                      |       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ is the condition right? Otherwise take it out
                """)
    }

    @Test("What is guarded is no error")
    func guarded() throws {
        #expect(
            try report("{% if recipient.email != \"\" %}{{ recipient.email }}{% else %}geen{% endif %} e-mail") == "")
    }

    @Test("A letter is not called empty for a cell that was refused")
    func refusedCell() throws {
        let report = try report("{% if figures.saldo_eind != \"\" %}\ntekst\n{% endif %}") { sample in
            let path = "letters/\(SampleCopy.letter)/figures.csv"
            sample[path] = sample[path].replacing("GM0150,-56,110,69,-97", with: "GM0150,-56,110,69,x")
        }
        #expect(report.contains("[wrong-type]") && !report.contains("[empty-letter]"))
    }

    @Test("A wrong cell is told once, and what else is wrong in the same run")
    func wrongCell() throws {
        let report = try report("{{ figures.saldo_eind }} {{ derived.achterstand }} {{ recipient.email }}") { sample in
            let path = "letters/\(SampleCopy.letter)/figures.csv"
            sample[path] = sample[path].replacing("GM0150,-56,110,69,-97", with: "GM0150,-56,110,69,x")
        }
        #expect(report.contains("error: 'x' is not an integer; Deventer (GM0150), column 'saldo_eind' [wrong-type]"))
        #expect(report.contains("'recipient.email' is empty for Hardenberg (GM0160)"))
        #expect(report.ranges(of: "error:").count == 2)
    }

    @Test("Decimals without end are not printed without a word")
    func unending() throws {
        let report = try report("{{ figures.taakstelling / 7 }}")
        #expect(
            report.contains(
                "letter.md:1:4: error: the decimals of 'figures.taakstelling / 7' have no end for Almelo (GM0141) "
                    + "(23 of these: also GM0147, GM0148, ") && report.contains("and 12 more) [unending-number]"))
    }
}

import Support
import Templating
import Testing
import Workspace

/// Totals, and what is derived.
struct CalculationTests {
    private func numbers(_ values: Int...) -> [Value] { values.map { .number(ExactNumber($0)) } }

    @Test func `totals are over all rows, whoever is addressed`() throws {
        let text = """
            derived:
              achterstand: max(0, -figures.eind)
              aandeel: derived.achterstand / total.achterstand
              naam: recipient.name

            """
        let (loaded, diagnostics) = try TemporaryWorkspace(calculating: text, where: "derived.achterstand == 0").load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.map(\.description) == [])
        #expect(letter.recipients.map(\.name) == ["Zwolle"])
        #expect(letter.values("total.begin") == numbers(-5))
        #expect(letter.values("total.eind") == numbers(-4))
        #expect(letter.values("derived.achterstand") == numbers(0))
        #expect(letter.values("total.achterstand") == numbers(7))
        #expect(letter.values("total.aandeel") == numbers(1))
        #expect(letter.values("derived.naam") == [.text("Zwolle")])
        #expect(letter.scope.entries["total.naam"] == nil)
    }

    @Test func `what is derived uses only what stands above it`() throws {
        expect(
            try TemporaryWorkspace(
                calculating: "derived:\n  a: derived.b + 1\n  b: total.b\n  c: derived.a + figures.einde\n"
            ).report(),
            is: """
                letters/oproep/letter.yaml:14:6: error: 'derived.b' is not known here yet [unknown-name]
                   14 |   a: derived.b + 1
                      |      ^~~~~~~~~ what is derived may only use what stands above it, and not itself
                letters/oproep/letter.yaml:15:6: error: 'total.b' is not known here yet [unknown-name]
                   15 |   b: total.b
                      |      ^~~~~~~ what is derived may only use what stands above it, and not itself
                letters/oproep/letter.yaml:16:18: error: unknown figure 'figures.einde' [unknown-name]
                   16 |   c: derived.a + figures.einde
                      |                  ^~~~~~~~~~~~~ did you mean 'figures.eind'?
                """)
    }

    @Test func `what is derived has a name of its own, which a letter can use`() throws {
        expect(
            try TemporaryWorkspace(calculating: "derived:\n  eind: figures.eind\n  na-am: 1\n  leeg:\n  lijst: [1]\n")
                .report(),
            is: """
                letters/oproep/letter.yaml:14:3: error: 'eind' is the name of a column of the figures already [name-taken]
                   14 |   eind: figures.eind
                      |   ^~~~ choose another name: total.eind would mean both
                letters/oproep/letter.yaml:15:3: error: 'na-am' cannot be used as a name in a letter [bad-value]
                   15 |   na-am: 1
                      |   ^~~~~ begin with a letter, then only letters, digits and _
                letters/oproep/letter.yaml:16:3: error: 'derived.leeg' is empty [bad-value]
                   16 |   leeg:
                      |   ^~~~ give it a value, or leave the key out
                letters/oproep/letter.yaml:17:10: error: 'derived.lijst' must be a text, this is a list [bad-value]
                   17 |   lijst: [1]
                      |          ^
                """)
    }

    @Test func `a calculation without a result is told for whom`() throws {
        let text = """
            derived:
              deel: 1 / (figures.eind - 3)
              groot: figures.eind * 99999999999999999999999999999999999999
              verder: derived.deel + total.deel
            checks:
              - { that: derived.deel > 0, because: kan niet }
              - { that: letter.reply_by > letter.date, because: termijn }

            """
        expect(
            try TemporaryWorkspace(calculating: text).report(),
            is: """
                letters/oproep/letter.yaml:14:9: error: '1 / (figures.eind - 3)' divides by zero for Zwolle (GM0193) \
                [division-by-zero]
                   14 |   deel: 1 / (figures.eind - 3)
                      |         ^~~~~~~~~~~~~~~~~~~~~~ mend the figure, or ask first whether it is 0
                letters/oproep/letter.yaml:15:10: error: 'figures.eind * 9999999999999999999999999…' is too large a \
                number for Deventer (GM0150) [overflow]
                   15 |   groot: figures.eind * 99999999999999999999999999999999999999
                      |          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ look at the figures
                letters/oproep/letter.yaml:15:10: error: 'figures.eind * 9999999999999999999999999…' is too large a \
                number for Zwolle (GM0193) [overflow]
                   15 |   groot: figures.eind * 99999999999999999999999999999999999999
                      |          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ look at the figures
                letters/oproep/letter.yaml:18:13: error: check 'kan niet' fails for Deventer (GM0150): derived.deel is \
                −0,1 [failed-check]
                   18 |   - { that: derived.deel > 0, because: kan niet }
                      |             ^~~~~~~~~~~~~~~~
                letters/oproep/letter.yaml:19:13: error: 'letter.reply_by > letter.date' needs a value that is empty \
                [empty-value]
                   19 |   - { that: letter.reply_by > letter.date, because: termijn }
                      |             ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~ fill it in, or ask first: … is missing
                """)
    }

    @Test func `a total that is too large is told once`() throws {
        var workspace = TemporaryWorkspace()
        let large = "170141183460469231731687303715884105727"
        workspace.figures = "code,begin,eind\nGM0150,\(large),1\nGM0193,\(large),1\n"
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:11:5: error: total.begin is too large a number [overflow]
                   11 |     begin: { type: integer }
                      |     ^~~~~ look at the figures
                """)
    }

    @Test func `one wrong cell is one problem, whatever depends on it`() throws {
        let text = """
            derived: { achterstand: -figures.eind, deel: derived.achterstand / total.achterstand }
            checks:
              - { that: figures.eind == figures.begin + 3, because: saldo }
              - { that: total.eind == 10, because: totaal }
              - { that: total.deel == 1, because: delen }

            """
        var workspace = TemporaryWorkspace(calculating: text, where: "figures.eind > 100")
        workspace.replace("2024-{{ recipient.code }}", with: "2024{{ figures.eind }}", in: \.letter)
        workspace.figures = "code,begin,eind\nGM0150,-10,-7\nGM0193,5,drie\n"
        expect(
            try workspace.report(),
            is: """
                letters/oproep/figures.csv:3:3 (C3): error: 'drie' is not an integer; Zwolle (GM0193), column 'eind' \
                [wrong-type]
                """)
    }

    @Test func `without the list nothing is said of its columns`() throws {
        var workspace = TemporaryWorkspace(calculating: "derived: { wijk: recipient.wijk }\n")
        workspace.files["recipients/gemeenten.csv"] = nil
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:5:9: error: 'recipients/gemeenten.csv' is not there [missing-file]
                    5 |   list: gemeenten
                      |         ^~~~~~~~~
                """)
    }
}

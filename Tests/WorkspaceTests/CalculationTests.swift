import Support
import Templating
import Testing
import Workspace

/// Totals, what is derived, checks, and who is addressed.
struct CalculationTests {
    private func workspace(_ letter: String, where condition: String? = nil) -> TemporaryWorkspace {
        var workspace = TemporaryWorkspace()
        if let condition {
            workspace.replace("list: gemeenten", with: "list: gemeenten\n  where: \(condition)", in: \.letter)
        }
        workspace.letter += letter
        return workspace
    }

    private func values(_ path: String, _ letter: Letter) -> [Value] {
        letter.recipients.map { letter.value(of: path, for: $0) }
    }

    private func numbers(_ values: Int...) -> [Value] { values.map { .number(ExactNumber($0)) } }

    @Test func `totals are over all rows, whoever is addressed`() throws {
        let text = """
            derived:
              achterstand: max(0, -figures.eind)
              aandeel: derived.achterstand / total.achterstand
              naam: recipient.name

            """
        let (loaded, diagnostics) = try workspace(text, where: "derived.achterstand == 0").load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.map(\.description) == [])
        #expect(letter.recipients.map(\.name) == ["Zwolle"])
        #expect(values("total.begin", letter) == numbers(-5))
        #expect(values("total.eind", letter) == numbers(-4))
        #expect(values("derived.achterstand", letter) == numbers(0))
        #expect(values("total.achterstand", letter) == numbers(7))
        #expect(values("total.aandeel", letter) == numbers(1))
        #expect(values("derived.naam", letter) == [.text("Zwolle")])
        #expect(letter.scope.entries["total.naam"] == nil)
    }

    @Test func `what is derived uses only what stands above it`() throws {
        expect(
            try workspace("derived:\n  a: derived.b + 1\n  b: total.b\n  c: derived.a + figures.einde\n").report(),
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
            try workspace("derived:\n  eind: figures.eind\n  na-am: 1\n  leeg:\n  lijst: [1]\n").report(),
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
            try workspace(text).report(),
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

    @Test func `a check that fails names the numbers and the difference`() throws {
        let text = """
            checks:
              - that: figures.eind == figures.begin + 3
                because: saldo-identiteit
              - that: total.eind == -5
                because: provinciaal totaal
              - that: (total.eind == total.begin)
                because: gelijk
              - that: figures.eind > 100 or figures.begin > 100
                because: groot
              - that: recipient.name == "Zwolle"
                because: naam
              - that: letter.date == letter.as_of
                because: datum
              - that: 1 > 2
                because: onzin

            """
        expect(
            try workspace(text).report(),
            is: """
                letters/oproep/letter.yaml:14:11: error: check 'saldo-identiteit' fails for Zwolle (GM0193): figures.eind \
                is 3, figures.begin + 3 is 8 (difference 5) [failed-check]
                   14 |   - that: figures.eind == figures.begin + 3
                      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                letters/oproep/letter.yaml:16:11: error: check 'provinciaal totaal' fails: total.eind is −4, not −5 \
                (difference 1) [failed-check]
                   16 |   - that: total.eind == -5
                      |           ^~~~~~~~~~~~~~~~
                letters/oproep/letter.yaml:18:11: error: check 'gelijk' fails: total.eind is −4, total.begin is −5 \
                [failed-check]
                   18 |   - that: (total.eind == total.begin)
                      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~
                letters/oproep/letter.yaml:20:11: error: check 'groot' fails for Deventer (GM0150): figures.eind is −7, \
                figures.begin is −10 [failed-check]
                   20 |   - that: figures.eind > 100 or figures.begin > 100
                      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                letters/oproep/letter.yaml:20:11: error: check 'groot' fails for Zwolle (GM0193): figures.eind is 3, \
                figures.begin is 5 [failed-check]
                   20 |   - that: figures.eind > 100 or figures.begin > 100
                      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                letters/oproep/letter.yaml:22:11: error: check 'naam' fails for Deventer (GM0150): recipient.name is \
                'Deventer', not 'Zwolle' [failed-check]
                   22 |   - that: recipient.name == "Zwolle"
                      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~
                letters/oproep/letter.yaml:24:11: error: check 'datum' fails: letter.date is 2024-07-11, letter.as_of is \
                2024-07-01 [failed-check]
                   24 |   - that: letter.date == letter.as_of
                      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~
                letters/oproep/letter.yaml:26:11: error: check 'onzin' fails [failed-check]
                   26 |   - that: 1 > 2
                      |           ^~~~~
                """)
    }

    @Test func `a failed check tells whom it concerns`() throws {
        let checks = "checks:\n  - { that: figures.eind < 0, because: x }\n  - { that: total.eind > 0, because: y }\n"
        #expect(try workspace(checks).load().diagnostics.all.map(\.place.recipient) == ["GM0193", nil])
    }

    @Test func `a check does not print addresses`() throws {
        let text = """
            checks:
              - { that: recipient.email == "", because: leeg }
              - { that: recipient.email != "", because: vol }

            """
        expect(
            try workspace(text).report(),
            is: """
                letters/oproep/letter.yaml:14:13: error: check 'leeg' fails for Deventer (GM0150): recipient.email is \
                filled in [failed-check]
                   14 |   - { that: recipient.email == "", because: leeg }
                      |             ^~~~~~~~~~~~~~~~~~~~~
                letters/oproep/letter.yaml:15:13: error: check 'vol' fails for Zwolle (GM0193): recipient.email is empty \
                [failed-check]
                   15 |   - { that: recipient.email != "", because: vol }
                      |             ^~~~~~~~~~~~~~~~~~~~~
                """)
    }

    @Test func `a check is whole and of the right type`() throws {
        expect(
            try workspace("checks:\n  - because: x\n  - that: figures.eind\n    because: y\n  - that: 1 == 1\n")
                .report(),
            is: """
                letters/oproep/letter.yaml:14:5: error: 'checks.that' is missing [missing-key]
                   14 |   - because: x
                      |     ^ add it
                letters/oproep/letter.yaml:15:11: error: expected a boolean, this is a number [type-mismatch]
                   15 |   - that: figures.eind
                      |           ^~~~~~~~~~~~
                letters/oproep/letter.yaml:17:5: error: 'checks.because' is missing [missing-key]
                   17 |   - that: 1 == 1
                      |     ^ add it
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
        var workspace = workspace(text, where: "figures.eind > 100")
        workspace.replace("2024-{{ recipient.code }}", with: "2024{{ figures.eind }}", in: \.letter)
        workspace.figures = "code,begin,eind\nGM0150,-10,-7\nGM0193,5,drie\n"
        expect(
            try workspace.report(),
            is: """
                letters/oproep/figures.csv:3:3 (C3): error: 'drie' is not an integer; Zwolle (GM0193), column 'eind' \
                [wrong-type]
                """)
    }

    @Test func `somebody must be addressed`() throws {
        expect(
            try workspace("", where: "figures.eind > 100").report(),
            is: """
                letters/oproep/letter.yaml:6:10: error: nobody is addressed: this holds for none of the 2 recipients \
                [no-recipients]
                    6 |   where: figures.eind > 100
                      |          ^~~~~~~~~~~~~~~~~~ look at the condition
                """)
        expect(
            try workspace("", where: "figures.eind").report(),
            is: """
                letters/oproep/letter.yaml:6:10: error: expected a boolean, this is a number [type-mismatch]
                    6 |   where: figures.eind
                      |          ^~~~~~~~~~~~
                """)
    }

    @Test func `subject and reference are each recipient's own`() throws {
        var workspace = workspace("email: { subject: \"{{ letter.subject }} ({{ letter.reference }})\" }\n")
        workspace.replace("subject: Oproep", with: "subject: Oproep aan {{ recipient.name | upper }}", in: \.letter)
        let (loaded, diagnostics) = try workspace.load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.map(\.description) == [])
        #expect(values("letter.subject", letter) == [.text("Oproep aan DEVENTER"), .text("Oproep aan ZWOLLE")])
        #expect(values("letter.reference", letter) == [.text("2024-GM0150"), .text("2024-GM0193")])
        #expect(letter.emailSubject(for: letter.recipients[1]) == "Oproep aan ZWOLLE (2024-GM0193)")
    }

    @Test func `subject and reference can be made for all who are addressed, and only for them`() throws {
        var workspace = workspace("")
        workspace.replace("2024-{{ recipient.code }}", with: "{{ recipient.email }}/{{ 1 / 0 }}", in: \.letter)
        workspace.replace("subject: Oproep", with: "subject: \"Aan {{ recipient.address }}\"", in: \.letter)
        workspace.replace("Postbus 538", with: "\"Postbus\n538\"", in: \.list)
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:1:11: error: the subject for Zwolle (GM0193) holds a line break [bad-value]
                    1 | subject: "Aan {{ recipient.address }}"
                      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~ take it out of the values
                letters/oproep/letter.yaml:3:16: error: 'recipient.email' is empty for Zwolle (GM0193) [empty-value]
                    3 | reference: "{{ recipient.email }}/{{ 1 / 0 }}"
                      |                ^~~~~~~~~~~~~~~ fill it in, or ask first: {% if recipient.email is not missing %}
                letters/oproep/letter.yaml:3:38: error: '1 / 0' divides by zero for Deventer (GM0150) [division-by-zero]
                    3 | reference: "{{ recipient.email }}/{{ 1 / 0 }}"
                      |                                      ^~~~~ mend the figure, or ask first whether it is 0
                letters/oproep/letter.yaml:3:38: error: '1 / 0' divides by zero for Zwolle (GM0193) [division-by-zero]
                    3 | reference: "{{ recipient.email }}/{{ 1 / 0 }}"
                      |                                      ^~~~~ mend the figure, or ask first whether it is 0
                """)
        workspace.replace("list: gemeenten", with: "list: gemeenten\n  where: figures.eind < 0", in: \.letter)
        workspace.replace("/{{ 1 / 0 }}", with: "", in: \.letter)
        #expect(try workspace.report().isEmpty)
    }

    @Test func `a subject cannot use itself or the reference`() throws {
        var workspace = workspace("")
        workspace.replace("subject: Oproep", with: "subject: Oproep {{ letter.reference }}", in: \.letter)
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:1:20: error: unknown name 'letter.reference' [unknown-name]
                    1 | subject: Oproep {{ letter.reference }}
                      |                    ^~~~~~~~~~~~~~~~
                """)
    }

    @Test func `without the list nothing is said of its columns`() throws {
        var workspace = workspace("derived: { wijk: recipient.wijk }\n")
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

import Support
import Templating
import Testing
import Workspace

/// Checks that the writer of a letter asks for.
struct CheckTests {
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
            try TemporaryWorkspace(calculating: text).report(),
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
        #expect(
            try TemporaryWorkspace(calculating: checks).load().diagnostics.all.map(\.place.recipient) == [
                "GM0193", nil,
            ])
    }

    @Test func `a check does not print addresses`() throws {
        let text = """
            checks:
              - { that: recipient.email == "", because: leeg }
              - { that: recipient.email != "", because: vol }

            """
        expect(
            try TemporaryWorkspace(calculating: text).report(),
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
            try TemporaryWorkspace(
                calculating: "checks:\n  - because: x\n  - that: figures.eind\n    because: y\n  - that: 1 == 1\n"
            )
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
}

import Support
import Templating
import Testing
import Workspace

/// Who is addressed, and what stands above the letter to each.
struct AddressingTests {
    @Test func `somebody must be addressed`() throws {
        expect(
            try TemporaryWorkspace(calculating: "", where: "figures.eind > 100").report(),
            is: """
                letters/oproep/letter.yaml:6:10: error: nobody is addressed: this holds for none of the 2 recipients \
                [no-recipients]
                    6 |   where: figures.eind > 100
                      |          ^~~~~~~~~~~~~~~~~~ look at the condition
                """)
        expect(
            try TemporaryWorkspace(calculating: "", where: "figures.eind").report(),
            is: """
                letters/oproep/letter.yaml:6:10: error: expected a boolean, this is a number [type-mismatch]
                    6 |   where: figures.eind
                      |          ^~~~~~~~~~~~
                """)
    }

    @Test func `subject and reference are each recipient's own`() throws {
        var workspace = TemporaryWorkspace(
            calculating: "email: { subject: \"{{ letter.subject }} ({{ letter.reference }})\" }\n")
        workspace.replace("subject: Oproep", with: "subject: Oproep aan {{ recipient.name | upper }}", in: \.letter)
        let (loaded, diagnostics) = try workspace.load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.map(\.description) == [])
        #expect(letter.values("letter.subject") == [.text("Oproep aan DEVENTER"), .text("Oproep aan ZWOLLE")])
        #expect(letter.values("letter.reference") == [.text("2024-GM0150"), .text("2024-GM0193")])
        #expect(letter.emailSubject(for: letter.recipients[1]) == "Oproep aan ZWOLLE (2024-GM0193)")
    }

    @Test func `subject and reference can be made for all who are addressed, and only for them`() throws {
        var workspace = TemporaryWorkspace()
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
        var workspace = TemporaryWorkspace()
        workspace.replace("subject: Oproep", with: "subject: Oproep {{ letter.reference }}", in: \.letter)
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:1:20: error: unknown name 'letter.reference' [unknown-name]
                    1 | subject: Oproep {{ letter.reference }}
                      |                    ^~~~~~~~~~~~~~~~
                """)
    }
}

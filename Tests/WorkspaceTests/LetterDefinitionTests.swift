import Support
import Templating
import Testing
import Workspace

/// What `letter.yaml` says, and what it may not say.
struct LetterDefinitionTests {
    private func report(_ part: String, _ other: String) throws -> String {
        var workspace = TemporaryWorkspace()
        workspace.replace(part, with: other, in: \.letter)
        return try workspace.report()
    }

    private func report(adding text: String) throws -> String {
        var workspace = TemporaryWorkspace()
        workspace.letter += text
        return try workspace.report()
    }

    @Test func `every key is read, and is a name in the letter`() throws {
        var workspace = TemporaryWorkspace()
        workspace.letter += """
            language: nl-BE
            case: "2024/0123"
            contact: { name: J. Jansen, phone: 038 499 88 99, email: j.jansen@overijssel.nl }
            values: { regeling: "Subsidieregeling\\ngrote gezinnen" }
            signatory:
              closing: "Met vriendelijke groet,"
              on_behalf_of: Gedeputeerde Staten
              name: A. Gijsendorffer
              title: Teamleider
              signature: hand.png
            email: { text: email.md }
            copies: [ Ministerie, COA ]
            attachments: [ bijlage.pdf ]
            reply_by: 2024-09-02

            """
        workspace["letters/oproep/hand.png"] = "png"
        workspace["letters/oproep/email.md"] = "Beste {{ recipient.name }}"
        workspace["letters/bijlage.pdf"] = "pdf"
        let (loaded, diagnostics) = try workspace.load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.map(\.description) == [])
        let expected = [
            "letter.date": "2024-07-11", "letter.language": "nl-BE", "letter.case": "2024/0123",
            "letter.source": "COA", "letter.as_of": "2024-07-01", "letter.reply_by": "2024-09-02",
            "contact.name": "J. Jansen", "contact.phone": "038 499 88 99", "contact.email": "j.jansen@overijssel.nl",
            "values.regeling": "Subsidieregeling\ngrote gezinnen", "signatory.closing": "Met vriendelijke groet,",
            "signatory.on_behalf_of": "Gedeputeerde Staten", "signatory.name": "A. Gijsendorffer",
            "signatory.title": "Teamleider", "signatory.signature": "hand.png", "sender.name": "Provincie Overijssel",
            "sender.place": "Zwolle", "sender.address": "", "sender.postcode": "", "sender.email": "",
            "sender.phone": "", "sender.website": "", "sender.tooi": "",
        ]
        for (path, text) in expected {
            #expect(letter.value(of: path, for: letter.recipients[0]).description == text, "\(path)")
        }
        let lists = ["letter.copies", "letter.attachments"].map { path -> [[Value]] in
            guard case .list(let index)? = letter.scope.entries[path] else { return [] }
            return letter.frame(of: letter.recipients[0]).tables[index]
        }
        #expect(lists == [[[.text("Ministerie")], [.text("COA")]], [[.text("bijlage.pdf")]]])
        #expect(letter.language == .dutch)
        #expect(letter.definition.language.description == "nl-BE")
        #expect(letter.definition.replyBy == CalendarDate(year: 2024, month: 9, day: 2))
        #expect(letter.emailText?.name == "letters/oproep/email.md")
        #expect(letter.text.name == "letters/oproep/letter.md")
        #expect(letter.houseStyle.name == "letters/house-style.fodt")
        #expect(letter.houseStyle.bytes == Array("<office:document/>".utf8))
    }

    @Test(arguments: [
        (
            "date: 2024-07-11", "date: 2024-02-31",
            """
            letters/oproep/letter.yaml:2:7: error: there is no day '2024-02-31' [bad-date]
                2 | date: 2024-02-31
                  |       ^~~~~~~~~~
            """
        ),
        (
            "date: 2024-07-11", "date: 11-07-2024",
            """
            letters/oproep/letter.yaml:2:7: error: '11-07-2024' is not a date [bad-value]
                2 | date: 11-07-2024
                  |       ^~~~~~~~~~ write it like 2024-07-11
            """
        ),
        (
            "{ type: integer }", "{ type: int }",
            """
            letters/oproep/letter.yaml:11:20: error: 'int' is not one of text, integer, decimal, money, date, boolean [bad-value]
               11 |     begin: { type: int }
                  |                    ^~~ did you mean 'integer'?
            """
        ),
        (
            "{ type: integer }", "{ label: Begin }",
            """
            letters/oproep/letter.yaml:11:12: error: 'figures.columns.begin.type' is missing [missing-key]
               11 |     begin: { label: Begin }
                  |            ^ add it
            """
        ),
        (
            "  list: gemeenten", "  lijst: gemeenten",
            """
            letters/oproep/letter.yaml:5:3: error: 'recipients.list' is missing [missing-key]
                5 |   lijst: gemeenten
                  |   ^ add it
            letters/oproep/letter.yaml:5:3: error: unknown key 'lijst' [unknown-key]
                5 |   lijst: gemeenten
                  |   ^~~~~ did you mean 'list'?
            """
        ),
        (
            "  list: gemeenten", "  unanswered: 1",
            """
            letters/oproep/letter.yaml:5:15: error: there is no mailing 1 to remind of [unknown-mailing]
                5 |   unanswered: 1
                  |               ^ 'oproep status' lists the mailings
            """
        ),
        (
            "  source: COA\n  as_of: 2024-07-01\n", "",
            """
            letters/oproep/letter.yaml:7:3: error: 'figures.source' is missing [missing-key]
                7 |   file: figures.csv
                  |   ^ add it
            letters/oproep/letter.yaml:7:3: error: 'figures.as_of' is missing [missing-key]
                7 |   file: figures.csv
                  |   ^ add it
            """
        ),
        (
            "    begin: { type: integer }", "    begin: { type: integer }\n    code: { type: text }",
            """
            letters/oproep/letter.yaml:12:5: error: 'code' is the key and is there always [name-taken]
               12 |     code: { type: text }
                  |     ^~~~ leave it out of the columns
            """
        ),
    ])
    func `what is wrong is told where it stands`(part: String, other: String, expected: String) throws {
        try expect(report(part, other), is: expected)
    }

    @Test(arguments: [
        ("2024-07-13", "zaterdag", "2024-07-15"), ("2024-12-25", "Eerste Kerstdag", "2024-12-27"),
        ("2025-04-18", "Goede Vrijdag", "2025-04-22"), ("2025-05-29", "Hemelvaartsdag", "2025-05-30"),
    ])
    func `a term that ends on a day off is a warning`(day: String, name: String, next: String) throws {
        expect(
            try report(adding: "reply_by: \(day)\n"),
            is: """
                letters/oproep/letter.yaml:13:11: warning: \(day) is not a working day: \(name) [not-working-day]
                   13 | reply_by: \(day)
                      |           ^~~~~~~~~~ the term then ends on the next one, \(next)
                """)
    }

    @Test func `a term ends after the letter's date`() throws {
        expect(
            try report(adding: "reply_by: 2024-07-11\n"),
            is: """
                letters/oproep/letter.yaml:13:11: error: 'reply_by' is not after the letter's own date [bad-value]
                   13 | reply_by: 2024-07-11
                      |           ^~~~~~~~~~ choose a later day
                """)
    }

    @Test func `the files that a letter names are there`() throws {
        var workspace = TemporaryWorkspace()
        workspace["letters/oproep/bijlagen.pdf"] = "pdf"
        workspace.letter += """
            signatory: { signature: hand.png }
            attachments: [ bijlage.pdf, ../../oproep.yaml ]
            email: { text: email.md, subject: "{{ letter.subjet }}" }

            """
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:13:25: error: 'letters/oproep/hand.png' is not there [missing-file]
                   13 | signatory: { signature: hand.png }
                      |                         ^~~~~~~~
                letters/oproep/letter.yaml:14:16: error: 'letters/oproep/bijlage.pdf' is not there [missing-file]
                   14 | attachments: [ bijlage.pdf, ../../oproep.yaml ]
                      |                ^~~~~~~~~~~ did you mean 'bijlagen.pdf'?
                letters/oproep/letter.yaml:14:29: error: '../../oproep.yaml' is not in the letter's folder [bad-value]
                   14 | attachments: [ bijlage.pdf, ../../oproep.yaml ]
                      |                             ^~~~~~~~~~~~~~~~~ put the file there, or in letters/, and write its path \
                from there, without '..'
                letters/oproep/letter.yaml:15:16: error: 'letters/oproep/email.md' is not there [missing-file]
                   15 | email: { text: email.md, subject: "{{ letter.subjet }}" }
                      |                ^~~~~~~~
                letters/oproep/letter.yaml:15:39: error: unknown name 'letter.subjet' [unknown-name]
                   15 | email: { text: email.md, subject: "{{ letter.subjet }}" }
                      |                                       ^~~~~~~~~~~~~ did you mean 'letter.subject'?
                """)
    }

    @Test func `a letter has its text and its house style`() throws {
        var workspace = TemporaryWorkspace()
        workspace.files["letters/oproep/letter.md"] = nil
        workspace.files["letters/house-style.fodt"] = nil
        expect(
            try workspace.report(),
            is: """
                letters/house-style.fodt: error: 'letters/house-style.fodt' is not there [missing-file]
                letters/oproep/letter.md: error: 'letters/oproep/letter.md' is not there [missing-file]
                """)
        workspace.settings += "house_style: letters/huisstijl.fodt\n"
        expect(
            try workspace.report(),
            is: """
                oproep.yaml:3:14: error: 'letters/huisstijl.fodt' is not there [missing-file]
                    3 | house_style: letters/huisstijl.fodt
                      |              ^~~~~~~~~~~~~~~~~~~~~~
                letters/oproep/letter.md: error: 'letters/oproep/letter.md' is not there [missing-file]
                """)
    }

    @Test(arguments: ["letter.odt", "letter.fodt"]) func `a letter from Writer is not available yet`(file: String)
        throws
    {
        var workspace = TemporaryWorkspace()
        workspace.files["letters/oproep/letter.md"] = nil
        workspace["letters/oproep/\(file)"] = "odt"
        expect(
            try workspace.report(),
            is: """
                letters/oproep/\(file): error: a letter written in Writer, '\(file)', is not available yet [not-available]
                       write its text as letter.md
                """)
    }

    @Test func `a refused setting is not also an empty one`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("date: 2024-07-11", with: "date: morgen", in: \.letter)
        workspace.replace("{{ recipient.code }}", with: "{{ letter.date }}{{ contact.email }}", in: \.letter)
        workspace.letter += "contact: { email: jansen }\n"
        expect(
            try workspace.report(),
            is: """
                letters/oproep/letter.yaml:2:7: error: 'morgen' is not a date [bad-value]
                    2 | date: morgen
                      |       ^~~~~~ write it like 2024-07-11
                letters/oproep/letter.yaml:13:19: error: 'jansen' is not an e-mail address [bad-email]
                   13 | contact: { email: jansen }
                      |                   ^~~~~~ write one, like info@zwolle.nl
                """)
    }
}

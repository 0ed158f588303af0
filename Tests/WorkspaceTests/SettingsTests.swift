import Support
import Templating
import Testing
import Workspace

/// What `oproep.yaml` says of the workspace.
struct SettingsTests {
    private func settings(_ text: String) throws -> (settings: Settings?, report: String) {
        var workspace = TemporaryWorkspace()
        workspace.settings = text
        let (settings, diagnostics) = try workspace.onDisk { try WorkspaceDirectory(at: $0).settings() }
        return (settings, diagnostics.all.map(\.description).joined(separator: "\n"))
    }

    @Test func `every setting is read as what it is`() throws {
        let (found, report) = try settings(
            """
            sender:
              name: Provincie Overijssel
              address: Postbus 10078
              postcode: 8000GB
              place: Zwolle
              email: post@overijssel.nl
              phone: 038 499 88 99
              website: https://www.overijssel.nl
              tooi: https://identifier.overheid.nl/tooi/id/provincie/pv23
            language: en-GB
            house_style: letters/ander.fodt
            registry: /srv/oproep.sqlite
            approval: two-person
            delivery:
              channel: post+email
              smtp:
                url: smtps://mail.example.nl:465
                user: oproep
                password_file: /run/secrets/smtp
                from: post@overijssel.nl
                reply_to: antwoord@overijssel.nl
                per_minute: 60
                pause_after_errors: 5
            archive:
              archiefvormer: Provincie Overijssel
              waardering: V
              bewaartermijn: P7Y
              beperking_gebruik: Geen beperking
              part_of: Statushouders 2024
              selectielijst: Stcrt. 2020, 39934
            """)
        #expect(report.isEmpty)
        let settings = try #require(found)
        #expect(settings.sender?.postcode?.description == "8000 GB")
        #expect(settings.sender?.email?.description == "post@overijssel.nl")
        #expect(settings.language.language == .english)
        #expect(settings.houseStyle == "letters/ander.fodt")
        #expect(settings.registry == "/srv/oproep.sqlite")
        #expect(settings.approval == .twoPerson)
        #expect(settings.delivery.channel == .postAndEmail)
        #expect(settings.delivery.smtp?.replyTo?.description == "antwoord@overijssel.nl")
        #expect(settings.delivery.smtp?.perMinute == 60)
        #expect(settings.archive?.waardering == .tijdelijk)
        #expect(settings.archive?.bewaartermijn == "P7Y")
    }

    @Test func `what is not said has its usual value`() throws {
        let (found, report) = try settings("sender: { name: Provincie Overijssel }\n")
        #expect(report.isEmpty)
        let settings = try #require(found)
        #expect(settings.language.description == "nl-NL")
        #expect(settings.houseStyle == "letters/house-style.fodt")
        #expect(settings.registry == ".oproep/registry.sqlite")
        #expect(settings.approval == .onePerson)
        #expect(settings.delivery.channel == .manual)
        #expect(settings.archive == nil)
    }

    @Test func `everything that is wrong is told at once`() throws {
        let (_, report) = try settings(
            """
            sender: { nane: Overijssel, postcode: 80000 GB }
            language: de-DE
            approval: three-person
            delivery: { channel: fax }
            archive: { waardering: X, bewaartermijn: 7 jaar }
            registr: x
            """)
        #expect(
            report == """
                oproep.yaml:1:9: error: 'sender.name' is missing [missing-key]
                    1 | sender: { nane: Overijssel, postcode: 80000 GB }
                      |         ^ add it
                oproep.yaml:1:11: error: unknown key 'nane' [unknown-key]
                    1 | sender: { nane: Overijssel, postcode: 80000 GB }
                      |           ^~~~ did you mean 'name'?
                oproep.yaml:1:39: error: '80000 GB' is not a Dutch postcode [bad-postcode]
                    1 | sender: { nane: Overijssel, postcode: 80000 GB }
                      |                                       ^~~~~~~~ write it like 8000 GB
                oproep.yaml:2:11: error: 'de-DE' is not a language of Oproep [bad-value]
                    2 | language: de-DE
                      |           ^~~~~ write nl-NL, or en-GB for English
                oproep.yaml:3:11: error: 'three-person' is not one of one-person, two-person [bad-value]
                    3 | approval: three-person
                      |           ^~~~~~~~~~~~ did you mean 'one-person'?
                oproep.yaml:4:22: error: 'fax' is not one of post, email, post+email, manual [bad-value]
                    4 | delivery: { channel: fax }
                      |                      ^~~
                oproep.yaml:5:24: error: 'X' is not one of B, V, N [bad-value]
                    5 | archive: { waardering: X, bewaartermijn: 7 jaar }
                      |                        ^ did you mean 'B'?
                oproep.yaml:5:42: error: '7 jaar' is not a duration [bad-value]
                    5 | archive: { waardering: X, bewaartermijn: 7 jaar }
                      |                                          ^~~~~~ write it like P7Y for seven years
                oproep.yaml:6:1: error: unknown key 'registr' [unknown-key]
                    6 | registr: x
                      | ^~~~~~~ did you mean 'registry'?
                """)
    }

    @Test func `a password is nowhere in what is said`() throws {
        let (_, report) = try settings(
            """
            sender: { name: Overijssel }
            delivery:
              smtp:
                url: smtps://oproep:geheim@mail.example.nl
                password: geheim
                per_minute: 0
                from: post
            """)
        #expect(
            report == """
                oproep.yaml:4:10: error: this is not the address of a mail server [bad-value]
                       write it like smtps://mail.example.nl:465, with 'user' and 'password_file' as keys of their own
                oproep.yaml:5:5: error: unknown key 'password' [unknown-key]
                       did you mean 'password_file'?
                oproep.yaml:6:17: error: '0' is not a whole number from 1 [bad-value]
                    6 |     per_minute: 0
                      |                 ^ write it like 60
                oproep.yaml:7:11: error: 'post' is not an e-mail address [bad-email]
                    7 |     from: post
                      |           ^~~~ write one, like info@zwolle.nl
                """)
    }
}

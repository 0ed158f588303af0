import Support
import Templating
import Testing

@testable import Workspace

/// What would be printed as it stands and should not be.
struct PlaceholderTests {
    @Test(arguments: [
        ("Beste «Achternaam»,", "«Achternaam»"), ("Uw gemeente is {Gemeente}.", "{Gemeente}"),
        ("Aan <<Naam>>", "<<Naam>>"),
        ("het saldo is [saldo].", "[saldo]"), ("€ [bedrag]", "[bedrag]"), ("Aan ${naam}", "${naam}"),
        ("{ MERGEFIELD Naam \\* MERGEFORMAT }", "{ MERGEFIELD Naam \\* MERGEFORMAT }"),
        ("voor \\[datum invullen\\]", "\\[datum invullen\\]"), ("Uw \\{Gemeente\\}", "\\{Gemeente\\}"),
    ])
    func `placeholders of people and of other programs are told`(line: String, placeholder: String) throws {
        var workspace = TemporaryWorkspace()
        workspace["letters/oproep/letter.md"] = "Geacht college,\n\n\(line)\n"
        let all = try workspace.load().diagnostics.all
        #expect(all.map(\.problem.id) == [.foreignPlaceholder])
        #expect(all.first?.problem.message == "'\(placeholder)' would be printed as it stands")
        #expect(all.first?.place.line == 3)
    }

    @Test(arguments: [
        "{{ recipient.name }}", "{% if recipient.name == \"[x]\" %}a{% endif %}", "{# [nog doen] #}",
        "[de site](https://x.nl)",
        "een noot[^1]", "[^1]: noot", "- [x] klaar", "[naam]\n\n[naam]: https://x.nl", "![alt](x.png)", "a < b << c",
    ])
    func `what is the letter's own is none`(text: String) throws {
        var workspace = TemporaryWorkspace()
        workspace["letters/oproep/letter.md"] = "\(text)\n"
        #expect(try workspace.load().diagnostics.all.filter { $0.problem.id == .foreignPlaceholder }.isEmpty)
    }

    @Test func `one that names a column is told its tag`() throws {
        var workspace = TemporaryWorkspace()
        workspace["letters/oproep/letter.md"] = "«Name» en {eind}\n"
        #expect(
            try workspace.load().diagnostics.all.map(\.problem.suggestion) == [
                "did you mean '{{ recipient.name }}'?", "did you mean '{{ figures.eind }}'?",
            ])
    }

    @Test(arguments: [
        "signatory: { name: vul de naam in }", "signatory: { title: \"vul de functie in\" }",
        "values: { x: vul de bron in }",
    ])
    func `what new marked to be filled in is told`(line: String) throws {
        var workspace = TemporaryWorkspace()
        workspace.letter += line + "\n"
        let (letter, diagnostics) = try workspace.load()
        #expect(diagnostics.all.map(\.problem.id) == [.toFillIn])
        #expect(letter?.toFillIn.all.count == 1)
    }

    @Test func `the sender of init is told, and a default is none`() throws {
        var workspace = TemporaryWorkspace()
        workspace.settings = NewWorkspace.settings
        #expect(try workspace.load().letter?.toFillIn.all.count == 4)
        workspace.settings = """
            sender: { name: Stichting, address: Postbus 1, postcode: 1234 AB, place: Zwolle }

            """
        #expect(try workspace.load().letter?.toFillIn.all.isEmpty == true)
    }

    @Test func `a day that was written for them is to be confirmed`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("as_of: 2024-07-01", with: "as_of: 2024-07-11  # FILL IN: the day", in: \.letter)
        #expect(try workspace.load().diagnostics.all.map(\.problem.id) == [.toFillIn])
        workspace.replace("  # FILL IN: the day", with: "", in: \.letter)
        #expect(try workspace.report() == "")
    }

    @Test func `a comment that cuts a text is told`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("subject: Oproep", with: "subject: Oproep #5 huisvesting", in: \.letter)
        #expect(try workspace.load().diagnostics.all.map(\.problem.id) == [.commentInText])
        workspace.replace("Oproep #5 huisvesting", with: "\"Oproep #5 huisvesting\"  # zo", in: \.letter)
        #expect(try workspace.report() == "")
    }

    @Test func `what nobody sees in a text is told by its number`() throws {
        var workspace = TemporaryWorkspace()
        workspace["letters/oproep/letter.md"] = "Geacht\u{200B} college\n"
        #expect(try workspace.report().contains("<U+200B>"))
        #expect(Problem.shown("A1\u{200B}") == "A1<U+200B>")
    }

    /// As a terminal shows each of them.
    @Test(arguments: [
        ("signatory: { name: vul de naam in }", "", "[to-fill-in]"), ("case: a #5", "", "[comment-in-text]"),
        ("", "«x»", "[foreign-placeholder]"), ("", "a\u{FFFD}", "[damaged-text]"), ("", "CafÃ©", "[misread-text]"),
        ("", "a\u{2060}b", "[invisible-character]"),
    ])
    func `each has a name to look it up by`(setting: String, text: String, id: String) throws {
        var workspace = TemporaryWorkspace()
        workspace.letter += setting + "\n"
        workspace["letters/oproep/letter.md"] += text + "\n"
        #expect(try workspace.report().contains(id))
    }

    @Test func `a declared figure that nothing prints or uses is told`() throws {
        var workspace = TemporaryWorkspace()
        workspace.letter += "derived: { min: -figures.begin }\nchecks: [ { that: total.min == 5, because: x } ]\n"
        let letter = try #require(try workspace.load().letter)
        let problems = letter.unusedFigures(printed: []).all
        #expect(
            problems.map(\.problem.message) == ["'figures.eind' is declared, and the letter neither prints nor uses it"]
        )
        #expect(problems.first?.description.contains("[unused-figure]") == true)
        let slot = try #require(letter.slot(of: "figures.eind"))
        #expect(letter.unusedFigures(printed: [slot]).all.isEmpty)
    }
}

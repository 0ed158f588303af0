import Templating
import Testing

@Suite("A condition in words")
struct BranchWordsTests {
    private static let labels = ["figures.saldo_eind": "saldo op 1 juli"]

    private func words(_ condition: String, in language: Language) throws -> [String] {
        var scanner = TagScanner()
        let text = "{% if \(condition) %}a{% elif figures.nul == 0 %}b{% else %}c{% endif %}"
        _ = scanner.scan(Fragment(SourceFile(name: "letter.md", text: text)))
        var diagnostics = Diagnostics()
        let compiled = TagCompiler.compile(scanner.tags, in: SampleScope.make().scope, diagnostics: &diagnostics)
        try #require(!diagnostics.hasErrors)
        return compiled.branches.map { branch in
            branch.condition(in: language) { Self.labels[$0] ?? "[\($0)]" }
        }
    }

    @Test(
        "Is a sentence that tells who gets a text",
        arguments: [
            ("figures.saldo_eind < 0", "saldo op 1 juli is kleiner dan 0", "saldo op 1 juli is less than 0"),
            (
                "figures.saldo_eind >= -1000.5", "saldo op 1 juli is ten minste −1.000,5",
                "saldo op 1 juli is at least −1,000.5"
            ),
            (
                "not (figures.saldo_eind > 3 or figures.klopt)",
                "niet (saldo op 1 juli is groter dan 3 of [figures.klopt])",
                "not (saldo op 1 juli is more than 3 or [figures.klopt])"
            ),
            ("recipient.attention == \"\"", "[recipient.attention] is leeg", "[recipient.attention] is empty"),
            ("recipient.attention != ''", "[recipient.attention] is ingevuld", "[recipient.attention] is filled in"),
            (
                "recipient.name in (\"Zwolle\", \"Borne\")", "[recipient.name] is een van ('Zwolle', 'Borne')",
                "[recipient.name] is one of ('Zwolle', 'Borne')"
            ),
        ])
    func sentences(condition: String, dutch: String, english: String) throws {
        #expect(
            try words(condition, in: .dutch) == [dutch, "anders, en [figures.nul] is 0", "in alle andere gevallen"])
        #expect(
            try words(condition, in: .english) == [english, "otherwise, and [figures.nul] is 0", "in all other cases"])
    }
}

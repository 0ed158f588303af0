import Templating
import Testing

@Suite("Templates without end")
struct TemplateLimitsTests {
    @Test("Nesting without end is refused, not followed")
    func deep() {
        let brackets = "{{ " + String(repeating: "(", count: 5000) + "1"
        #expect(SampleScope.diagnostics(brackets + String(repeating: ")", count: 5000) + " }}").contains("[too-deep]"))
        let minus = "{{ " + String(repeating: "-", count: 5000) + "1 }}"
        #expect(SampleScope.diagnostics(minus).contains("[too-deep]"))
        let sum = "{{ 1" + String(repeating: " + 1", count: 20_000) + " }}"
        #expect(SampleScope.diagnostics(sum).contains("[too-deep]"))
        let filters = "{{ 1" + String(repeating: " | abs", count: 20_000) + " }}"
        #expect(SampleScope.diagnostics(filters).contains("[too-deep]"))
        let loops = ["a", "b", "c", "d"].map { "{% for \($0) in letter.copies %}" }.joined()
        #expect(SampleScope.diagnostics(loops + String(repeating: "{% endfor %}", count: 4)).contains("[too-deep]"))
        let ifs = String(repeating: "{% if figures.klopt %}", count: 30) + String(repeating: "{% endif %}", count: 30)
        #expect(SampleScope.diagnostics(ifs).contains("[too-deep]"))
    }

    @Test(
        "Deep nesting is told once, with the limit, in time that grows with the text",
        arguments: [
            ("{% if figures.klopt %}", "{% endif %}"), ("{% for m in tables.maanden %}", "{% endfor %}"),
            ("{% if figures.klopt %}{% elif figures.klopt %}", "{% endif %}"),
        ])
    func depth(open: String, close: String) {
        let text = String(repeating: open, count: 8000) + String(repeating: close, count: 8000)
        #expect(SampleScope.diagnostics(text).contains("tags are nested too deeply: at most 20, and 3 loops"))
    }

    @Test(
        "Many wrong tags on a line are counted",
        arguments: ["{{ x }}", "{{ 1 + }}", "{% endif %}", "{{ figures.é }} é"])
    func manyWrong(tag: String) {
        var found = Diagnostics()
        let fragment = Fragment(SourceFile(name: "letter.md", text: String(repeating: tag, count: 8000)))
        _ = TextTemplate.compile(fragment, in: SampleScope.make().scope, diagnostics: &found)
        #expect(found.all.count == 200)
        #expect(found.total(.error) == 8000)
        #expect(found.all.allSatisfy { ($0.place.excerpt?.text.count ?? 0) < 1000 })
    }

    @Test(
        "Nested parentheses, signs and 'not' are refused beyond their depth",
        arguments: [("(", ")"), ("-", ""), ("not ", ""), ("max(1, ", ")"), ("1 if 1 else ", "")])
    func deepExpression(open: String, close: String) {
        let text = "{{ " + String(repeating: open, count: 8000) + "1" + String(repeating: close, count: 8000) + " }}"
        #expect(SampleScope.diagnostics(text).contains("at most 50 parentheses, and 100 operators in a row"))
    }
}

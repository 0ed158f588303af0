import Templating
import Testing

@testable import Workspace

struct YAMLTextTests {
    @Test(arguments: [
        "Saldo eind", "niet opgegeven", "a: b", "a #b", "\"citaat\" en \\", "'s-Gravenhage", "- a", "[a]", "{a}",
        "a, b",
        "*a", "&a", "!a", "%a", "@a", "`a`", "yes", "null", "~", "2024", "0141", "a\tb", " spatie ", "é – “x”", "a:",
        "?",
    ])
    func `a text is read back as it was, also between braces`(text: String) throws {
        let source = SourceFile(
            name: "x.yaml", text: "a: \(YAMLText.written(text))\nb: { c: \(YAMLText.written(text)) }\n")
        var diagnostics = Diagnostics()
        let root = try #require(YAMLComposer(source).compose(diagnostics: &diagnostics))
        #expect(diagnostics.all.map(\.description) == [])
        let file = YAMLFile(source: source, root: root)
        for path in [["a"], ["b", "c"]] {
            guard case .text(text)? = file.node(path)?.content else {
                Issue.record("\(source.name): \(path)")
                continue
            }
        }
    }
}

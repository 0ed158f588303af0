/// One line of text with tags, such as the reference in `letter.yaml`.
package struct TextTemplate: Sendable {
    private let template: Template
    /// Of the values that it uses.
    package var slots: Set<Int> { template.slots }

    /// Nil when something is wrong, which is then in `diagnostics`.
    package static func compile(
        _ fragment: Fragment, in scope: Scope, diagnostics: inout Diagnostics
    ) -> TextTemplate? {
        var scanner = TagScanner()
        let segments = scanner.scan(fragment)
        var found = scanner.diagnostics
        let compiled = TagCompiler.compile(scanner.tags, in: scope, diagnostics: &found)
        let siblings = segments.map { segment -> Sibling<Range<Int>> in
            switch segment {
            case .text(let range): .node(range)
            case .tag(let index): .tag(index)
            }
        }
        let nested = compiled.nest(siblings, diagnostics: &found)
        diagnostics.add(found)
        guard !found.hasErrors else { return nil }
        return TextTemplate(template: Template(parts(nested, of: fragment)))
    }

    private static func parts(_ nested: [Nested<Range<Int>>], of fragment: Fragment) -> [Template.Part] {
        nested.map { node in
            switch node {
            case .node(let range): .text(fragment.text(range))
            case .hole(let expression, _): .hole(Template.Hole(expression: expression, context: 0))
            case .loop(let loop, let content): .loop(loop, parts(content, of: fragment))
            case .choice(let branches):
                .choice(
                    branches.map { Template.Branch(condition: $0.condition, parts: parts($0.content, of: fragment)) })
            }
        }
    }

    /// The text for one recipient; or what is wrong with the values it prints.
    package func fill(_ frame: Frame, in language: Language) -> Result<String, FillingErrors> {
        var filler = Filler(frame: frame, language: language)
        var filling = Filling()
        filler.fill(template, into: &filling) { text, _, bytes in bytes.append(contentsOf: text.utf8) }
        guard filler.errors.isEmpty else { return .failure(FillingErrors(errors: filler.errors)) }
        return .success(String(decoding: filling.bytes(of: template), as: UTF8.self))
    }
}

import Templating

extension CompiledTags {
    /// Nests the tags among every element's children. Nil when something is wrong, which is then in `diagnostics`.
    func nest(_ root: DocumentElement, diagnostics: inout Diagnostics) -> TemplateElement? {
        var found = Diagnostics()
        let nested = element(root, diagnostics: &found)
        diagnostics.add(found)
        return found.hasErrors ? nil : nested
    }

    private func element(_ element: DocumentElement, diagnostics: inout Diagnostics) -> TemplateElement {
        let siblings = element.children.map { node -> Sibling<DocumentNode> in
            if case .tag(let index) = node { .tag(index) } else { .node(node) }
        }
        let children = nest(siblings, diagnostics: &diagnostics)
        return TemplateElement(
            name: element.name,
            attributes: element.attributes.map { attribute($0, diagnostics: &diagnostics) },
            children: content(children, diagnostics: &diagnostics),
            vanishesWhenEmpty: element.vanishesWhenEmpty)
    }

    private func content(_ nested: [Nested<DocumentNode>], diagnostics: inout Diagnostics) -> [TemplateNode] {
        var nodes: [TemplateNode] = []
        for node in nested {
            switch node {
            case .node(.element(let child)): nodes.append(.element(element(child, diagnostics: &diagnostics)))
            case .node(.text(let text)): nodes.append(.text(text))
            case .node(.tag): break  // Nesting leaves none.
            case .hole(let expression, let tag): nodes.append(.hole(expression, tag: tag))
            case .loop(let loop, let inside): nodes.append(.loop(loop, content(inside, diagnostics: &diagnostics)))
            case .choice(let branches):
                nodes.append(
                    .choice(branches.map { ($0.condition, content($0.content, diagnostics: &diagnostics)) }))
            }
        }
        return nodes
    }

    private func attribute(_ attribute: DocumentAttribute, diagnostics: inout Diagnostics) -> TemplateElement.Attribute
    {
        var parts: [TemplateElement.Attribute.Part] = []
        for part in attribute.value {
            switch part {
            case .text(let text): parts.append(.text(text))
            case .tag(let index):
                switch tags[index] {
                case .hole(let expression): parts.append(.hole(expression, tag: index))
                case .nothing: break
                case .begin, .next, .end: diagnostics.add(.blockTagInAttribute, at: place(of: index))
                }
            }
        }
        return TemplateElement.Attribute(name: attribute.name, value: parts)
    }
}

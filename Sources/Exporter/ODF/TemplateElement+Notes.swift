extension TemplateElement {
    /// With the number and the identifier of every footnote written when the letter is filled (ODF 1.3 part 3 §6.3.2):
    /// which notes there are differs from letter to letter.
    func numberingNotes() -> TemplateElement {
        TemplateElement(
            name: name, attributes: attributes, children: Self.numbering(children),
            vanishesWhenEmpty: vanishesWhenEmpty)
    }

    private static func numbering(_ nodes: [TemplateNode]) -> [TemplateNode] {
        nodes.map { node in
            switch node {
            case .element(let element) where element.name == .text("note"): note(element)
            case .element(let element): .element(element.numberingNotes())
            case .choice(let branches): .choice(branches.map { ($0.condition, numbering($0.content)) })
            case .loop(let loop, let content): .loop(loop, numbering(content))
            case .text, .hole, .note, .noteNumber, .notes: node
            }
        }
    }

    private static func note(_ element: TemplateElement) -> TemplateNode {
        let children = element.children.map { node -> TemplateNode in
            guard case .element(let part) = node, part.name == .text("note-citation") else { return node }
            return .element(
                TemplateElement(
                    name: part.name, attributes: part.attributes, children: [.noteNumber], vanishesWhenEmpty: false))
        }
        let identifier = Attribute(name: .text("id"), value: [.text("ftn"), .noteNumber])
        // One of the house style's own has the identifier that LibreOffice gave it.
        let others = element.attributes.filter { $0.name != identifier.name }
        let numbered = TemplateElement(
            name: element.name, attributes: [identifier] + others, children: children,
            vanishesWhenEmpty: false)
        return .note(reference: [.element(numbered)], body: [])
    }
}

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
        let children = element.children.filter { !$0.isElement(.text("span")) }.map { node -> TemplateNode in
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
        return .note(
            TemplateNote(
                key: element.noteKey, reference: [.element(numbered)], again: element.children.compactMap(again),
                body: []))
    }

    /// What stands for a note that is there already, with its number.
    private static func again(_ node: TemplateNode) -> TemplateNode? {
        guard case .element(let span) = node, span.name == .text("span") else { return nil }
        let references = span.children.map { node -> TemplateNode in
            guard case .element(let reference) = node else { return node }
            let name = Attribute(name: .text("ref-name"), value: [.text("ftn"), .noteNumber])
            return .element(
                TemplateElement(
                    name: reference.name, attributes: reference.attributes + [name], children: [.noteNumber],
                    vanishesWhenEmpty: false))
        }
        return .element(
            TemplateElement(
                name: span.name, attributes: span.attributes, children: references, vanishesWhenEmpty: false))
    }

    /// What tells a note that can be referred to again; one of the house style's own cannot.
    var noteKey: String? {
        children.contains { $0.isElement(.text("span")) } ? self[.text("id")] : nil
    }
}

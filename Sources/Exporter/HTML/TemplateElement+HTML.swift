internal import Containers

extension TemplateElement {
    private static let void: Set<String> = ["br", "img", "meta"]

    /// An HTML element. Only void elements may be written without an end tag (HTML §13.1.2).
    init(html name: String, _ attributes: [String: String], _ children: [TemplateNode], vanishes: Bool = false) {
        self.init(
            name: .none(name),
            attributes: attributes.sorted { $0.key < $1.key }.map {
                Attribute(name: .none($0.key), value: [.text($0.value)])
            },
            children: children.isEmpty && !Self.void.contains(name) ? [.text("")] : children,
            vanishesWhenEmpty: vanishes)
    }

    /// The text of an attribute, nil when there is none or a value is in it.
    subscript(name: XMLName) -> String? {
        guard let attribute = attributes.first(where: { $0.name == name }) else { return nil }
        var text = ""
        for part in attribute.value {
            guard case .text(let piece) = part else { return nil }
            text += piece
        }
        return text
    }
}

extension TemplateNode {
    func isElement(_ name: XMLName) -> Bool {
        if case .element(let element) = self { element.name == name } else { false }
    }
}

/// An element of a document in memory, in which template tags stand as nodes of their own.
package struct XMLElement: Equatable, Sendable {
    package var name: XMLName
    package var attributes: [XMLAttribute]
    package var children: [XMLNode]
    /// In the file it was read from; 0 when we made it.
    package var line: Int
    /// Whether a letter leaves it out when nothing but space came of its inside.
    package var vanishesWhenEmpty = false

    package init(_ name: XMLName, _ attributes: [XMLAttribute] = [], _ children: [XMLNode] = [], line: Int = 0) {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.line = line
    }

    /// An attribute's text. Nil when there is no such attribute, or a tag is in it; setting nil takes it away.
    package subscript(name: XMLName) -> String? {
        get { attributes.first { $0.name == name }?.text }
        set {
            guard let newValue else { return attributes.removeAll { $0.name == name } }
            if let index = attributes.firstIndex(where: { $0.name == name }) {
                attributes[index] = XMLAttribute(name, newValue)
            } else {
                attributes.append(XMLAttribute(name, newValue))
            }
        }
    }

    /// The child elements, text and tags left aside.
    package var elements: [XMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The text that stands straight in it.
    package var plainText: String {
        children.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    }
}

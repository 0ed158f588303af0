/// An element of a document that was read.
package struct XMLElement: Equatable, Sendable {
    package let name: XMLName
    package internal(set) var attributes: [XMLAttribute] = []
    package internal(set) var children: [XMLNode] = []
    /// In the file that it was read from.
    package let line: Int

    init(_ name: XMLName, line: Int) {
        self.name = name
        self.line = line
    }

    /// An attribute's text; nil when there is no such attribute.
    package subscript(name: XMLName) -> String? { attributes.first { $0.name == name }?.value }

    /// The child elements, text left aside.
    package var elements: [XMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The text that stands straight in it.
    package var plainText: String {
        children.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    }
}

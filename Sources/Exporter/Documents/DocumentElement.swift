package import Containers
package import Templating

/// An element of a document in the making, in which template tags stand as nodes of their own.
package struct DocumentElement: Equatable, Sendable {
    package var name: XMLName
    package var attributes: [DocumentAttribute]
    package var children: [DocumentNode]
    /// In the file it was read from; 0 when we made it.
    package var line: Int
    /// Whether a letter leaves it out when nothing but space came of its inside.
    var vanishesWhenEmpty = false

    init(_ name: XMLName, _ attributes: [DocumentAttribute] = [], _ children: [DocumentNode] = [], line: Int = 0) {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.line = line
    }

    /// As it was read: no tag is looked for.
    private init(_ element: XMLElement) {
        self.init(
            element.name, element.attributes.map { DocumentAttribute($0.name, $0.value) },
            element.children.map { node in
                switch node {
                case .element(let child): .element(DocumentElement(child))
                case .text(let text): .text(text)
                }
            }, line: element.line)
    }

    /// The root of a document that may come from anywhere; all that is wrong otherwise.
    package static func read(_ bytes: [UInt8], file: String) -> Result<DocumentElement, Diagnostics> {
        do throws(XMLError) {
            return .success(DocumentElement(try XMLReader.read(bytes)))
        } catch {
            return .failure(error.diagnostics(in: file))
        }
    }

    /// An attribute's text. Nil when there is no such attribute, or a tag is in it; setting nil takes it away.
    package subscript(name: XMLName) -> String? {
        get { attributes.first { $0.name == name }?.text }
        set {
            guard let newValue else { return attributes.removeAll { $0.name == name } }
            if let index = attributes.firstIndex(where: { $0.name == name }) {
                attributes[index] = DocumentAttribute(name, newValue)
            } else {
                attributes.append(DocumentAttribute(name, newValue))
            }
        }
    }

    /// The child elements, text and tags left aside.
    package var elements: [DocumentElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The text that stands straight in it.
    package var plainText: String {
        children.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    }
}

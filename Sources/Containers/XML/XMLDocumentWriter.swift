/// Writes a document from its first element to its last, as it is to be read by people too.
package final class XMLDocumentWriter {
    private let writer = XMLWriter()

    /// The bytes of a document with this root, whose content `body` writes, less what it took before the end.
    package static func write<Failure>(
        _ root: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ body: (XMLDocumentWriter) throws(Failure) -> Void
    ) throws(Failure) -> [UInt8] {
        let document = XMLDocumentWriter()
        document.writer.indent()
        try document.element(root, attributes) { () throws(Failure) in try body(document) }
        document.writer.endDocument()
        return document.take()
    }

    /// What was written since the last time.
    package func take() -> [UInt8] { writer.take() }

    package func element<Failure>(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ body: () throws(Failure) -> Void
    ) throws(Failure) {
        start(name, attributes)
        try body()
        writer.endElement()
    }

    package func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String) {
        start(name, attributes)
        var bytes: [UInt8] = []
        XMLText.append(text, to: &bytes)
        writer.write(bytes)
        writer.endElement()
    }

    /// Nothing when there is no text.
    package func element(_ name: String, _ text: String?) {
        if let text { element(name, [:], text) }
    }

    private func start(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        writer.startElement(name)
        for (name, value) in attributes {
            writer.startAttribute(name)
            var bytes: [UInt8] = []
            XMLAttributeText.append(value, to: &bytes)
            writer.write(bytes)
            writer.endAttribute()
        }
    }
}

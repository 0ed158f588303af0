/// Reads XML that may come from anywhere: bounded, no document type, no entities, no network.
package enum XMLReader {
    /// The root, with white space as in the file. Comments and processing instructions are left out, CDATA is text.
    package static func read(_ bytes: [UInt8], limits: XMLLimits = .usual) throws(XMLError) -> XMLElement {
        if bytes.count > limits.size { throw .tooLarge(limit: limits.size) }
        return try LibXML2.parse(bytes, limits)
    }

    /// Reads a document without keeping it: gives `body` each element that stands two levels under the root, one after the
    /// other, with all that is in it. Returns the names of the root and of those straight under it.
    package static func forEachPart(
        of bytes: [UInt8], limits: XMLLimits = .usual, _ body: @escaping (XMLElement) -> Void
    ) throws(XMLError) -> (root: XMLName, elements: [XMLName]) {
        if bytes.count > limits.size { throw .tooLarge(limit: limits.size) }
        return try LibXML2.forEachPart(of: bytes, limits, body)
    }
}

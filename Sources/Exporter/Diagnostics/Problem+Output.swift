package import Templating

/// What can be wrong with XML, and with tags in it.
extension Problem {
    /// What libxml2 says of it.
    static func badXML(_ message: String) -> Problem {
        Problem(.badXML, "this is not well-formed XML: \(message)")
    }

    static let notXML = Problem(.badXML, "this is not XML")

    static let documentType = Problem(
        .badXML, "a document type (<!DOCTYPE …>) is not allowed", suggestion: "take it out; entities go with it")

    static func xmlTooDeep(_ limit: Int) -> Problem {
        Problem(.tooDeep, "elements are nested more than \(limit) deep")
    }

    static let xmlTooMuch = Problem(
        .tooLarge,
        "XML of more than \(XMLExtent.maximumElements) elements, or \(XMLExtent.maximumAttributes) attributes of one, is not read"
    )

    package static func xmlTooLarge(_ limit: Int) -> Problem {
        Problem(.tooLarge, "XML of more than \(limit / 1_000_000) MB is not read")
    }

    static let blockTagInAttribute = Problem(
        .crossingTags, "only a {{ value }} can stand here",
        suggestion: "choose or repeat the whole of what this belongs to, with the tags around it")
}

package import Containers
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

    static func xmlTooMuch(_ elements: Int, _ attributes: Int) -> Problem {
        Problem(.tooLarge, "XML of more than \(elements) elements, or \(attributes) attributes of one, is not read")
    }

    static func xmlTooLarge(_ limit: Int) -> Problem {
        Problem(.tooLarge, "XML of more than \(limit / 1_000_000) MB is not read")
    }

    static let blockTagInAttribute = Problem(
        .crossingTags, "only a {{ value }} can stand here",
        suggestion: "choose or repeat the whole of what this belongs to, with the tags around it")
}

extension XMLError {
    package func diagnostics(in file: String) -> Diagnostics {
        switch self {
        case .tooLarge(let limit): return Diagnostics(.xmlTooLarge(limit), at: Place(file: file))
        case .tooMuch(let elements, let attributes):
            return Diagnostics(.xmlTooMuch(elements, attributes), at: Place(file: file))
        case .tooDeep(let limit, let line): return Diagnostics(.xmlTooDeep(limit), at: Place(file: file, line: line))
        case .documentType: return Diagnostics(.documentType, at: Place(file: file))
        case .notWellFormed(let reports) where reports.isEmpty: return Diagnostics(.notXML, at: Place(file: file))
        case .notWellFormed(let reports):
            var diagnostics = Diagnostics()
            for report in reports {
                diagnostics.add(.badXML(report.message), at: Place(file: file, line: max(1, report.line)))
            }
            return diagnostics
        }
    }
}

internal import Containers
import Templating

/// Where in an XML document a value goes, which decides how it is escaped: the `context` of a `Template.Hole`.
package enum HoleContext: Int, Sendable {
    /// In an ODF paragraph, where white space has its own elements.
    case text = 0
    case attribute = 1
    /// In the target of a link.
    case link = 2
    /// In any other element, such as a title or an alternative text.
    case plain = 3
    /// In an element of HTML.
    case html = 4
    /// In an ODF paragraph, on one line: a number, an amount, a date.
    case unbrokenText = 5

    /// What may hold text with white space elements (ODF 1.3 part 3 §6.1.1).
    private static let paragraphContent: Set<XMLName> = [
        .text("p"), .text("h"), .text("span"), .text("a"), .text("meta"), .text("meta-field"), .text("ruby-base"),
    ]

    static func inside(_ element: XMLName) -> HoleContext {
        if element.namespace == .none, element.local != "title" { return .html }
        return paragraphContent.contains(element) ? .text : .plain
    }

    /// Where a value goes that may have to stay on one line.
    func holding(_ expression: Expression) -> HoleContext {
        self == .text && expression.isUnbroken ? .unbrokenText : self
    }

    static func of(attribute: XMLName) -> HoleContext {
        [.xlink("href"), .none("href")].contains(attribute) ? .link : .attribute
    }

    /// Appends a value as a document needs it in a hole of this context.
    package static func append(_ value: String, context: Int, to bytes: inout [UInt8]) {
        (HoleContext(rawValue: context) ?? .plain).append(value, to: &bytes)
    }

    private func append(_ value: String, to bytes: inout [UInt8]) {
        switch self {
        case .text: ODFText.append(value, to: &bytes)
        case .unbrokenText: ODFText.append(value.unbroken, to: &bytes)
        case .attribute: XMLAttributeText.append(value, to: &bytes)
        case .link: LinkText.append(value, to: &bytes)
        case .plain: XMLText.append(value, to: &bytes)
        case .html: HTMLText.append(value, to: &bytes)
        }
    }
}

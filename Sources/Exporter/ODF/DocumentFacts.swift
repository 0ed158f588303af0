internal import Containers
import Templating
import Workspace

/// What a document tells of itself. Dates come from the letter, so that the same input gives the same bytes.
struct DocumentFacts {
    /// The tag that prints the subject.
    let titleTag: Int
    let date: CalendarDate?
    let author: String?
    /// BCP 47.
    let language: String

    /// ODF 1.3 part 3 §4.3.
    var meta: DocumentElement {
        var children = [DocumentElement(.dc("title"), [], [.tag(titleTag)])]
        if let author { children.append(DocumentElement(.meta("initial-creator"), [], [.text(author)])) }
        if let date {
            let time = DocumentNode.text("\(date)T00:00:00")
            children += [DocumentElement(.meta("creation-date"), [], [time]), DocumentElement(.dc("date"), [], [time])]
        }
        children.append(DocumentElement(.dc("language"), [], [.text(language)]))
        return DocumentElement(.office("meta"), [], children.map(DocumentNode.element))
    }

    /// The letter's language in the default style of paragraphs (ODF 1.3 part 3 §20.202).
    func settingLanguage(in styles: DocumentElement) -> DocumentElement {
        var styles = styles
        styles.children = styles.children.map { child in
            guard case .element(var style) = child, style.name == .style("default-style"),
                style[.style("family")] == "paragraph"
            else { return child }
            let parts = language.split(separator: "-").map(String.init)
            style.children = style.children.map { child in
                guard case .element(var properties) = child, properties.name == .style("text-properties") else {
                    return child
                }
                properties[.fo("language")] = parts.first
                properties[.fo("country")] = parts.dropFirst().first { $0.count == 2 } ?? "none"
                return .element(properties)
            }
            return .element(style)
        }
        return styles
    }
}

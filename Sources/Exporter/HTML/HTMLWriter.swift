internal import Containers
import Templating

/// Turns the text of an ODF document into a page of semantic HTML that needs nothing else.
struct HTMLWriter {
    private let styles: Styles
    /// By their path.
    private let pictures: [String: Picture]
    /// Paragraph and cell styles in use, for the style sheet.
    private var usedStyles: [StyleSheet.Rule] = []
    private var knownStyles: Set<StyleSheet.Rule> = []
    /// The list style and level of each list in hand.
    private var lists: [String?] = []

    /// `text` is the `office:text`, `header` that of its first page, and `title` what the page is called.
    static func page(
        _ text: TemplateElement, header: TemplateElement?, title: TemplateNode, language: String, styles: Styles,
        pictures: [Picture]
    ) -> [Template.Part] {
        var writer = HTMLWriter(styles: styles, pictures: pictures)
        let letterhead = header.map { TemplateNode.element(writer.renamed("header", $0)) }
        let letter = writer.convert(text.children, in: text)
        let notes = TemplateElement(
            html: "footer", ["class": "notes"], [.element(TemplateElement(html: "ol", [:], [.notes], vanishes: true))],
            vanishes: true)
        let sheet = StyleSheet(styles: styles).css(for: writer.usedStyles)
        let head = TemplateElement(
            html: "head", [:],
            [
                .element(TemplateElement(html: "meta", ["charset": "utf-8"], [])),
                .element(
                    TemplateElement(
                        html: "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"], [])),
                .element(TemplateElement(html: "title", [:], [title])),
                .element(TemplateElement(html: "style", [:], [.text(sheet)])),
            ])
        let main = [letterhead].compactMap(\.self) + letter + [.element(notes)]
        let body = TemplateElement(html: "body", [:], [.element(TemplateElement(html: "main", [:], main))])
        let root = TemplateElement(html: "html", ["lang": language], [.element(head), .element(body)])
        return doctype(XMLSerializer.serialize(root))
    }

    /// In place of the XML declaration.
    private static func doctype(_ parts: [Template.Part]) -> [Template.Part] {
        let parts = parts.joined()
        guard case .run(let first)? = parts.first, let end = first.firstIndex(of: UInt8(ascii: "\n")) else {
            return parts
        }
        return [.run(Array("<!DOCTYPE html>".utf8) + first[end...])] + parts.dropFirst()
    }

    private init(styles: Styles, pictures: [Picture]) {
        self.styles = styles
        self.pictures = Dictionary(pictures.map { ($0.path, $0) }) { first, _ in first }
    }

    private mutating func convert(_ nodes: [TemplateNode], in parent: TemplateElement) -> [TemplateNode] {
        var result: [TemplateNode] = []
        for (index, node) in nodes.enumerated() {
            switch node {
            case .text, .hole, .noteNumber, .notes, .note: result.append(node)
            case .loop(let loop, let content): result.append(.loop(loop, convert(content, in: parent)))
            case .choice(let branches):
                result.append(.choice(branches.map { ($0.condition, convert($0.content, in: parent)) }))
            case .element(let element):
                let isLabel = index + 1 < nodes.count && nodes[index + 1].isElement(.text("tab"))
                result += convert(element, tabAfter: isLabel ? tabStop(of: parent) : nil)
            }
        }
        return result
    }

    private mutating func convert(_ element: TemplateElement, tabAfter: String?) -> [TemplateNode] {
        switch element.name {
        case .text("p"): return [.element(block("p", element))]
        case .text("h"):
            return [.element(block("h\(max(1, min(6, Int(element[.text("outline-level")] ?? "1") ?? 1)))", element))]
        case .text("list"): return [.element(list(element))]
        case .text("list-item"): return [.element(renamed("li", element))]
        case .text("span"): return [.element(span(element, tabAfter: tabAfter))]
        case .text("a"): return [.element(link(element))]
        case .text("s"): return [.text(String(repeating: "\u{A0}", count: ODFSpaces.count(element[.text("c")])))]
        case .text("tab"): return [.text(" ")]
        case .text("line-break"): return [.element(TemplateElement(html: "br", [:], []))]
        case .text("note"): return [note(element)]
        case .table("table"): return [.element(table(element))]
        case .draw("frame"): return frame(element)
        case .text("page-number"), .text("page-count"), .svg("title"), .svg("desc"), .table("table-column"): return []
        default: return convert(element.children, in: element)
        }
    }

    private mutating func renamed(
        _ name: String, _ element: TemplateElement, _ attributes: [String: String] = [:]
    ) -> TemplateElement {
        TemplateElement(
            html: name, attributes, convert(element.children, in: element), vanishes: element.vanishesWhenEmpty)
    }

    private mutating func block(_ name: String, _ element: TemplateElement) -> TemplateElement {
        renamed(name, element, ["class": use(element[.text("style-name")], "paragraph")])
    }

    private mutating func use(_ style: String?, _ family: String) -> String {
        let rule = StyleSheet.Rule(style: style ?? "Standard", family: family)
        if knownStyles.insert(rule).inserted { usedStyles.append(rule) }
        return rule.className
    }

    private mutating func list(_ element: TemplateElement) -> TemplateElement {
        lists.append(element[.text("style-name")] ?? lists.last ?? nil)
        defer { lists.removeLast() }
        guard let numbering = styles.numbering(of: lists[lists.count - 1], level: lists.count) else {
            return renamed("ul", element)
        }
        var attributes: [String: String] = [:]
        let start = numbering.start(of: element)
        if start != 1 { attributes["start"] = String(start) }
        if numbering.format != .decimal { attributes["type"] = numbering.format.rawValue }
        return renamed("ol", element, attributes)
    }

    private mutating func span(_ element: TemplateElement, tabAfter: String?) -> TemplateElement {
        switch element[.text("style-name")] {
        case "Strong_20_Emphasis": return renamed("strong", element)
        case "Emphasis": return renamed("em", element)
        default:
            let style = tabAfter.map { ["style": "display:inline-block;min-width:\($0)"] } ?? [:]
            return renamed("span", element, style)
        }
    }

    /// Where a label's tab leads, when the style says so.
    private func tabStop(of paragraph: TemplateElement) -> String? {
        styles.tabStop(of: paragraph[.text("style-name")]).map { "\(Int($0.rounded()))mm" }
    }

    private mutating func link(_ element: TemplateElement) -> TemplateElement {
        let attributes = element.attributes.compactMap { attribute -> TemplateElement.Attribute? in
            switch attribute.name {
            case .xlink("href"): .init(name: .none("href"), value: attribute.value)
            case .office("title"): .init(name: .none("title"), value: attribute.value)
            default: nil
            }
        }
        return TemplateElement(
            name: .none("a"), attributes: attributes, children: convert(element.children, in: element),
            vanishesWhenEmpty: false)
    }

    private mutating func note(_ element: TemplateElement) -> TemplateNode {
        func attribute(_ name: String, _ prefix: String) -> TemplateElement.Attribute {
            .init(name: .none(name), value: [.text(prefix), .noteNumber])
        }
        func reference(_ attributes: [TemplateElement.Attribute]) -> TemplateNode {
            let anchor = TemplateElement(
                name: .none("a"), attributes: attributes, children: [.noteNumber], vanishesWhenEmpty: false)
            return .element(TemplateElement(html: "sup", [:], [.element(anchor)]))
        }
        let content = element.children.flatMap { node -> [TemplateNode] in
            if case .element(let part) = node, part.name == .text("note-body") { part.children } else { [] }
        }
        let item = TemplateElement(
            name: .none("li"), attributes: [attribute("id", "note-")], children: convert(content, in: element),
            vanishesWhenEmpty: false)
        return .note(
            TemplateNote(
                key: element.noteKey,
                reference: [reference([attribute("id", "ref-"), attribute("href", "#note-")])],
                again: [reference([attribute("href", "#note-")])], body: [.element(item)]))
    }

    private mutating func table(_ element: TemplateElement) -> TemplateElement {
        var header: [TemplateNode] = []
        var rows: [TemplateNode] = []
        for node in element.children {
            if case .element(let part) = node, part.name == .table("table-header-rows") {
                header += self.rows(part.children, cell: "th")
            } else {
                rows += self.rows([node], cell: "td")
            }
        }
        return TemplateElement(
            html: "table", [:],
            [
                .element(TemplateElement(html: "thead", [:], header)),
                .element(TemplateElement(html: "tbody", [:], rows)),
            ])
    }

    private mutating func rows(_ nodes: [TemplateNode], cell: String) -> [TemplateNode] {
        nodes.compactMap { node in
            switch node {
            case .choice(let branches): .choice(branches.map { ($0.condition, rows($0.content, cell: cell)) })
            case .loop(let loop, let content): .loop(loop, rows(content, cell: cell))
            case .element(let row) where row.name == .table("table-row"):
                .element(
                    TemplateElement(
                        html: "tr", [:],
                        row.children.compactMap { node in
                            guard case .element(let content) = node else { return nil }
                            return .element(self.cell(cell, content))
                        }))
            default: nil
            }
        }
    }

    private mutating func cell(_ name: String, _ element: TemplateElement) -> TemplateElement {
        var classes = [use(element[.table("style-name")], "table-cell")]
        var children = element.children
        if children.count == 1, case .element(let paragraph)? = children.first, paragraph.name == .text("p") {
            classes.append(use(paragraph[.text("style-name")], "paragraph"))
            children = paragraph.children
        }
        var attributes = ["class": classes.joined(separator: " ")]
        if name == "th" { attributes["scope"] = "col" }
        return TemplateElement(html: name, attributes, convert(children, in: element))
    }

    private mutating func frame(_ element: TemplateElement) -> [TemplateNode] {
        let image = element.children.lazy.compactMap { node -> TemplateElement? in
            if case .element(let part) = node, part.name == .draw("image") { part } else { nil }
        }.first
        guard let picture = image?[.xlink("href")].flatMap({ pictures[$0] }) else {
            return [.element(renamed("span", element, ["style": "display:inline-block"]))]
        }
        let alternative = element.children.flatMap { node -> [TemplateElement.Attribute.Part] in
            guard case .element(let part) = node, part.name == .svg("title") else { return [] }
            return part.children.compactMap { node in
                switch node {
                case .text(let text): .text(text)
                case .hole(let expression, let tag): .hole(expression, tag: tag)
                default: nil
                }
            }
        }
        // Of a frame that is turned on its side, the width is the height.
        let isSideways = picture.orientation.isSideways
        let width = "width:\(element[.svg(isSideways ? "height" : "width")] ?? "auto")"
        return [
            .element(
                TemplateElement(
                    name: .none("img"),
                    attributes: [
                        .init(name: .none("src"), value: [.text(picture.dataURL)]),
                        .init(name: .none("alt"), value: alternative),
                        .init(name: .none("style"), value: [.text(width)]),
                    ], children: [], vanishesWhenEmpty: false))
        ]
    }
}

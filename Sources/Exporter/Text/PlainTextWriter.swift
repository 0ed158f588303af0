internal import Containers
import Templating

/// Turns the text of an ODF document into plain text.
struct PlainTextWriter {
    private let styles: Styles
    /// What lines within a list begin with.
    private let indent: String
    /// The list style of each list in hand.
    private let lists: [String?]
    /// Whether what is written stands in a cell, of which each paragraph ends with a mark.
    private let isCell: Bool
    private var parts: [Template.Part] = []

    static func text(_ text: TemplateElement, styles: Styles) -> [Template.Part] {
        var writer = PlainTextWriter(styles: styles)
        writer.write(text.children)
        writer.parts.append(.notes)
        return writer.parts
    }

    private init(styles: Styles, indent: String = "", lists: [String?] = [], isCell: Bool = false) {
        self.styles = styles
        self.indent = indent
        self.lists = lists
        self.isCell = isCell
    }

    private mutating func append(_ text: String) {
        if !text.isEmpty { parts.append(.text(text)) }
    }

    private func inner(_ nodes: [TemplateNode]) -> [Template.Part] {
        var writer = PlainTextWriter(styles: styles, indent: indent, lists: lists, isCell: isCell)
        writer.write(nodes)
        return writer.parts
    }

    private mutating func write(_ nodes: [TemplateNode]) {
        for node in nodes {
            switch node {
            case .text(let text): append(text)
            case .hole(let expression, _): parts.append(.hole(Template.Hole(expression: expression, context: 0)))
            case .loop(let loop, let content): parts.append(.loop(loop, inner(content)))
            case .choice(let branches):
                parts.append(
                    .choice(
                        branches.map { Template.Branch(condition: $0.condition, parts: inner($0.content)) }))
            case .element(let element): write(element)
            case .note, .noteNumber, .notes: continue
            }
        }
    }

    private mutating func write(_ element: TemplateElement) {
        switch element.name {
        case .text("p") where isCell, .text("h") where isCell:
            parts.append(.vanishing(open: [], inner(element.children), close: [.text(PlainText.paragraphEnd)]))
        case .text("p"), .text("h"):
            if isApart(element, .fo("margin-top")) { append("\n") }
            line(element.children, vanishes: element.vanishesWhenEmpty)
            if isApart(element, .fo("margin-bottom")) { append("\n") }
        case .text("list"): list(element)
        case .text("a"):
            write(element.children)
            link(element)
        case .text("s"): append(String(repeating: " ", count: ODFSpaces.count(element[.text("c")])))
        case .text("tab"): if !endsWithSpace { append(" ") }
        case .text("line-break"): append("\n")
        case .text("note"): note(element)
        case .table("table-row"): row(element)
        case .table("table"):
            append("\n")
            write(element.children)
            append("\n")
        case .svg("title"):
            append("[")
            write(element.children)
            append("]")
        case .text("page-number"), .text("page-count"), .svg("desc"): break
        default: write(element.children)
        }
    }

    private var endsWithSpace: Bool {
        if case .run(let run)? = parts.last { run.last == UInt8(ascii: " ") } else { false }
    }

    private mutating func line(_ nodes: [TemplateNode], vanishes: Bool) {
        if vanishes {
            parts.append(.vanishing(open: [.text(indent)], inner(nodes), close: [.text("\n")]))
        } else {
            append(indent)
            write(nodes)
            append("\n")
        }
    }

    /// Whether a style keeps its paragraph apart from the next: by more than half a line.
    private func isApart(_ element: TemplateElement, _ margin: XMLName) -> Bool {
        let value = styles.property(margin, of: element[.text("style-name")], family: "paragraph")
        return Length.millimetres(value ?? "") > 2
    }

    private mutating func list(_ element: TemplateElement) {
        let inside = lists + [element[.text("style-name")] ?? lists.last ?? nil]
        let numbering = styles.numbering(of: inside[lists.count], level: inside.count)
        let items = items(element.children, numbering, inside)
        parts.append(.numbered(start: numbering?.start(of: element) ?? 1, items))
        append("\n")
    }

    private func items(_ nodes: [TemplateNode], _ numbering: ListNumbering?, _ lists: [String?]) -> [Template.Part] {
        var writer = PlainTextWriter(styles: styles, indent: indent + "   ", lists: lists)
        for node in nodes {
            switch node {
            case .loop(let loop, let content): writer.parts.append(.loop(loop, items(content, numbering, lists)))
            case .choice(let branches):
                writer.parts.append(
                    .choice(
                        branches.map {
                            Template.Branch(condition: $0.condition, parts: items($0.content, numbering, lists))
                        }))
            case .element(let item): writer.item(item, marker: indent, numbering)
            default: continue
            }
        }
        return writer.parts
    }

    /// The first line stands after the item's number or dash, the others under it. An item that nothing is left of
    /// vanishes as in the document, and takes no number.
    private mutating func item(_ item: TemplateElement, marker: String, _ numbering: ListNumbering?) {
        var inside = PlainTextWriter(styles: styles, indent: indent, lists: lists)
        inside.content(of: item)
        var open: [Template.Part] = [.text("\(marker)-  ")]
        if let numbering {
            open = [.text(marker + numbering.prefix), .itemNumber(numbering.format), .text("\(numbering.suffix) ")]
        }
        parts.append(.vanishing(open: open, inside.parts, close: []))
    }

    private mutating func content(of item: TemplateElement) {
        var rest = item.children[...]
        if case .element(let first)? = rest.first, first.name == .text("p") {
            rest = rest.dropFirst()
            parts.append(.vanishing(open: [], inner(first.children), close: [.text("\n")]))
        }
        write(Array(rest))
    }

    private mutating func row(_ element: TemplateElement) {
        for (index, cell) in element.children.enumerated() {
            if index > 0 { append(PlainText.cellEnd) }
            guard case .element(let cell) = cell else { continue }
            var inside = PlainTextWriter(styles: styles, lists: lists, isCell: true)
            inside.write(cell.children)
            parts += inside.parts
        }
        append("\n")
    }

    private mutating func link(_ element: TemplateElement) {
        guard let target = element.attributes.first(where: { $0.name == .xlink("href") }) else { return }
        append(" (")
        for part in target.value {
            switch part {
            case .text(let text): append(text)
            case .hole(let expression, _):
                let context = HoleContext.link.rawValue
                parts.append(.hole(Template.Hole(expression: expression, context: context)))
            case .noteNumber: continue
            }
        }
        append(")")
    }

    private mutating func note(_ element: TemplateElement) {
        let content = element.children.flatMap { node -> [TemplateNode] in
            if case .element(let part) = node, part.name == .text("note-body") { part.children } else { [] }
        }
        let number: [Template.Part] = [.text("["), .noteNumber, .text("]")]
        var body = PlainTextWriter(styles: styles)
        body.write(content)
        parts.append(
            .note(
                Template.Note(
                    key: element.noteKey, reference: number, again: number,
                    body: number + [.text(" ")] + body.parts)))
    }
}

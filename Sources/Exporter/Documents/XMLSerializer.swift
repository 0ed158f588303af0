internal import Containers
import Templating

/// Writes a document as ready-made bytes and the holes between them.
struct XMLSerializer: ~Copyable {
    private let writer = XMLWriter()
    private let prefixes: [XMLNamespace: String]
    /// Cut from the writer wherever a run of ready-made bytes ends. Those of the choice, loop or element in hand are last.
    private var parts: [[Template.Part]] = [[]]

    static func serialize(_ root: TemplateElement) -> [Template.Part] {
        var used: [XMLNamespace] = []
        collectNamespaces(of: root, into: &used)
        let declarations = XMLNamespace.declarations(for: used)
        var serializer = XMLSerializer(declarations)
        serializer.write(root, declaring: declarations)
        serializer.writer.endDocument()
        serializer.cut()
        return serializer.end()
    }

    /// A document without holes; a tag that stands in it is left out.
    static func serialize(_ root: DocumentElement) -> [UInt8] {
        guard case .run(let run)? = serialize(TemplateElement(withoutTags: root)).joined().first else { return [] }
        return run
    }

    private init(_ declarations: [(namespace: XMLNamespace, prefix: String)]) {
        prefixes = Dictionary(uniqueKeysWithValues: declarations.map { ($0.namespace, $0.prefix) } + [(.xml, "xml")])
    }

    private mutating func write(
        _ element: TemplateElement, declaring declarations: [(namespace: XMLNamespace, prefix: String)] = []
    ) {
        if element.vanishesWhenEmpty, element.attributes.allSatisfy({ $0.isReady }) {
            return writeVanishing(element, declaring: declarations)
        }
        writeStartTag(element, declaring: declarations)
        write(element.children, in: .inside(element.name))
        writer.endElement()
    }

    private mutating func writeVanishing(
        _ element: TemplateElement, declaring declarations: [(namespace: XMLNamespace, prefix: String)]
    ) {
        cut()
        begin()
        writeStartTag(element, declaring: declarations)
        writer.completeStartTag()
        let open = writer.take()
        write(element.children, in: .inside(element.name))
        cut()
        writer.endElement()
        let close = writer.take()
        let inside = end()
        if inside.contains(where: { $0.isVisible }) {
            append([.run(open)] + inside + [.run(close)])
        } else {
            append([.vanishing(open: [.run(open)], inside, close: [.run(close)])])
        }
    }

    private mutating func writeStartTag(
        _ element: TemplateElement, declaring declarations: [(namespace: XMLNamespace, prefix: String)]
    ) {
        writer.startElement(qualified(element.name))
        for (namespace, prefix) in declarations {
            writer.startAttribute("xmlns:\(prefix)")
            write(attributeText: namespace.uri)
            writer.endAttribute()
        }
        for attribute in element.attributes {
            writer.startAttribute(qualified(attribute.name))
            for part in attribute.value {
                switch part {
                case .text(let text): write(attributeText: text)
                case .hole(let expression, _): write(hole: expression, .of(attribute: attribute.name))
                case .noteNumber:
                    cut()
                    append([.noteNumber])
                }
            }
            writer.endAttribute()
        }
    }

    private mutating func write(_ nodes: [TemplateNode], in context: HoleContext) {
        for node in nodes {
            switch node {
            case .element(let element):
                write(element)
            case .text(let text):
                var bytes: [UInt8] = []
                XMLText.append(text, to: &bytes)
                writer.write(bytes)
            case .hole(let expression, _):
                write(hole: expression, context.holding(expression))
            case .choice(let branches):
                append([
                    .choice(
                        branches.map {
                            Template.Branch(condition: $0.condition, parts: serialized($0.content, in: context))
                        })
                ])
            case .loop(let loop, let content):
                append([.loop(loop, serialized(content, in: context))])
            case .note(let note):
                let reference = serialized(note.reference, in: context)
                let again = serialized(note.again, in: context)
                append([
                    .note(
                        Template.Note(
                            key: note.key, reference: reference, again: again, body: serialized(note.body, in: context))
                    )
                ])
            case .noteNumber:
                writer.completeStartTag()
                cut()
                append([.noteNumber])
            case .notes:
                writer.completeStartTag()
                cut()
                append([.notes])
            }
        }
    }

    private func write(attributeText text: String) {
        var bytes: [UInt8] = []
        XMLAttributeText.append(text, to: &bytes)
        writer.write(bytes)
    }

    private mutating func write(hole expression: Expression, _ context: HoleContext) {
        cut()
        append([.hole(Template.Hole(expression: expression, context: context.rawValue))])
    }

    /// What a choice or loop holds, by itself.
    private mutating func serialized(_ nodes: [TemplateNode], in context: HoleContext) -> [Template.Part] {
        cut()
        begin()
        write(nodes, in: context)
        cut()
        return end()
    }

    /// Makes what was written so far a part; a start tag does not wait for what follows.
    private mutating func cut() {
        writer.completeStartTag()
        append([.run(writer.take())])
    }

    private mutating func begin() {
        parts.append([])
    }

    private mutating func end() -> [Template.Part] {
        parts.removeLast()
    }

    private mutating func append(_ others: [Template.Part]) {
        parts[parts.count - 1] += others
    }

    private func qualified(_ name: XMLName) -> String {
        guard let prefix = prefixes[name.namespace] else { return name.local }
        return "\(prefix):\(name.local)"
    }

    private static func collectNamespaces(of element: TemplateElement, into used: inout [XMLNamespace]) {
        used.append(element.name.namespace)
        used += element.attributes.map(\.name.namespace)
        collectNamespaces(of: element.children, into: &used)
    }

    private static func collectNamespaces(of nodes: [TemplateNode], into used: inout [XMLNamespace]) {
        for node in nodes {
            switch node {
            case .element(let element): collectNamespaces(of: element, into: &used)
            case .text, .hole, .noteNumber, .notes: break
            case .choice(let branches): for branch in branches { collectNamespaces(of: branch.content, into: &used) }
            case .loop(_, let content): collectNamespaces(of: content, into: &used)
            case .note(let note): collectNamespaces(of: note.reference + note.again + note.body, into: &used)
            }
        }
    }
}

extension TemplateElement {
    fileprivate init(withoutTags element: DocumentElement) {
        name = element.name
        attributes = element.attributes.map { attribute in
            Attribute(
                name: attribute.name,
                value: attribute.value.compactMap { if case .text(let text) = $0 { .text(text) } else { nil } })
        }
        children = element.children.compactMap { node in
            switch node {
            case .element(let child): .element(TemplateElement(withoutTags: child))
            case .text(let text): .text(text)
            case .tag: nil
            }
        }
        vanishesWhenEmpty = false
    }
}

extension TemplateElement.Attribute {
    fileprivate var isReady: Bool {
        value.allSatisfy { if case .text = $0 { true } else { false } }
    }
}

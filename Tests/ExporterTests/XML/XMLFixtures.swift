import Support
import Templating

@testable import Containers
@testable import Exporter

extension DocumentElement {
    /// Reads a document in which `{{ … }}` and `{% … %}` are tags, as the house style has them.
    static func template(_ xml: String) throws -> (root: DocumentElement, tags: [Tag]) {
        var scanner = TagScanner()
        let root = try DocumentElement.read(Array(xml.utf8), file: "test.xml").get()
        return (root.scanned(with: &scanner), scanner.tags)
    }

    private func scanned(with scanner: inout TagScanner) -> DocumentElement {
        var copy = self
        copy.attributes = attributes.map { attribute in
            DocumentAttribute(attribute.name, parts: Self.parts(attribute.text ?? "", with: &scanner))
        }
        copy.children = children.flatMap { node -> [DocumentNode] in
            switch node {
            case .element(let child): [.element(child.scanned(with: &scanner))]
            case .tag: [node]
            case .text(let text):
                Self.parts(text, with: &scanner).map { part in
                    switch part {
                    case .text(let text): .text(text)
                    case .tag(let index): .tag(index)
                    }
                }
            }
        }
        return copy
    }

    private static func parts(_ text: String, with scanner: inout TagScanner) -> [TextPart] {
        let fragment = Fragment(text, at: Place(file: "test.xml"))
        return scanner.scan(fragment).map { segment in
            switch segment {
            case .text(let range): .text(fragment.text(range))
            case .tag(let index): .tag(index)
            }
        }
    }
}

/// A compiled document with the names `name` and `flag` (texts), and the list `copies`.
struct TestTemplate {
    let template: Template
    let scope: Scope

    init(_ xml: String, vanishing: Set<String> = []) throws {
        let (root, tags) = try DocumentElement.template(xml)
        var scope = Scope()
        scope.declare("recipient.name", .text)
        scope.declare("recipient.flag", .text)
        scope.declareList("letter.copies")
        self.scope = scope
        var diagnostics = Diagnostics()
        let compiled = TagCompiler.compile(tags, in: scope, diagnostics: &diagnostics)
        let nested = compiled.nest(Self.mark(root, vanishing), diagnostics: &diagnostics)
        guard let nested, !diagnostics.hasErrors else { throw diagnostics }
        template = Template(XMLSerializer.serialize(nested))
    }

    private static func mark(_ element: DocumentElement, _ vanishing: Set<String>) -> DocumentElement {
        var copy = element
        copy.vanishesWhenEmpty = vanishing.contains(element.name.local)
        copy.children = element.children.map { node in
            if case .element(let child) = node { .element(mark(child, vanishing)) } else { node }
        }
        return copy
    }

    func fill(name: String = "Zwolle", flag: String = "", copies: [String] = []) -> String {
        let filling = filling(template, frame(name: name, flag: flag, copies: copies))
        return String(decoding: filling.bytes(of: template), as: UTF8.self)
    }

    func frame(name: String, flag: String, copies: [String]) -> Frame {
        var frame = Frame(for: scope)
        frame.values = [.text(name), flag.isEmpty ? .empty : .text(flag)]
        frame.tables = [copies.map { [.text($0)] }]
        return frame
    }

    func filling(_ template: Template, _ frame: Frame) -> Filling {
        var filler = Filler(frame: frame, language: .dutch)
        var filling = Filling()
        filler.fill(template, into: &filling, escape: HoleContext.append)
        return filling
    }
}

extension String {
    /// Wraps paragraphs in a document with ODF's namespaces.
    var asODF: String {
        """
        <office:text xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" \
        xmlns:dc="http://purl.org/dc/elements/1.1/">\(self)</office:text>
        """
    }

    /// What stands within the root of a document as `asODF` has it.
    var withoutRoot: String {
        guard let start = firstRange(of: "office:1.0\""), let open = self[start.upperBound...].firstIndex(of: ">"),
            let close = range(backwardsOf: "</office:text>")
        else { return self }
        return String(self[index(after: open)..<close.lowerBound])
    }

    private func firstRange(of other: String) -> Range<String.Index>? { ranges(of: other).first }
    private func range(backwardsOf other: String) -> Range<String.Index>? { ranges(of: other).last }
}

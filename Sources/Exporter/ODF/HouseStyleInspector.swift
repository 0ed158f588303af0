internal import Containers
import Templating

/// Finds in a cleaned house style what cannot stand in a letter: tags where none are read, and content that is not the
/// same for every reader and at every time, that is active, or that is not in the file itself.
struct HouseStyleInspector {
    private struct Surroundings {
        /// Within what is printed, not among the styles.
        var isContent = false
        /// Within text whose tags are read.
        var isParagraph = false
    }

    private let file: SourceFile
    private let pictures: Set<String>
    /// What text may stand on: the paper, and what the house style fills with a colour.
    private let backgrounds: [Colour]
    private var diagnostics = Diagnostics()

    static func inspect(_ root: DocumentElement, in file: SourceFile, pictures: [Picture]) -> Diagnostics {
        var inspector = HouseStyleInspector(file, pictures, backgrounds: [.white] + colours(behindTextOf: root))
        inspector.inspect(root, in: Surroundings())
        return inspector.diagnostics
    }

    private init(_ file: SourceFile, _ pictures: [Picture], backgrounds: [Colour]) {
        self.file = file
        self.pictures = Set(pictures.map(\.path))
        self.backgrounds = backgrounds
    }

    private static func colours(behindTextOf element: DocumentElement) -> [Colour] {
        [XMLName.fo("background-color"), .draw("fill-color")].compactMap { element[$0].flatMap(Colour.init) }
            + element.elements.flatMap(colours)
    }

    private mutating func inspect(_ element: DocumentElement, in outer: Surroundings) {
        // Of the pattern only the names of styles are carried along.
        if element.isTablePattern { return }
        var inside = outer
        if [.office("text"), .office("master-styles")].contains(element.name) { inside.isContent = true }
        if let problem = Self.refusal(of: element, inContent: inside.isContent) { return add(problem, element) }
        inspectAttributes(of: element)
        inside.isParagraph =
            ParagraphTags.isParagraph(element) || outer.isParagraph && ParagraphTags.isTransparent(element)
        for child in element.children {
            switch child {
            case .element(let child): inspect(child, in: inside)
            case .text(let text) where !inside.isParagraph && Self.hasTag(text):
                add(.misplacedTag(in: "'\(element.name.qualified)'"), element)
            case .text, .tag: break
            }
        }
    }

    // MARK: Elements

    /// Of the text namespace, which also has all fields and indexes, what prints the same always (ODF 1.3 part 3 §7).
    /// The numbers of pages are the layout's; what else may change, or goes unused, is dropped before or refused.
    private static let allowed: Set<String> = [
        "p", "h", "span", "a", "s", "tab", "line-break", "list", "list-item", "list-header", "numbered-paragraph",
        "section", "note", "note-citation", "note-body", "page-number", "page-count",
    ]

    private static let objects: Set<XMLName> = [
        .draw("object"), .draw("object-ole"), .draw("floating-frame"),
    ]

    private static let active: Set<XMLName> = [
        .draw("plugin"), .draw("applet"), .draw("control"), .text("script"), .office("dde-source"),
    ]

    private static func refusal(of element: DocumentElement, inContent isContent: Bool) -> Problem? {
        if objects.contains(element.name) { return .objectInHouseStyle(element.name.qualified) }
        if active.contains(element.name) { return .activeInHouseStyle(element.name.qualified) }
        guard isContent, element.name.namespace == .text, !allowed.contains(element.name.local) else { return nil }
        return .fieldInHouseStyle(element.name.qualified)
    }

    // MARK: Attributes

    private mutating func inspectAttributes(of element: DocumentElement) {
        for attribute in element.attributes where Self.hasTag(attribute.text ?? "") {
            add(.misplacedTag(in: "the attribute '\(attribute.name.qualified)'"), element)
        }
        // Hidden text is in the plain text and the web page all the same.
        if let display = element[.text("display")], display != "true" { add(.hidden(element.name.qualified), element) }
        if element[.table("formula")] != nil { add(.calculated(element.name.qualified), element) }
        inspectNumbers(of: element)
        inspectTarget(of: element)
        inspectColour(of: element)
    }

    /// What an office program would repeat or nest that often.
    private static let bounds: [XMLName: ClosedRange<Int>] = [
        .text("c"): 1...ODFSpaces.maximum, .text("outline-level"): 1...10, .text("level"): 1...10,
        .text("display-levels"): 1...10, .text("start-value"): 0...1_000_000,
        .style("default-outline-level"): 0...10,
        .table("number-columns-repeated"): 1...1000, .table("number-rows-repeated"): 1...1000,
        .table("number-columns-spanned"): 1...1000, .table("number-rows-spanned"): 1...1000,
    ]

    private mutating func inspectNumbers(of element: DocumentElement) {
        for attribute in element.attributes {
            guard let bounds = Self.bounds[attribute.name], let text = attribute.text, !text.isEmpty else { continue }
            if Int(text).map({ !bounds.contains($0) }) ?? true {
                add(.numberOutOfBounds(attribute.name.qualified, bounds), element)
            }
        }
    }

    /// What cannot be told from any background is not to be seen. WCAG 2.1 asks for 4.5, and for 3 of what is large.
    private mutating func inspectColour(of element: DocumentElement) {
        guard element.name == .style("text-properties"), let text = element[.fo("color")],
            let colour = Colour(text), !backgrounds.contains(where: { colour.contrast(with: $0) >= 3 })
        else { return }
        add(.unreadable(text), element)
    }

    private mutating func inspectTarget(of element: DocumentElement) {
        guard let target = element[.xlink("href")], !Self.hasTag(target) else { return }
        if [.text("a"), .draw("a")].contains(element.name) {
            if let problem = LinkTarget.problem(of: [.text(target)]) { add(problem, element) }
        } else if !pictures.contains(target) {
            add(.notEmbedded(element.name.qualified), element)
        }
    }

    // MARK: Tags

    private static func hasTag(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return false }
        return text.contains("{{") || text.contains("{%") || text.contains("{#")
    }

    /// Shows where the element begins, if that is on the line that the reader of XML tells.
    private mutating func add(_ problem: Problem, _ element: DocumentElement) {
        let line = max(1, element.line)
        let name = file.range(of: "<\(element.name.qualified)", from: file.offset(line: line, column: 1))
        let start = name.map { file.place($0) }
        diagnostics.add(problem, at: start?.line == line ? start ?? file.linePlace(line) : file.linePlace(line))
    }
}

extension XMLName {
    /// With the prefix that it usually has in a file.
    fileprivate var qualified: String {
        guard let prefix = XMLNamespace.declarations(for: [namespace]).first?.prefix else { return local }
        return "\(prefix):\(local)"
    }
}

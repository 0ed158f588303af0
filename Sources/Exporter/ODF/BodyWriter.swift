internal import Containers
import Templating
import Workspace

/// Turns a letter's Markdown into the elements of an ODF text, in the styles of the house style.
struct BodyWriter {
    let file: SourceFile
    let styles: Styles
    let pattern: TablePattern?
    private let letter: Letter
    let numbers: NumberWidths

    /// Styles that the letter needs and the house style cannot have, as it does not know the letter.
    private(set) var automaticStyles: [DocumentElement] = []
    private var automaticNames: Set<String> = []
    private(set) var pictures: [Picture] = []
    var diagnostics = Diagnostics()
    var tableCount = 0
    private var imageCount = 0
    /// The level of the last heading; the subject is of level 1.
    private var headingLevel = 1

    /// `file` is where the text comes from.
    init(_ letter: Letter, _ file: SourceFile, houseStyle: HouseStyle, numbers: NumberWidths = .none) {
        self.numbers = numbers
        self.letter = letter
        self.file = file
        styles = houseStyle.styles
        pattern = houseStyle.tablePattern
    }

    /// The whole body. Its last paragraph stays with the closing: a signature does not stand alone on a page.
    mutating func body(_ blocks: [MarkdownBlock], _ tags: CompiledTags) -> [DocumentNode] {
        var nodes = content(blocks, paragraphStyle: "Text_20_body")
        ClosingElements(tags).change(in: &nodes) { element in
            switch element.name {
            case .text("p"):
                let parent = element[.text("style-name")] ?? "Standard"
                element[.text("style-name")] = automaticStyle(
                    parent == "Text_20_body" ? "Slotalinea" : "Slotalinea_\(parent)", parent: parent,
                    .fo("keep-with-next"), "always")
            case .table("table"):
                element[.table("style-name")] = closingTableStyle(like: element[.table("style-name")])
            default: break  // A heading stays with what follows by itself.
            }
        }
        return nodes
    }

    /// A style of tables cannot have a parent: it has all properties of the other.
    private mutating func closingTableStyle(like other: String?) -> String? {
        guard var style = other.flatMap({ styles.element($0, family: "table") }) else { return other }
        let name = "Slottabel"
        guard automaticNames.insert(name).inserted else { return name }
        var properties =
            style.elements.first { $0.name == .style("table-properties") }
            ?? DocumentElement(.style("table-properties"))
        properties[.fo("keep-with-next")] = "always"
        style[.style("name")] = name
        style[.style("display-name")] = nil
        style.children = [.element(properties)]
        add(automaticStyle: style)
        return name
    }

    private mutating func content(_ blocks: [MarkdownBlock], paragraphStyle: String) -> [DocumentNode] {
        var nodes: [DocumentNode] = []
        for block in blocks {
            switch block {
            case .tags(let tags): nodes += tags.map(DocumentNode.tag)
            case .paragraph(let inlines): nodes.append(paragraph(inlines, style: paragraphStyle))
            case .heading(let level, let inlines, let line): nodes.append(heading(level, inlines, line: line))
            case .list(let isOrdered, let start, let entries):
                nodes.append(list(isOrdered: isOrdered, start: start, entries, in: paragraphStyle))
            case .table(let table):
                if let table = self.table(table) { nodes.append(table) }
            }
        }
        return nodes
    }

    mutating func paragraph(_ inlines: [MarkdownInline], style: String) -> DocumentNode {
        require(style, family: "paragraph")
        var element = DocumentElement(
            .text("p"), [DocumentAttribute(.text("style-name"), style)], self.inlines(inlines))
        element.vanishesWhenEmpty = true
        return .element(element)
    }

    private mutating func heading(_ level: Int, _ inlines: [MarkdownInline], line: Int) -> DocumentNode {
        if level == 1 || level > headingLevel + 1 {
            diagnostics.add(.skippedHeading(level: level, previous: headingLevel), at: file.linePlace(line))
        }
        headingLevel = max(level, 1)
        let style = "Heading_20_\(level)"
        require(style, family: "paragraph")
        var element = DocumentElement(
            .text("h"),
            [DocumentAttribute(.text("style-name"), style), DocumentAttribute(.text("outline-level"), String(level))],
            self.inlines(inlines))
        element.vanishesWhenEmpty = true
        return .element(element)
    }

    private mutating func list(
        isOrdered: Bool, start: Int, _ entries: [MarkdownBlock.ListEntry], in paragraphStyle: String
    ) -> DocumentNode {
        var style = isOrdered ? "Numbering_20_123" : "List_20_1"
        require(style, family: "list")
        if isOrdered, start != 1 { style = numbering(like: style, from: start) }
        let isTight = paragraphStyle == "Text_20_body" && styles.has("List", family: "paragraph")
        let inner = isTight ? "List" : paragraphStyle
        var element = DocumentElement(.text("list"), [DocumentAttribute(.text("style-name"), style)])
        element.vanishesWhenEmpty = true
        for entry in entries {
            switch entry {
            case .tags(let tags): element.children += tags.map(DocumentNode.tag)
            case .item(let blocks, _):
                var item = DocumentElement(.text("list-item"), [], content(blocks, paragraphStyle: inner))
                item.vanishesWhenEmpty = true
                element.children.append(.element(item))
            }
        }
        return .element(element)
    }

    // MARK: Styles

    /// The name of an automatic style that differs from its parent in one property; made when it is new.
    mutating func automaticStyle(_ name: String, parent: String, _ property: XMLName, _ value: String) -> String {
        if automaticNames.insert(name).inserted {
            let properties = DocumentElement(.style("paragraph-properties"), [DocumentAttribute(property, value)])
            add(
                automaticStyle: DocumentElement(
                    .style("style"),
                    [
                        DocumentAttribute(.style("name"), name), DocumentAttribute(.style("family"), "paragraph"),
                        DocumentAttribute(.style("parent-style-name"), parent),
                    ], [.element(properties)]))
        }
        return name
    }

    /// The name of a list style that begins at another number than 1: the first item may be another in each letter, so
    /// it cannot tell (ODF 1.3 part 3 §19.893).
    private mutating func numbering(like style: String, from start: Int) -> String {
        let name = "\(style)_vanaf_\(start)"
        guard automaticNames.insert(name).inserted else { return name }
        guard let copy = styles.numbering(like: style, named: name, from: start) else { return style }
        add(automaticStyle: copy)
        return name
    }

    /// The name of a text style for the number of a note that is referred to again.
    private mutating func noteReference() -> String {
        if styles.has("Footnote_20_anchor", family: "text") { return "Footnote_20_anchor" }
        let name = "Nootverwijzing"
        guard automaticNames.insert(name).inserted else { return name }
        let properties = DocumentElement(
            .style("text-properties"), [DocumentAttribute(.style("text-position"), "super 62%")])
        add(
            automaticStyle: DocumentElement(
                .style("style"),
                [DocumentAttribute(.style("name"), name), DocumentAttribute(.style("family"), "text")],
                [.element(properties)]))
        return name
    }

    /// Like those that stand upright. Without a parent: in a frame with one, LibreOffice 7.4 leaves a picture that lies on
    /// its side no more room than it had before it was turned.
    private mutating func addStyle(of picture: Picture) {
        guard picture.orientation != .upright, automaticNames.insert(picture.style).inserted,
            let upright = styles.element("Graphics", family: "graphic")
        else { return }
        var properties =
            upright.elements.first { $0.name == .style("graphic-properties") }
            ?? DocumentElement(.style("graphic-properties"))
        // As the frames of that style are, which is not what a style without a parent is.
        if properties[.style("run-through")] == nil { properties[.style("run-through")] = "foreground" }
        if picture.orientation.isMirrored { properties[.style("mirror")] = "horizontal" }
        add(
            automaticStyle: DocumentElement(
                .style("style"),
                [DocumentAttribute(.style("name"), picture.style), DocumentAttribute(.style("family"), "graphic")],
                [.element(properties)]))
    }

    mutating func add(automaticStyle style: DocumentElement) {
        automaticStyles.append(style)
    }

    mutating func require(_ style: String, family: String) {
        if !styles.has(style, family: family) {
            diagnostics.add(.missingStyle(style, family: family), at: Place(file: file.name))
        }
    }

    // MARK: Within paragraphs

    mutating func inlines(_ inlines: [MarkdownInline]) -> [DocumentNode] {
        inlines.compactMap { inline in
            switch inline {
            case .text(let text): .text(text)
            case .tag(let index): .tag(index)
            case .softBreak: .text(" ")
            case .lineBreak: .element(DocumentElement(.text("line-break")))
            case .strong(let content): span("Strong_20_Emphasis", content)
            case .emphasis(let content): span("Emphasis", content)
            case .link(let target, let title, let content, let line): link(target, title, content, line: line)
            case .image(let source, _, let alternative, let line): image(source, alternative, line: line)
            case .footnote(let number, let blocks): footnote(number, blocks)
            }
        }
    }

    private mutating func span(_ style: String, _ content: [MarkdownInline]) -> DocumentNode {
        require(style, family: "text")
        return .element(
            DocumentElement(.text("span"), [DocumentAttribute(.text("style-name"), style)], inlines(content)))
    }

    private mutating func link(
        _ target: [TextPart], _ title: [TextPart], _ content: [MarkdownInline], line: Int
    ) -> DocumentNode? {
        if let problem = LinkTarget.problem(of: target) { diagnostics.add(problem, at: file.linePlace(line)) }
        if content.isEmpty { diagnostics.add(.linkWithoutText, at: file.linePlace(line)) }
        var attributes = [
            DocumentAttribute(.xlink("type"), "simple"),
            DocumentAttribute(.xlink("href"), parts: LinkTarget.encoded(target)),
        ]
        if !title.isEmpty { attributes.append(DocumentAttribute(.office("title"), parts: title)) }
        return .element(DocumentElement(.text("a"), attributes, inlines(content)))
    }

    /// A real footnote (ODF 1.3 part 3 §6.3); its number is written when the letter is filled.
    private mutating func footnote(_ number: Int, _ blocks: [MarkdownBlock]) -> DocumentNode {
        let body = content(blocks, paragraphStyle: "Footnote")
        // Stands in its place where the note was referred to before (ODF 1.3 part 3 §7.7.3).
        let again = DocumentElement(
            .text("note-ref"),
            [DocumentAttribute(.text("note-class"), "footnote"), DocumentAttribute(.text("reference-format"), "text")])
        return .element(
            DocumentElement(
                .text("note"),
                [DocumentAttribute(.text("id"), "noot-\(number)"), DocumentAttribute(.text("note-class"), "footnote")],
                [
                    .element(DocumentElement(.text("note-citation"))),
                    .element(DocumentElement(.text("note-body"), [], body)),
                    .element(
                        DocumentElement(
                            .text("span"), [DocumentAttribute(.text("style-name"), noteReference())], [.element(again)])
                    ),
                ]))
    }

    private mutating func image(_ source: [TextPart], _ alternative: [MarkdownInline], line: Int) -> DocumentNode? {
        let place = file.linePlace(line)
        guard case .text(let name)? = source.first, source.count == 1 else {
            diagnostics.add(.imageFromTag, at: place)
            return nil
        }
        let alternative = alternative.compactMap { inline -> DocumentNode? in
            switch inline {
            case .text(let text): .text(text)
            case .tag(let index): .tag(index)
            default: nil
            }
        }
        if alternative.isEmpty { diagnostics.add(.missingAltText, at: place) }
        return picture(name, alternative: alternative, at: place).map(DocumentNode.element)
    }

    /// A picture of the letter's folder in a frame; nil when it cannot be had, which is then in `diagnostics`.
    mutating func picture(
        _ name: String, alternative: [DocumentNode], at place: Place, within maximum: Picture.Extent = Picture.inText
    ) -> DocumentElement? {
        require("Graphics", family: "graphic")
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try letter.read(image: name)
        } catch {
            diagnostics.add(error.problem, at: place)
            return nil
        }
        do throws(ImageError) {
            let picture = try Picture(bytes, within: maximum)
            if !pictures.contains(picture) { pictures.append(picture) }
            imageCount += 1
            addStyle(of: picture)
            return picture.frame(named: "Afbeelding \(imageCount)", alternative: alternative)
        } catch {
            diagnostics.add(.badImage(name, error.explanation), at: place)
            return nil
        }
    }
}

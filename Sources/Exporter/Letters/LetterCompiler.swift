internal import Containers
import Templating
import Workspace

/// text → tags → Markdown → ODF tree in the house style → nested by tags → bytes and holes.
struct LetterCompiler {
    private let letter: Letter

    init(_ letter: Letter) {
        self.letter = letter
    }

    func compile(diagnostics: inout Diagnostics) -> CompiledLetter? {
        var scanner = TagScanner()
        // The title of the document is printed by a tag like any other.
        let subject = letter.definition.subject?.place(0..<1) ?? Place(file: letter.text.name)
        _ = scanner.scan(Fragment("{{ letter.subject }}", at: subject))
        let text = letter.text
        var segments: [TagScanner.Segment] = []
        let houseStyle = HouseStyle.read(
            letter.houseStyle, hasSignature: letter.definition.signatory?.signature != nil, scanner: &scanner,
            diagnostics: &diagnostics
        ) { scanner in
            segments = scanner.scan(Fragment(text))
        }
        // Without a house style the text is still checked.
        if houseStyle == nil { segments = scanner.scan(Fragment(text)) }
        diagnostics.add(scanner.diagnostics)
        let tags = TagCompiler.compile(scanner.tags, in: letter.scope, diagnostics: &diagnostics)
        let marked = MarkedText(text, segments: segments, tags: scanner.tags, compiled: tags)
        let blocks = MarkdownReader.read(text, marked, compiled: tags, diagnostics: &diagnostics)
        if blocks.isEmpty, !diagnostics.hasErrors {
            diagnostics.add(.emptyLetter(nil), at: Place(file: text.name))
        }
        guard let houseStyle else { return nil }

        var writer = BodyWriter(letter, letter.text, houseStyle: houseStyle, numbers: NumberWidths(letter, tags))
        let body = writer.body(blocks, tags)
        let signature = signature(&writer, within: houseStyle.signatureFrame ?? Picture.signature)
        diagnostics.add(writer.diagnostics)
        let facts = DocumentFacts(
            titleTag: 0, date: letter.definition.date, author: letter.settings.sender?.name,
            language: letter.definition.language.description)
        let document = ODFDocument(
            houseStyle: houseStyle, body: body, writer: writer, signature: signature, about: facts)
        let parent = DocumentElement(.none("body"), [], body)
        let message = message(houseStyle, diagnostics: &diagnostics)
        return compile(document, parent, tags, message, document.fonts, diagnostics: &diagnostics)
    }

    /// The text of the message that letters go with by e-mail; nil when none goes that way.
    private func message(_ houseStyle: HouseStyle, diagnostics: inout Diagnostics) -> Template? {
        guard letter.emailText != nil || letter.recipients.contains(where: \.channel.usesEmail) else { return nil }
        let text = letter.emailText ?? StandardMessage.text(in: letter.language)
        var scanner = TagScanner()
        let segments = scanner.scan(Fragment(text))
        diagnostics.add(scanner.diagnostics)
        let tags = TagCompiler.compile(scanner.tags, in: letter.scope, diagnostics: &diagnostics)
        let marked = MarkedText(text, segments: segments, tags: scanner.tags, compiled: tags)
        let blocks = MarkdownReader.read(text, marked, compiled: tags, diagnostics: &diagnostics)
        if blocks.isEmpty, !diagnostics.hasErrors {
            diagnostics.add(.emptyLetter(nil), at: Place(file: text.name))
        }
        var writer = BodyWriter(letter, text, houseStyle: houseStyle)
        let body = DocumentElement(.none("body"), [], writer.body(blocks, tags))
        diagnostics.add(writer.diagnostics)
        return tags.nest(body, diagnostics: &diagnostics)
            .map { Template(PlainTextWriter.text($0, styles: houseStyle.styles.adding(writer.automaticStyles))) }
    }

    private func signature(_ writer: inout BodyWriter, within room: Picture.Extent) -> DocumentElement? {
        guard let signatory = letter.definition.signatory, let name = signatory.signature else { return nil }
        let alternative = DocumentNode.text(
            ["Handtekening", signatory.name].compactMap(\.self).joined(separator: " van "))
        return writer.picture(
            name, alternative: [alternative], at: Place(file: letter.text.name), within: room)
    }

    private func compile(
        _ document: ODFDocument, _ body: DocumentElement, _ tags: CompiledTags, _ message: Template?,
        _ fonts: Set<String>, diagnostics: inout Diagnostics
    ) -> CompiledLetter? {
        guard let content = tags.nest(document.content, diagnostics: &diagnostics),
            let styles = tags.nest(document.styles, diagnostics: &diagnostics),
            let meta = tags.nest(document.meta, diagnostics: &diagnostics),
            let flat = tags.nest(document.flat, diagnostics: &diagnostics),
            let body = tags.nest(body, diagnostics: &diagnostics),
            let text = content.first(.office("text")), let title = meta.first(.dc("title"))?.children.first
        else { return nil }
        // With the letter's own automatic styles.
        let allStyles = Styles(of: document.root)
        let page = HTMLWriter.page(
            text, header: styles.firstPageHeader(of: text, allStyles), title: title,
            language: letter.definition.language.description, styles: allStyles, pictures: document.pictures)
        let own = tags.branches.enumerated().filter { $0.element.place.file == letter.text.name }
        let explained = [content.numberingNotes(), styles, meta].map { Template(XMLSerializer.serialize($0)) }
        let folded = folding(explained)
        let whole = folding([Template(XMLSerializer.serialize(flat.numberingNotes())), Template(page)])
        let plain = folding(
            [text, body].map { Template(PlainTextWriter.text($0, styles: allStyles)) }, escape: PlainText.append)
        let used = (explained + [message].compactMap(\.self)).reduce(into: Set<Int>()) { $0.formUnion($1.slots) }
        diagnostics.add(letter.unusedFigures(printed: used))
        let slots = (folded + whole + plain + [message].compactMap(\.self))
            .reduce(into: Set<Int>()) { $0.formUnion($1.slots) }
        return CompiledLetter(
            letter: letter, branches: own.map { ($0.offset, $0.element) }, tableLoops: text.tableLoops,
            content: folded[0], styles: folded[1], meta: folded[2], flat: whole[0], page: whole[1], text: plain[0],
            body: plain[1], message: message,
            pictures: document.pictures, fonts: fonts, frames: letter.frames(of: slots), explained: explained)
    }

    /// With all written out that is the same in every letter.
    private func folding(
        _ templates: [Template], escape: @escaping Filler.Escape = HoleContext.append
    ) -> [Template] {
        guard let recipient = letter.recipients.first else { return templates }
        let (shared, frame) = (letter.shared, letter.frame(of: recipient))
        return templates.map {
            $0.folding(shared.slots, tables: shared.tables, of: frame, in: letter.language, escape: escape)
        }
    }
}

extension TemplateElement {
    /// The first element of this name below, outside of choices and loops.
    fileprivate func first(_ name: XMLName) -> TemplateElement? {
        for case .element(let child) in children {
            if let found = child.name == name ? child : child.first(name) { return found }
        }
        return nil
    }

    /// Of the tables below, the loops that make all rows of one but those of its header.
    fileprivate var tableLoops: Set<Int> {
        let rows = children.contains {
            if case .element(let row) = $0 { row.name == .table("table-row") } else { false }
        }
        return Self.tableLoops(in: children, ofTable: name == .table("table") && !rows)
    }

    private static func tableLoops(in nodes: [TemplateNode], ofTable isTable: Bool) -> Set<Int> {
        nodes.reduce(into: []) { found, node in
            switch node {
            case .element(let element): found.formUnion(element.tableLoops)
            case .choice(let branches):
                for branch in branches { found.formUnion(tableLoops(in: branch.content, ofTable: false)) }
            case .loop(let loop, let content):
                if isTable { found.insert(loop.branch) }
                found.formUnion(tableLoops(in: content, ofTable: false))
            case .text, .hole, .note, .noteNumber, .notes: break
            }
        }
    }

    /// The first paragraph that any letter may begin with.
    private var firstParagraph: TemplateElement? {
        if name == .text("p") || name == .text("h") { return self }
        return Self.paragraph(in: children)
    }

    private static func paragraph(in nodes: [TemplateNode]) -> TemplateElement? {
        nodes.lazy.compactMap { node -> TemplateElement? in
            switch node {
            case .element(let element): element.firstParagraph
            case .choice(let branches): branches.lazy.compactMap { paragraph(in: $0.content) }.first
            case .loop(_, let content): paragraph(in: content)
            case .text, .hole, .note, .noteNumber, .notes: nil
            }
        }.first
    }

    /// The header of the page that the first paragraph of `text` begins (ODF 1.3 part 3 §19.500), or of the page that
    /// there is without: the one named Standard, or the first. A page may have another header the first time (§16.14).
    fileprivate func firstPageHeader(of text: TemplateElement, _ styles: Styles) -> TemplateElement? {
        let pages = (first(.office("master-styles"))?.children ?? []).compactMap { node -> TemplateElement? in
            if case .element(let page) = node, page.name == .style("master-page") { page } else { nil }
        }
        let name = styles.masterPage(of: text.firstParagraph?[.text("style-name")]) ?? "Standard"
        guard let page = pages.first(where: { $0[.style("name")] == name }) ?? pages.first else { return nil }
        let headers = [page.first(.style("header-first")), page.first(.style("header"))].compactMap(\.self)
        return headers.first.flatMap { $0[.style("display")] == "false" ? nil : $0 }
    }
}

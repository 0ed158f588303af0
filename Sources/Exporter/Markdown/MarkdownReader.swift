internal import CCMarkGFM
import Templating

/// Reads a letter's text with cmark-gfm: C tree in, Swift values out, freed before it returns.
///
/// What a letter cannot hold is refused, never dropped.
package struct MarkdownReader {
    /// Lists and emphasis nest no deeper in what a person writes.
    private static let maximumDepth = 40

    private let lineNumbers: [Int]
    /// As cmark reads them.
    let lines: [Substring]
    let file: SourceFile
    var diagnostics = Diagnostics()
    let compiled: CompiledTags
    /// By the number that cmark gives them.
    private var footnotes: [[MarkdownBlock]] = []
    private var depth = 0
    /// What the block in hand stands in: a list, a footnote.
    private var container: String?
    /// Whether the text in hand is that of a link.
    private var isInLink = false
    /// Where in the file the last text was found, and from which line it was looked for.
    private var found = (offset: 0, line: 0)

    static func read(
        _ file: SourceFile, _ marked: MarkedText, compiled: CompiledTags, diagnostics: inout Diagnostics
    ) -> [MarkdownBlock] {
        var reader = MarkdownReader(marked, file: file, compiled: compiled)
        let extent = MarkdownExtent(of: reader.lines)
        for (problem, line) in extent.problems { reader.diagnostics.add(problem, at: reader.place(ofLine: line + 1)) }
        let blocks = extent.problems.isEmpty ? reader.document(marked.text) : []
        reader.checkDefinitions()
        diagnostics.add(reader.diagnostics)
        return blocks
    }

    private init(_ marked: MarkedText, file: SourceFile, compiled: CompiledTags) {
        lineNumbers = marked.lineNumbers
        lines = marked.lines
        self.file = file
        self.compiled = compiled
    }

    private mutating func document(_ text: String) -> [MarkdownBlock] {
        cmark_gfm_core_extensions_ensure_registered()
        // No SMART: it makes wrong Dutch of an apostrophe at the beginning of a word.
        guard let parser = unsafe cmark_parser_new(CMARK_OPT_FOOTNOTES) else { return [] }
        defer { unsafe cmark_parser_free(parser) }
        if let tables = unsafe cmark_find_syntax_extension("table") {
            unsafe cmark_parser_attach_syntax_extension(parser, tables)
        }
        unsafe cmark_parser_feed(parser, text, text.utf8.count)
        guard let root = unsafe cmark_parser_finish(parser) else { return [] }
        defer { unsafe cmark_node_free(root) }

        let children = unsafe MarkdownNode(root).children
        for child in children where child.kind == "footnote_definition" {
            footnotes.append(blocks(child.children, in: "a footnote"))
        }
        return blocks(children.filter { $0.kind != "footnote_definition" })
    }

    private mutating func blocks(_ nodes: [MarkdownNode], in container: String? = nil) -> [MarkdownBlock] {
        let (outer, outerDepth) = (self.container, depth)
        self.container = container ?? outer
        depth += 1
        defer { (self.container, depth) = (outer, outerDepth) }
        if depth > Self.maximumDepth {
            if let first = nodes.first { diagnostics.add(.textTooDeep, at: file.linePlace(line(first))) }
            return []
        }
        let joined = compiled.joiningLists(nodes.compactMap { block($0) })
        for case .list(true, let start, let entries) in joined { checkNumbers(of: entries, from: start) }
        return joined
    }

    private mutating func block(_ node: MarkdownNode) -> MarkdownBlock? {
        switch node.kind {
        case "paragraph":
            let content = inlines(node)
            let tags = content.compactMap { inline -> Int? in
                if case .tag(let index) = inline, compiled.isBlock(index) { index } else { nil }
            }
            if !tags.isEmpty, tags.count == content.count { return .tags(tags) }
            checkParagraph(content, node)
            return .paragraph(content)
        case "heading":
            // Its line would begin with a '#'.
            if typed(node).first.map({ $0 != "#" }) ?? false {
                diagnostics.add(.underlinedHeading, at: file.linePlace(line(node)))
            }
            return .heading(level: node.headingLevel, inlines(node), line: line(node))
        case "list":
            return .list(
                isOrdered: node.isOrderedList, start: node.listStart,
                node.children.map { .item(blocks($0.children, in: "a list"), typedNumber($0)) })
        case "table":
            if let container { diagnostics.add(.misplacedTable(container), at: file.linePlace(line(node))) }
            return .table(table(node))
        case "block_quote": refuse(node, "a quotation ('>')")
        case "code_block": refuse(node, "code, or a paragraph indented by four spaces,")
        case "html_block": refuse(node, "HTML")
        case "thematic_break": refuse(node, "a rule ('---')")
        default: refuse(node, "'\(node.kind)'")
        }
        return nil
    }

    mutating func inlines(_ node: MarkdownNode) -> [MarkdownInline] {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth {
            diagnostics.add(.textTooDeep, at: file.linePlace(line(node)))
            return []
        }
        var result: [MarkdownInline] = []
        var text = ""
        func flush() {
            for part in TagMarker.split(text) {
                switch part {
                case .text(let text): result.append(.text(text))
                case .tag(let index): result.append(.tag(index))
                }
            }
            text = ""
        }
        for child in node.children {
            // cmark ends a text at every bracket: what is one text is read as one.
            if child.kind == "text" {
                text += child.literal
                continue
            }
            check(text, node)
            flush()
            if let inline = inline(child) { result.append(inline) }
        }
        check(text, node)
        flush()
        return result
    }

    private mutating func inline(_ node: MarkdownNode) -> MarkdownInline? {
        switch node.kind {
        case "softbreak": return .softBreak
        case "linebreak": return .lineBreak
        case "strong": return .strong(inlines(node))
        case "emph": return .emphasis(inlines(node))
        case "link":
            isInLink = true
            defer { isInLink = false }
            return .link(
                target: TagMarker.split(node.target), title: TagMarker.split(node.title), inlines(node),
                line: line(node))
        case "image":
            return .image(
                source: TagMarker.split(node.target), title: TagMarker.split(node.title),
                alternative: inlines(node), line: line(node))
        case "footnote_reference":
            guard container != "a footnote", let number = Int(node.literal), footnotes.indices.contains(number - 1)
            else {
                refuse(node, "a footnote within a footnote")
                return nil
            }
            return .footnote(number, footnotes[number - 1])
        case "code": refuse(node, "code ('`')")
        case "html_inline": refuse(node, "HTML")
        default: refuse(node, "'\(node.kind)'")
        }
        return nil
    }

    // MARK: Diagnostics

    private mutating func refuse(_ node: MarkdownNode, _ what: String) {
        diagnostics.add(.unsupportedMarkdown(what), at: file.linePlace(line(node)))
    }

    /// What is printed as it was typed, though it was meant for something else.
    private mutating func check(_ text: String, _ node: MarkdownNode) {
        guard !text.isEmpty else { return }
        checkReferences(text, node)
        for finding in TypedMarkup.findings(in: text, isInLink: isInLink) {
            diagnostics.add(finding.problem, at: place(of: finding.text, node))
        }
    }

    /// Where a text of a node is; its line when it cannot be found as it is. Asked for in the order of the text.
    mutating func place(of text: String, _ node: MarkdownNode) -> Place {
        let line = line(node)
        let offset = found.line == line ? found.offset : file.offset(line: line, column: 1)
        guard !text.unicodeScalars.contains(TagMarker.open), let range = file.range(of: text, from: offset)
        else { return file.linePlace(line) }
        found = (range.lowerBound + 1, line)
        return file.place(range)
    }

    func place(ofLine line: Int) -> Place {
        file.linePlace(lineNumbers.indices.contains(line - 1) ? lineNumbers[line - 1] : 1)
    }

    func line(_ node: MarkdownNode) -> Int {
        let line = node.line
        return lineNumbers.indices.contains(line - 1) ? lineNumbers[line - 1] : 1
    }
}

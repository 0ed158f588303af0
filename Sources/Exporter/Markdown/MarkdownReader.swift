internal import CCMarkGFM
import Templating

/// Reads a letter's text with cmark-gfm: C tree in, Swift values out, freed before it returns.
///
/// What a letter cannot hold is refused, never dropped.
struct MarkdownReader {
    private let lineNumbers: [Int]
    private let file: SourceFile
    private(set) var diagnostics = Diagnostics()
    private let compiled: CompiledTags
    /// By the number that cmark gives them.
    private var footnotes: [[MarkdownBlock]] = []

    static func read(
        _ file: SourceFile, _ marked: MarkedText, compiled: CompiledTags, diagnostics: inout Diagnostics
    ) -> [MarkdownBlock] {
        var reader = MarkdownReader(lineNumbers: marked.lineNumbers, file: file, compiled: compiled)
        let blocks = reader.document(marked.text)
        reader.checkDefinitions()
        diagnostics.add(reader.diagnostics)
        return blocks
    }

    private init(lineNumbers: [Int], file: SourceFile, compiled: CompiledTags) {
        self.lineNumbers = lineNumbers
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
        for child in children where child.kind == "footnote_definition" { footnotes.append(blocks(child.children)) }
        return blocks(children.filter { $0.kind != "footnote_definition" })
    }

    private mutating func blocks(_ nodes: [MarkdownNode]) -> [MarkdownBlock] {
        compiled.joiningLists(nodes.compactMap { block($0) })
    }

    private mutating func block(_ node: MarkdownNode) -> MarkdownBlock? {
        switch node.kind {
        case "paragraph":
            let content = inlines(node)
            let tags = content.compactMap { inline -> Int? in
                if case .tag(let index) = inline, compiled.isBlock(index) { index } else { nil }
            }
            return !tags.isEmpty && tags.count == content.count ? .tags(tags) : .paragraph(content)
        case "heading":
            return .heading(level: node.headingLevel, inlines(node), line: line(node))
        case "list":
            return .list(
                isOrdered: node.isOrderedList, start: node.listStart,
                node.children.map { .item(blocks($0.children)) })
        case "table":
            return .table(table(node))
        case "block_quote": refuse(node, "a quotation ('>')")
        case "code_block": refuse(node, "code, or a paragraph indented by four spaces,")
        case "html_block": refuse(node, "HTML")
        case "thematic_break": refuse(node, "a rule ('---')")
        default: refuse(node, "'\(node.kind)'")
        }
        return nil
    }

    private mutating func table(_ node: MarkdownNode) -> MarkdownTable {
        var table = MarkdownTable(alignments: node.tableAlignments, header: [], rows: [], line: line(node))
        for row in node.children {
            let cells = row.children.map { inlines($0) }
            if row.kind == "table_header" {
                table.header = cells
            } else if let tags = tagRow(cells) {
                table.rows.append(.tags(tags))
            } else {
                table.rows += compiled.repeatedRow(cells)
            }
        }
        return table
    }

    /// The tags of a row that holds nothing but block tags in its first cell.
    private func tagRow(_ cells: [[MarkdownInline]]) -> [Int]? {
        guard let first = cells.first, !first.isEmpty, cells.dropFirst().allSatisfy(\.isEmpty) else { return nil }
        var tags: [Int] = []
        for inline in first {
            switch inline {
            case .tag(let index) where compiled.isBlock(index): tags.append(index)
            case .text(let text) where text.allSatisfy(\.isWhitespace): continue
            default: return nil
            }
        }
        return tags
    }

    private mutating func inlines(_ node: MarkdownNode) -> [MarkdownInline] {
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
            checkReferences(text, node)
            flush()
            if let inline = inline(child) { result.append(inline) }
        }
        checkReferences(text, node)
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
            return .link(
                target: TagMarker.split(node.target), title: TagMarker.split(node.title), inlines(node),
                line: line(node))
        case "image":
            return .image(
                source: TagMarker.split(node.target), title: TagMarker.split(node.title),
                alternative: inlines(node), line: line(node))
        case "footnote_reference":
            guard let number = Int(node.literal), footnotes.indices.contains(number - 1) else {
                // A footnote within a footnote that is not read yet.
                refuse(node, "a footnote within a footnote")
                return nil
            }
            return .footnote(footnotes[number - 1])
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

    /// cmark leaves a reference to nothing as the text it was.
    private mutating func checkReferences(_ text: String, _ node: MarkdownNode) {
        for match in text.matches(of: /\[\^([^\]\s]+)\]/) {
            guard let place = file.place(of: String(match.0), from: line(node)) else { continue }
            diagnostics.add(.undefinedFootnote(String(match.1)), at: place)
        }
        for match in text.matches(of: /\[([^\]^]+)\]\[([^\]]*)\]/) {
            guard let place = file.place(of: String(match.0), from: line(node)) else { continue }
            diagnostics.add(.undefinedLink(String(match.2.isEmpty ? match.1 : match.2)), at: place)
        }
    }

    /// cmark drops a definition that nothing refers to.
    private mutating func checkDefinitions() {
        let text = SourceFile.text(of: file)
        for match in text.matches(of: /(?m)^ {0,3}\[(\^?)([^\]\n]+)\]:/) {
            let label = "[\(match.1)\(match.2)]"
            let uses = text.ranges(of: label).count { !text[$0.upperBound...].hasPrefix(":") }
            guard uses == 0, let place = file.place(of: label + ":", from: 1) else { continue }
            diagnostics.add(.unusedDefinition(label), at: place)
        }
    }

    private func line(_ node: MarkdownNode) -> Int {
        let line = node.line
        return lineNumbers.indices.contains(line - 1) ? lineNumbers[line - 1] : 1
    }
}

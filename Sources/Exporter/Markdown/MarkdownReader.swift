internal import CCMarkGFM
import Templating

/// Reads a letter's text with cmark-gfm: C tree in, Swift values out, freed before it returns.
///
/// What a letter cannot hold is refused, never dropped.
struct MarkdownReader {
    /// Lists and emphasis nest no deeper in what a person writes.
    private static let maximumDepth = 40

    private let lineNumbers: [Int]
    /// As cmark reads them.
    private let lines: [Substring]
    private let file: SourceFile
    private(set) var diagnostics = Diagnostics()
    private let compiled: CompiledTags
    /// By the number that cmark gives them.
    private var footnotes: [[MarkdownBlock]] = []
    private var depth = 0
    /// What the block in hand stands in: a list, a footnote.
    private var container: String?

    static func read(
        _ file: SourceFile, _ marked: MarkedText, compiled: CompiledTags, diagnostics: inout Diagnostics
    ) -> [MarkdownBlock] {
        var reader = MarkdownReader(marked, file: file, compiled: compiled)
        let blocks = reader.document(marked.text)
        reader.checkDefinitions()
        diagnostics.add(reader.diagnostics)
        return blocks
    }

    private init(_ marked: MarkedText, file: SourceFile, compiled: CompiledTags) {
        lineNumbers = marked.lineNumbers
        lines = marked.text.split(separator: "\n", omittingEmptySubsequences: false)
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
        return compiled.joiningLists(nodes.compactMap { block($0) })
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
            return .heading(level: node.headingLevel, inlines(node), line: line(node))
        case "list":
            return .list(
                isOrdered: node.isOrderedList, start: node.listStart,
                node.children.map { .item(blocks($0.children, in: "a list")) })
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

    private mutating func table(_ node: MarkdownNode) -> MarkdownTable {
        var table = MarkdownTable(alignments: node.tableAlignments, header: [], rows: [], line: line(node))
        for row in node.children {
            let cells = row.children.map { inlines($0) }
            if row.kind == "table_header" {
                table.header = cells
            } else if let tags = tagRow(cells) {
                // Tags between rows have no bars; with bars it is a row, of which cmark may have dropped cells.
                if cellCount(row) > 1 { checkCells(row, columns: cells.count) }
                table.rows.append(.tags(tags))
            } else {
                checkCells(row, columns: cells.count)
                table.rows += compiled.repeatedRow(cells)
            }
        }
        return table
    }

    /// cmark drops cells that are too many, and makes up those that are not there.
    private mutating func checkCells(_ row: MarkdownNode, columns: Int) {
        let count = cellCount(row)
        if count != columns {
            diagnostics.add(.raggedRow(cells: count, columns: columns), at: file.linePlace(line(row)))
        }
    }

    /// As it was typed.
    private func cellCount(_ row: MarkdownNode) -> Int {
        lines.indices.contains(row.line - 1) ? MarkedText.cellCount(lines[row.line - 1]) : 0
    }

    /// What was meant for something else than a paragraph, and would be printed as it was typed.
    private mutating func checkParagraph(_ content: [MarkdownInline], _ node: MarkdownNode) {
        // As it was typed: a backslash says that it is meant as it is.
        let typed = lines.indices.contains(node.line - 1) ? TagMarker.split(String(lines[node.line - 1])) : []
        if case .tag(let index)? = content.first, compiled.isBlock(index),
            case .text(let text)? = typed.drop(while: { $0 != .tag(index) }).dropFirst().first,
            text.prefixMatch(of: /\s*(#{1,6}\s|[-*+]\s|\d+[.)]\s|\|)/) != nil
        {
            diagnostics.add(.markupAfterTag, at: file.linePlace(line(node)))
        }
        for case .text(let text) in content where MarkedText.isDelimiterRow(text) {
            diagnostics.add(.brokenTable, at: file.linePlace(line(node)))
        }
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
            guard container != "a footnote", let number = Int(node.literal), footnotes.indices.contains(number - 1)
            else {
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
        guard text.contains("]") else { return }
        for match in text.matches(of: /\[\^([^\[\]\s]+)\]/) {
            guard let place = place(of: match.0, node) else { continue }
            diagnostics.add(.undefinedFootnote(TagMarker.shown(match.1)), at: place)
        }
        for match in text.matches(of: /\[([^\[\]^]+)\]\[([^\[\]]*)\]/) {
            guard let place = place(of: match.0, node) else { continue }
            diagnostics.add(.undefinedLink(TagMarker.shown(match.2.isEmpty ? match.1 : match.2)), at: place)
        }
    }

    /// Nil for brackets that a backslash makes plain text.
    private func place(of text: Substring, _ node: MarkdownNode) -> Place? {
        text.unicodeScalars.contains(TagMarker.open)
            ? file.linePlace(line(node)) : file.place(of: String(text), from: line(node))
    }

    /// cmark drops a definition that nothing refers to, and one of a label that it knows already.
    private mutating func checkDefinitions() {
        let text = file.scalars
        var definitions: [(label: String, offset: Int)] = []
        var used: Set<String> = []
        var (position, line) = (0, 0)
        while position < text.count {
            defer { position += 1 }
            if text[position] == "\n" { line = position + 1 }
            guard text[position] == "[" else { continue }
            let end = text[(position + 1)...].firstIndex { $0 == "[" || $0 == "]" || $0 == "\n" }
            guard let end, text[end] == "]", end > position + 1 else { continue }
            let label = String(String.UnicodeScalarView(text[position + 1..<end]))
            // A definition begins its line, but for three spaces at most.
            let isFirst = position - line <= 3 && text[line..<position].allSatisfy { $0 == " " }
            if isFirst, end + 1 < text.count, text[end + 1] == ":" {
                definitions.append((label, line))
            } else {
                used.insert(label.lowercased())
            }
            position = end
        }
        var seen: Set<String> = []
        for (label, offset) in definitions {
            let place = file.place(offset..<offset + label.unicodeScalars.count + 3)
            if !seen.insert(label.lowercased()).inserted {
                diagnostics.add(.duplicateDefinition("[\(label)]"), at: place)
            } else if !used.contains(label.lowercased()) {
                diagnostics.add(.unusedDefinition("[\(label)]"), at: place)
            }
        }
    }

    private func line(_ node: MarkdownNode) -> Int {
        let line = node.line
        return lineNumbers.indices.contains(line - 1) ? lineNumbers[line - 1] : 1
    }
}

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
        let typed = lines.indices.contains(node.line - 1) ? lines[node.line - 1] : ""
        if case .tag(let index)? = content.first, compiled.isBlock(index),
            let tag = typed.firstRange(of: TagMarker.text(index)),
            typed[tag.upperBound...].prefixMatch(of: /\s*(#{1,6}\s|[-*+]\s|\d+[.)]\s|\|)/) != nil
        {
            diagnostics.add(.markupAfterTag, at: file.linePlace(line(node)))
        }
        for case .text(let text) in content where MarkedText.isDelimiterRow(text) {
            diagnostics.add(.brokenTable, at: file.linePlace(line(node)))
        }
        checkLines(of: node)
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

    /// cmark leaves a reference to nothing as the text it was.
    private mutating func checkReferences(_ text: String, _ node: MarkdownNode) {
        guard text.utf8.contains(UInt8(ascii: "]")) else { return }
        for match in text.matches(of: /\[\^([^\[\]\s]+)\]/) {
            diagnostics.add(.undefinedFootnote(shown(match.1)), at: place(of: String(match.0), node))
        }
        for match in text.matches(of: /\[([^\[\]^]+)\]\[([^\[\]]*)\]/) {
            let label = match.2.isEmpty ? match.1 : match.2
            diagnostics.add(.undefinedLink(shown(label)), at: place(of: String(match.0), node))
        }
    }

    private func shown(_ label: Substring) -> String {
        let text = TagMarker.shown(label)
        return text.count > 60 ? "\(text.prefix(60))…" : text
    }

    /// Where a text of a node is; its line when it cannot be found as it is. Asked for in the order of the text.
    private mutating func place(of text: String, _ node: MarkdownNode) -> Place {
        let line = line(node)
        let offset = found.line == line ? found.offset : file.offset(line: line, column: 1)
        guard !text.unicodeScalars.contains(TagMarker.open), let range = file.range(of: text, from: offset)
        else { return file.linePlace(line) }
        found = (range.lowerBound + 1, line)
        return file.place(range)
    }

    private func place(ofLine line: Int) -> Place {
        file.linePlace(lineNumbers.indices.contains(line - 1) ? lineNumbers[line - 1] : 1)
    }

    // MARK: As it was typed

    /// The first line of a node, from where the node begins.
    private func typed(_ node: MarkdownNode) -> Substring {
        guard lines.indices.contains(node.line - 1) else { return "" }
        let line = lines[node.line - 1]
        return Substring(line.utf8.dropFirst(node.column - 1))
    }

    private func typedNumber(_ item: MarkdownNode) -> MarkdownBlock.TypedNumber? {
        Int(typed(item).prefix { $0.isASCII && $0.isNumber }).map { .init(value: $0, line: line(item)) }
    }

    /// cmark numbers the items of a list itself, whatever was typed.
    private mutating func checkNumbers(of entries: [MarkdownBlock.ListEntry], from start: Int) {
        var typed: [MarkdownBlock.TypedNumber] = []
        var printed: [Int] = []
        var next = start
        // Of the choices and loops in hand: the number before, and the highest after.
        var open: [(before: Int, after: Int)] = []
        for entry in entries {
            switch entry {
            case .item(_, let number?):
                typed.append(number)
                printed.append(next)
                next += 1
            case .item(_, nil): return
            case .tags(let indices):
                for index in indices {
                    switch compiled.tags[index] {
                    case .begin: open.append((next, next))
                    case .next:
                        guard let last = open.popLast() else { return }
                        open.append((last.before, max(last.after, next)))
                        next = last.before
                    case .end:
                        guard let last = open.popLast() else { return }
                        next = max(last.after, next)
                    case .hole, .nothing: continue
                    }
                }
            }
        }
        // All the same: numbers are left to the program.
        guard typed.contains(where: { $0.value != typed[0].value }),
            let wrong = typed.indices.first(where: { typed[$0].value != printed[$0] })
        else { return }
        diagnostics.add(
            .renumberedList(typed: typed.map(\.value), printed: printed), at: file.linePlace(typed[wrong].line))
    }

    /// The lines of a paragraph: what each begins with may have been meant for a list or a heading.
    private mutating func checkLines(of node: MarkdownNode) {
        let last = min(node.lastLine, lines.count)
        guard node.line > 0, node.line <= last else { return }
        for number in node.line...last {
            let text = number == node.line ? typed(node) : lines[number - 1]
            let position: TypedMarkup.Position =
                number > node.line ? .within : number < last ? .firstOfSeveral : .only
            if let problem = TypedMarkup.problem(ofLine: text, position) {
                diagnostics.add(problem, at: place(ofLine: number))
            }
        }
        if lines[last - 1].hasSuffix("\\") { diagnostics.add(.strayBackslash, at: place(ofLine: last)) }
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

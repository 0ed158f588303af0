import Templating

extension MarkdownReader {
    /// What was meant for something else than a paragraph, and would be printed as it was typed.
    mutating func checkParagraph(_ content: [MarkdownInline], _ node: MarkdownNode) {
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

    /// The first line of a node, from where the node begins.
    func typed(_ node: MarkdownNode) -> Substring {
        guard lines.indices.contains(node.line - 1) else { return "" }
        let line = lines[node.line - 1]
        return Substring(line.utf8.dropFirst(node.column - 1))
    }

    func typedNumber(_ item: MarkdownNode) -> MarkdownBlock.TypedNumber? {
        Int(typed(item).prefix { $0.isASCII && $0.isNumber }).map { .init(value: $0, line: line(item)) }
    }

    /// cmark numbers the items of a list itself, whatever was typed.
    mutating func checkNumbers(of entries: [MarkdownBlock.ListEntry], from start: Int) {
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
}

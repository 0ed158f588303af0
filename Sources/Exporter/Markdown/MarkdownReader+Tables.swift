import Templating

extension MarkdownReader {
    mutating func table(_ node: MarkdownNode) -> MarkdownTable {
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
}

import Templating

extension BodyWriter {
    /// A table in the look of the house style's, with a header row that programs can tell (ODF 1.3 part 3 §9.1.3).
    mutating func table(_ table: MarkdownTable) -> XMLNode? {
        guard let pattern else {
            diagnostics.add(.noTablePattern, at: file.linePlace(table.line))
            return nil
        }
        tableCount += 1
        let name = "Tabel\(tableCount)"
        var element = XMLElement(
            .table("table"), [XMLAttribute(.table("name"), name), XMLAttribute(.table("style-name"), pattern.table)])
        for (index, width) in columnWidths(table).enumerated() {
            let style = "\(name).\(index + 1)"
            let properties = XMLElement(
                .style("table-column-properties"), [XMLAttribute(.style("rel-column-width"), "\(width)*")])
            add(
                automaticStyle: XMLElement(
                    .style("style"),
                    [XMLAttribute(.style("name"), style), XMLAttribute(.style("family"), "table-column")],
                    [.element(properties)]))
            element.children.append(
                .element(XMLElement(.table("table-column"), [XMLAttribute(.table("style-name"), style)])))
        }
        let header = row(table.header, table.alignments, pattern.headerCell, pattern.headerParagraph)
        element.children.append(.element(XMLElement(.table("table-header-rows"), [], [header])))
        for row in table.rows {
            switch row {
            case .tags(let tags): element.children += tags.map(XMLNode.tag)
            case .cells(let cells):
                element.children.append(self.row(cells, table.alignments, pattern.cell, pattern.paragraph))
            }
        }
        return .element(element)
    }

    private mutating func row(
        _ cells: [[MarkdownInline]], _ alignments: [MarkdownTable.Alignment], _ cellStyle: String?, _ style: String
    ) -> XMLNode {
        require(style, family: "paragraph")
        let elements = cells.enumerated().map { index, content -> XMLNode in
            let aligned =
                switch alignments.indices.contains(index) ? alignments[index] : .start {
                case .start: style
                case .center: automaticStyle("\(style)_midden", parent: style, .fo("text-align"), "center")
                case .end: automaticStyle("\(style)_rechts", parent: style, .fo("text-align"), "end")
                }
            let paragraph = XMLElement(.text("p"), [XMLAttribute(.text("style-name"), aligned)], inlines(content))
            var cell = XMLElement(.table("table-cell"), [], [.element(paragraph)])
            cell[.table("style-name")] = cellStyle
            cell[.office("value-type")] = "string"
            return .element(cell)
        }
        return .element(XMLElement(.table("table-row"), [], elements))
    }

    /// In proportion to the longest text of each column, within bounds. A tag counts as a number of some length.
    private func columnWidths(_ table: MarkdownTable) -> [Int] {
        let rows = [table.header] + table.rows.compactMap { if case .cells(let cells) = $0 { cells } else { nil } }
        return table.header.indices.map { column in
            let lengths = rows.map { $0.indices.contains(column) ? length(of: $0[column]) : 0 }
            return min(40, max(10, lengths.max() ?? 0))
        }
    }

    private func length(of inlines: [MarkdownInline]) -> Int {
        inlines.reduce(0) { sum, inline in
            switch inline {
            case .text(let text): sum + text.count
            case .tag, .softBreak: sum + 6
            case .strong(let content), .emphasis(let content), .link(_, _, let content, _): sum + length(of: content)
            case .lineBreak, .image, .footnote: sum
            }
        }
    }
}

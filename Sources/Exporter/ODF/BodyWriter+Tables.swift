internal import Containers
import Templating

extension BodyWriter {
    /// A table in the look of the house style's, with a header row that programs can tell (ODF 1.3 part 3 §9.1.3).
    mutating func table(_ table: MarkdownTable) -> DocumentNode? {
        guard let pattern else {
            diagnostics.add(.noTablePattern, at: file.linePlace(table.line))
            return nil
        }
        tableCount += 1
        let name = "Tabel\(tableCount)"
        var element = DocumentElement(
            .table("table"),
            [DocumentAttribute(.table("name"), name), DocumentAttribute(.table("style-name"), pattern.table)])
        for (index, width) in columnWidths(table).enumerated() {
            let style = "\(name).\(index + 1)"
            let properties = DocumentElement(
                .style("table-column-properties"), [DocumentAttribute(.style("rel-column-width"), "\(width)*")])
            add(
                automaticStyle: DocumentElement(
                    .style("style"),
                    [DocumentAttribute(.style("name"), style), DocumentAttribute(.style("family"), "table-column")],
                    [.element(properties)]))
            element.children.append(
                .element(DocumentElement(.table("table-column"), [DocumentAttribute(.table("style-name"), style)])))
        }
        let header = row(table.header, table.alignments, pattern.headerCell, pattern.headerParagraph)
        element.children.append(.element(DocumentElement(.table("table-header-rows"), [], [header])))
        for row in table.rows {
            switch row {
            case .tags(let tags): element.children += tags.map(DocumentNode.tag)
            case .cells(let cells):
                element.children.append(self.row(cells, table.alignments, pattern.cell, pattern.paragraph))
            }
        }
        return .element(element)
    }

    private mutating func row(
        _ cells: [[MarkdownInline]], _ alignments: [MarkdownTable.Alignment], _ cellStyle: String?, _ style: String
    ) -> DocumentNode {
        require(style, family: "paragraph")
        let elements = cells.enumerated().map { index, content -> DocumentNode in
            let aligned =
                switch alignments.indices.contains(index) ? alignments[index] : .start {
                case .start: style
                case .center: automaticStyle("\(style)_midden", parent: style, .fo("text-align"), "center")
                case .end: automaticStyle("\(style)_rechts", parent: style, .fo("text-align"), "end")
                }
            let paragraph = DocumentElement(
                .text("p"), [DocumentAttribute(.text("style-name"), aligned)], inlines(content))
            var cell = DocumentElement(.table("table-cell"), [], [.element(paragraph)])
            cell[.table("style-name")] = cellStyle
            cell[.office("value-type")] = "string"
            return .element(cell)
        }
        return .element(DocumentElement(.table("table-row"), [], elements))
    }

    /// In tenths of a millimetre: what each column needs for its numbers, which do not break, and the rest in proportion to
    /// the longest text of each, within bounds.
    private func columnWidths(_ table: MarkdownTable) -> [Int] {
        let rows = [table.header] + table.rows.compactMap { if case .cells(let cells) = $0 { cells } else { nil } }
        let tags = Set(rows.joined().flatMap { Self.tags(in: $0) })
        let numbers = self.numbers.widths(of: tags)
        let size = styles.property(.fo("font-size"), of: pattern?.paragraph, family: "paragraph")
        let em = max(2, size.map(Length.millimetres) ?? 3.7)
        let whole = styles.property(.style("width"), of: pattern?.table, family: "table").map(Length.millimetres) ?? 155
        let padding = 4.5
        var (least, longest): ([Double], [Double]) = ([], [])
        for column in table.header.indices {
            let cells = rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
            least.append(cells.map { Self.width(of: $0, numbers: numbers, .unbroken) }.max() ?? 0)
            longest.append(min(22, max(5, cells.map { Self.width(of: $0, numbers: numbers, .whole) }.max() ?? 0)))
        }
        let needed = least.map { $0 == 0 ? 0 : $0 * em + padding }
        let rest = max(0, (whole > 0 ? whole : 155) - needed.reduce(0, +))
        // What a column still lacks of its longest text.
        let lacking = zip(needed, longest).map { max(1, $1 * em + padding - $0) }
        let sum = lacking.reduce(0, +)
        return zip(needed, lacking).map { max(1, Int((10 * ($0 + rest * $1 / sum)).rounded())) }
    }

    private enum Measure {
        /// The widest number.
        case unbroken
        /// All of it.
        case whole
    }

    private static func tags(in inlines: [MarkdownInline]) -> [Int] {
        inlines.flatMap { inline -> [Int] in
            switch inline {
            case .tag(let index): [index]
            case .strong(let content), .emphasis(let content), .link(_, _, let content, _): tags(in: content)
            default: []
            }
        }
    }

    private static func width(of inlines: [MarkdownInline], numbers: [Int: Double], _ measure: Measure) -> Double {
        let widths = inlines.map { inline -> Double in
            switch inline {
            case .tag(let index): numbers[index] ?? (measure == .whole ? 3 : 0)
            case .text(let text): measure == .whole ? NumberWidths.width(of: text) : 0
            case .softBreak: measure == .whole ? 0.3 : 0
            case .strong(let content), .emphasis(let content), .link(_, _, let content, _):
                width(of: content, numbers: numbers, measure)
            default: 0
            }
        }
        return measure == .whole ? widths.reduce(0, +) : widths.max() ?? 0
    }
}

import Templating

extension TypedColumn {
    /// Nil when its type is not known. Looks through a column of numbers what their points and commas mean.
    init?(
        _ definition: ColumnDefinition, at column: Int, rows: [JoinedRow], of table: CSVTable, _ language: Language,
        diagnostics: inout Diagnostics
    ) {
        if definition.isRefused { return nil }
        self.init(column: column, type: definition.type, missing: definition.missing, style: .each)
        if let mark = definition.decimals {
            style = .settled(mark)
        } else if definition.type.isNumeric {
            let evidence = inChunks(rows.count, of: RowReader.chunk) { chunk in
                var evidence = DecimalEvidence()
                for row in rows[chunk] { evidence.add(row.row, column, of: table) }
                return evidence
            }.reduce(into: DecimalEvidence()) { $0.add($1) }
            style = evidence.style(language)
            guard style == .each, let open = evidence.open else { return }
            diagnostics.add(
                .ambiguousColumn(
                    definition.name, open.text, open.number.readings(in: DecimalMark(of: language)), of: open.mark,
                    count: evidence.openCount),
                at: table.place(open.row, column))
        }
    }
}

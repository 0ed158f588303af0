import Templating

/// What the list, the figures and the tables say of a recipient.
extension LetterValues {
    /// `slots` are those whose values are needed, nil for all of them; what is unusable is told of all in any case.
    func row(_ index: Int, in list: RecipientList, only slots: Set<Int>? = nil) -> LetterRow {
        var row = LetterRow(index: index, recipient: list.recipients[index], frame: shared, unusable: unusable)
        fillRecipient(&row, list, slots)
        fillFigures(&row, slots)
        fillTables(&row)
        return row
    }

    private func fillRecipient(_ row: inout LetterRow, _ list: RecipientList, _ slots: Set<Int>?) {
        for (slot, column) in names.recipient where slots?.contains(slot) ?? true {
            row.frame.values[slot] = list.value(column, of: row.recipient)
        }
        row.frame.values[names.channel] = .text(row.recipient.channel.rawValue)
        guard !row.recipient.refused.isEmpty else { return }
        for (slot, column) in names.recipient where row.recipient.refused.contains(column) { row.unusable.insert(slot) }
    }

    private func fillFigures(_ row: inout LetterRow, _ slots: Set<Int>?) {
        guard let code = names.figuresCode else { return }
        row.frame.values[code] = .text(row.recipient.code.description)
        guard let figures = tables.figures, let found = figures.rows.first(of: row.index) else {
            row.unusable.formUnion(names.figures)
            return
        }
        for (column, slot) in names.figures.enumerated() where slots?.contains(slot) ?? true {
            row.frame.values[slot] = figures.value(found, column)
        }
        for column in figures.refused[found] ?? [] { row.unusable.insert(names.figures[column]) }
    }

    private func fillTables(_ row: inout LetterRow) {
        for (slot, table) in zip(names.tables, tables.tables) {
            guard let table else { continue }
            let rows = table.rows.rows(of: row.index)
            row.frame.tables[slot] = rows.map { found in table.columns.indices.map { table.value(found, $0) } }
            let isSound = table.unusable.isEmpty && rows.allSatisfy { table.refused[$0] == nil }
            if !rows.isEmpty, !isSound { row.hasRefusedRow = true }
        }
    }
}

import Templating

/// Every recipient's own row: what the list, the figures and the tables say.
extension LetterCalculation {
    mutating func makeRows(hasFigures: Bool) {
        guard let list = tables.list else { return }
        let figures = rowsByRecipient(tables.figures)
        let others = tables.tables.map(rowsByRecipient)
        rows.reserveCapacity(list.recipients.count)
        for (index, recipient) in list.recipients.enumerated() {
            rows.append(
                LetterRow(
                    recipient: recipient, figures: figures[index].first, tables: others.map { $0[index] },
                    frame: shared, unusable: unusable))
            fillRecipient(index)
            if hasFigures { fillFigures(index) }
            fillTables(index)
        }
    }

    /// For each recipient, which rows of a table are theirs.
    private func rowsByRecipient(_ table: TypedTable?) -> [[Int]] {
        var found: [[Int]] = Array(repeating: [], count: tables.list?.recipients.count ?? 0)
        for (index, row) in (table?.rows ?? []).enumerated() {
            if let recipient = row.recipient { found[recipient].append(index) }
        }
        return found
    }

    private mutating func fillRecipient(_ index: Int) {
        let recipient = rows[index].recipient
        for (slot, column) in names.recipient {
            rows[index].frame.values[slot] = recipient.values[column]
            if recipient.refused.contains(column) { rows[index].unusable.insert(slot) }
        }
        rows[index].frame.values[names.channel] = .text(recipient.channel.rawValue)
    }

    private mutating func fillFigures(_ index: Int) {
        let code = rows[index].recipient.code.description
        if let slot = names.figuresCode { rows[index].frame.values[slot] = .text(code) }
        guard let figures = tables.figures, let row = rows[index].figures else {
            rows[index].unusable.formUnion(names.figures)
            reportMissingFigures(index)
            return
        }
        for (column, slot) in names.figures.enumerated() {
            rows[index].frame.values[slot] = figures.rows[row].values[column]
            if figures.rows[row].refused.contains(column) { rows[index].unusable.insert(slot) }
        }
    }

    /// Only when the figures were read to their end, with a code in every row: otherwise they may be there.
    private mutating func reportMissingFigures(_ index: Int) {
        guard let figures = tables.figures, figures.isComplete, let list = tables.list else { return }
        let column = list.table.column(RecipientColumn.code.rawValue) ?? 0
        report(index, list.table.place(rows[index].recipient.row, column)) { label in
            .missingFigures(label ?? "", file: figures.table.file)
        }
    }

    private mutating func fillTables(_ index: Int) {
        for (number, slot) in names.tables.enumerated() {
            guard let table = tables.tables[number] else { continue }
            rows[index].frame.tables[slot] = rows[index].tables[number].map { table.rows[$0].values }
            if rows[index].tables[number].contains(where: { !table.rows[$0].refused.isEmpty }) {
                rows[index].hasRefusedRow = true
            }
        }
    }
}

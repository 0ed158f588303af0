import Templating

/// What the list, the figures and the tables say of a recipient.
extension LetterValues {
    /// What all share.
    var row: LetterRow { LetterRow(frame: shared, unusable: unusable) }

    /// Reads a recipient's values into `row`, a `row` of these values, also when it was used for another recipient. What
    /// is unusable is told of all columns, not of `columns` only.
    func read(_ index: Int, of list: RecipientList, _ columns: LetterColumns, into row: inout LetterRow) {
        let recipient = list.recipients[index]
        row.recipient = (index, recipient)
        row.unusable = unusable
        row.hasRefusedRow = false
        row.overflowed = []
        readList(recipient, list, columns, into: &row)
        readFigures(recipient, index, columns, into: &row)
        readTables(index, columns, into: &row)
        readPrevious(recipient, into: &row)
    }

    /// Whether a letter has something to say to them: a reminder only when they have not answered.
    func isWaitedFor(_ row: LetterRow) -> Bool {
        guard isReminder, let previous, let recipient = row.recipient?.of else { return true }
        return previous.letter(to: recipient.code)?.isUnanswered ?? false
    }

    private func readPrevious(_ recipient: Recipient, into row: inout LetterRow) {
        guard let previous else { return }
        let letter = previous.letter(to: recipient.code)
        row.frame.values[names.previous.reference] = letter?.reference.map(Value.text) ?? .empty
        row.frame.values[names.previous.date] = letter?.date.map(Value.date) ?? .empty
        row.frame.values[names.previous.sentOn] = letter?.sentOn.map(Value.date) ?? .empty
    }

    private func readList(
        _ recipient: Recipient, _ list: RecipientList, _ columns: LetterColumns, into row: inout LetterRow
    ) {
        for (slot, column) in columns.recipient { row.frame.values[slot] = list.value(column, of: recipient) }
        row.frame.values[names.channel] = .text(recipient.channel.rawValue)
        guard !recipient.refused.isEmpty else { return }
        for (slot, column) in names.recipient where recipient.refused.contains(column) { row.unusable.insert(slot) }
    }

    private func readFigures(
        _ recipient: Recipient, _ index: Int, _ columns: LetterColumns, into row: inout LetterRow
    ) {
        guard let code = names.figuresCode else { return }
        row.frame.values[code] = .text(recipient.code.description)
        guard let figures = tables.figures, let found = figures.rows.first(of: index) else {
            for (slot, _) in columns.figures { row.frame.values[slot] = .empty }
            row.unusable.formUnion(names.figures)
            return
        }
        for (slot, column) in columns.figures { row.frame.values[slot] = figures.value(found, column) }
        guard !figures.refused.isEmpty else { return }
        for column in figures.refused[found] ?? [] { row.unusable.insert(names.figures[column]) }
    }

    private func readTables(_ index: Int, _ columns: LetterColumns, into row: inout LetterRow) {
        for (names, table) in zip(names.tables, tables.tables) {
            guard let table else {
                row.unusable.formUnion(names.sums.map(\.slot) + [names.count])
                continue
            }
            let found = table.rows.rows(of: index)
            row.frame.tables[names.index] = found.map { found in table.columns.indices.map { table.value(found, $0) } }
            row.frame.values[names.count] = .number(ExactNumber(found.count))
            for (column, slot) in names.sums where columns.needs(slot) { sum(column, slot, names.index, &row) }
            guard !table.refused.isEmpty || !table.unusable.isEmpty, !found.isEmpty else { continue }
            let refused = found.reduce(into: Set(table.unusable)) { $0.formUnion(table.refused[$1] ?? []) }
            if !refused.isEmpty { row.hasRefusedRow = true }
            for (column, slot) in names.sums where refused.contains(column) { row.unusable.insert(slot) }
        }
    }

    /// Over a recipient's rows of a table; those without a value are skipped.
    private func sum(_ column: Int, _ slot: Int, _ table: Int, _ row: inout LetterRow) {
        var total = Total()
        for cells in row.frame.tables[table] { total.add(cells[column]) }
        row.frame.values[slot] = total.number.map(Value.number) ?? .empty
        guard total.number == nil else { return }
        row.unusable.insert(slot)
        row.overflowed.append(slot)
    }
}

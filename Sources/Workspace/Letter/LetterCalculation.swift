import Templating

/// Calculates the values of every letter: totals, then what is derived with its totals, then checks, then who is
/// addressed, then subject and reference.
struct LetterCalculation {
    let names: LetterNames
    let formulas: LetterFormulas
    let tables: LetterTables
    let language: Language
    private(set) var rows: [LetterRow] = []
    private(set) var diagnostics = Diagnostics()
    /// What all letters share, and which of it was refused.
    private var shared: Frame
    private var unusable: Set<Int> = []

    init(
        _ definition: LetterDefinition, names: LetterNames, formulas: LetterFormulas, tables: LetterTables,
        language: Language
    ) {
        self.names = names
        self.formulas = formulas
        self.tables = tables
        self.language = language
        shared = Frame(for: names.scope)
        for (slot, value) in names.constants { shared.values[slot] = value }
        shared.tables[names.copies] = definition.copies.map { [.text($0)] }
        shared.tables[names.attachments] = definition.attachments.map { [.text($0)] }
        sumFigures(definition)
        makeRows(definition)
        for derived in formulas.derived { derive(derived) }
        for check in formulas.checks { self.check(check) }
        for index in rows.indices {
            rows[index].subject = fill(formulas.subject, index)
            rows[index].reference = fill(formulas.reference, index)
        }
    }

    /// The indices of those who are addressed.
    mutating func addressed() -> [Int] {
        guard let condition = formulas.condition else {
            if rows.isEmpty, let list = tables.list, list.table.rows.isEmpty {
                diagnostics.add(.emptyList, at: Place(file: list.table.file))
            }
            return Array(rows.indices)
        }
        // One of whom nothing can be said stays, so that nothing is said of the others either.
        let found = rows.indices.filter { truth(of: condition, row: $0) ?? true }
        if found.isEmpty, !rows.isEmpty { diagnostics.add(.nobodyAddressed(rows.count), at: condition.place) }
        return found
    }

    // MARK: Totals

    private mutating func sumFigures(_ definition: LetterDefinition) {
        for (index, column) in (definition.figures?.columns ?? []).enumerated() {
            guard let slot = names.totals[column.name], column.type.isNumeric else { continue }
            let rows = tables.figures?.rows ?? []
            let isSound = tables.figures?.isComplete == true && rows.allSatisfy { !$0.refused.contains(index) }
            setTotal(slot, of: isSound ? rows.lazy.map { $0.values[index] } : nil, named: column.name, column.place)
        }
    }

    private mutating func setTotal(
        _ slot: Int, of values: (some Sequence<Value>)?, named name: String, _ place: Place
    ) {
        guard let values else {
            unusable.insert(slot)
            return
        }
        do throws(CalculationError) {
            var sum = ExactDecimal.zero
            for case .number(let number) in values { sum = try sum.adding(number) }
            shared.values[slot] = .number(sum)
        } catch {
            diagnostics.add(.totalOverflow(name), at: place)
            unusable.insert(slot)
        }
    }

    // MARK: Rows

    private mutating func makeRows(_ definition: LetterDefinition) {
        guard let list = tables.list else { return }
        let figuresRows = figuresRows(count: list.recipients.count)
        let tableRows = tables.tables.map { rowsByRecipient($0, count: list.recipients.count) }
        rows.reserveCapacity(list.recipients.count)
        for (index, recipient) in list.recipients.enumerated() {
            var row = LetterRow(
                recipient: recipient, figures: figuresRows[index], tables: tableRows.map { $0[index] }, frame: shared,
                unusable: unusable)
            fillRecipient(&row)
            if definition.figures != nil { fillFigures(&row) }
            for (table, slot) in zip(tables.tables.indices, names.tables) {
                row.frame.tables[slot] = row.tables[table].compactMap { tables.tables[table]?.rows[$0].values }
            }
            rows.append(row)
        }
    }

    private func figuresRows(count: Int) -> [Int?] {
        var found: [Int?] = Array(repeating: nil, count: count)
        for (index, row) in (tables.figures?.rows ?? []).enumerated() {
            if let recipient = row.recipient { found[recipient] = index }
        }
        return found
    }

    private func rowsByRecipient(_ table: TypedTable?, count: Int) -> [[Int]] {
        var found: [[Int]] = Array(repeating: [], count: count)
        for (index, row) in (table?.rows ?? []).enumerated() {
            if let recipient = row.recipient { found[recipient].append(index) }
        }
        return found
    }

    private func fillRecipient(_ row: inout LetterRow) {
        for (slot, column) in names.recipient {
            row.frame.values[slot] = row.recipient.values[column]
            if row.recipient.refused.contains(column) { row.unusable.insert(slot) }
        }
        if let slot = names.channel { row.frame.values[slot] = .text(row.recipient.channel.rawValue) }
    }

    private mutating func fillFigures(_ row: inout LetterRow) {
        if let slot = names.figuresCode { row.frame.values[slot] = .text(row.recipient.code.description) }
        guard let figures = tables.figures, let index = row.figures else {
            row.unusable.formUnion(names.figures)
            if let figures = tables.figures, figures.isComplete, let list = tables.list {
                let column = list.table.column(RecipientColumn.code.rawValue) ?? 0
                diagnostics.add(
                    .missingFigures(row.recipient.label, file: figures.table.file),
                    at: list.table.place(row.recipient.row, column, recipient: row.recipient.code.description))
            }
            return
        }
        for (column, slot) in names.figures.enumerated() {
            row.frame.values[slot] = figures.rows[index].values[column]
            if figures.rows[index].refused.contains(column) { row.unusable.insert(slot) }
        }
    }

    // MARK: Formulas

    private mutating func derive(_ derived: LetterFormulas.Derived) {
        for index in rows.indices {
            if let expression = derived.expression, let value = value(of: expression, row: index) {
                rows[index].frame.values[derived.slot] = value
            } else {
                rows[index].unusable.insert(derived.slot)
            }
        }
        guard let total = derived.total else { return }
        let isSound = tables.list?.table.isComplete == true && rows.allSatisfy { !$0.unusable.contains(derived.slot) }
        let values = rows.map { $0.frame.values[derived.slot] }
        setTotal(total, of: isSound ? values : nil, named: derived.name, derived.place)
        for index in rows.indices {
            rows[index].frame.values[total] = shared.values[total]
            if unusable.contains(total) { rows[index].unusable.insert(total) }
        }
    }

    private mutating func check(_ check: LetterFormulas.Check) {
        for index in check.isForEach ? rows.indices.map(Optional.some) : [nil] {
            guard truth(of: check.expression, row: index) == false else { continue }
            let recipient = index.map { rows[$0].recipient }
            let failure = FailedCheck(
                check, values: index.map { rows[$0].frame.values } ?? shared.values, language: language)
            var place = check.expression.place
            place.recipient = recipient?.code.description
            diagnostics.add(.failedCheck(check.because, recipient?.label, failure.findings), at: place)
        }
    }

    private mutating func fill(_ text: LetterFormulas.Text, _ index: Int) -> String? {
        guard let template = text.template else { return nil }
        switch template.fill(rows[index].frame, in: language) {
        case .success(let filled):
            if filled.contains(where: \.isNewline) {
                var place = text.place
                place.recipient = rows[index].recipient.code.description
                diagnostics.add(.lineBreakIn(text.name, rows[index].recipient.label), at: place)
                return nil
            }
            rows[index].frame.values[text.slot] = .text(filled)
            return filled
        case .failure(let failure):
            rows[index].unusable.insert(text.slot)
            for error in failure.errors where !uses(error.names, unusable: rows[index].unusable) {
                report(error.reason.problem(error.source, rows[index].recipient.label), error.place, index)
            }
            return nil
        }
    }

    private func uses(_ names: [Expression.Name], unusable: Set<Int>) -> Bool {
        !unusable.isEmpty && names.contains { unusable.contains($0.slot) }
    }

    /// Nil when there is no value, which is reported, here or before.
    private mutating func value(of expression: Expression, row: Int?) -> Value? {
        let unusable = row.map { rows[$0].unusable } ?? unusable
        guard !uses(expression.names, unusable: unusable) else { return nil }
        do throws(CalculationError) {
            return try expression.evaluate(row.map { rows[$0].frame.values } ?? shared.values, in: language)
        } catch {
            let label = row.map { rows[$0].recipient.label }
            report(.calculation(error, expression.source, label), expression.place, row)
            return nil
        }
    }

    private mutating func truth(of expression: Expression, row: Int?) -> Bool? {
        guard case .boolean(let boolean)? = value(of: expression, row: row) else { return nil }
        return boolean
    }

    private mutating func report(_ problem: Problem, _ place: Place, _ row: Int?) {
        var place = place
        place.recipient = row.map { rows[$0].recipient.code.description }
        diagnostics.add(problem, at: place)
    }
}

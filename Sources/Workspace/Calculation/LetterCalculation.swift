import Templating

/// Calculates the values of every letter: totals, then what is derived with its totals, then checks, then who is
/// addressed, then subject and reference. What comes of it is who is addressed, what all letters share, and everything
/// that is wrong.
///
/// A value that was refused is known to be unusable, and nothing is said of what depends on it: one wrong cell is one
/// problem.
struct LetterCalculation {
    /// How many recipients are calculated at a time, of those that are calculated on all cores. The same on every
    /// machine, for it decides in which order numbers are added.
    private static let chunk = 1024

    private(set) var values: LetterValues
    /// Those who are addressed, in the order of the list.
    private(set) var addressed: [LetterRecipient] = []
    private(set) var diagnostics = Diagnostics()

    private var formulas: LetterFormulas { values.formulas }
    private var list: RecipientList? { values.tables.list }

    init(
        _ definition: LetterDefinition, names: LetterNames, formulas: LetterFormulas, tables: LetterTables,
        previous: PreviousMailing?
    ) {
        values = LetterValues(definition, names: names, formulas: formulas, tables: tables, previous: previous)
        for (index, column) in (definition.figures?.columns ?? []).enumerated() where column.type.isNumeric {
            sum(column, index)
        }
        if definition.figures != nil { reportMissingFigures() }
        reportMissingSilent(definition.addressees)
        var done = 0
        while done < formulas.derived.count {
            let next = formulas.derivedTogether(from: done)
            derive(next)
            done = next.upperBound
        }
        finish()
    }

    // MARK: Totals

    /// Sums a column over all rows of the figures, whoever is addressed.
    private mutating func sum(_ column: ColumnDefinition, _ index: Int) {
        guard let slot = values.names.totals[column.name] else { return }
        let total = values.tables.figures.flatMap { $0.isComplete ? $0.totals[index] : nil }
        set(slot, total, named: column.name, column.place)
    }

    /// `total` is nil when not all of its values are known.
    private mutating func set(_ slot: Int, _ total: Total?, named name: String, _ place: Place) {
        guard let total, total.isKnown else { return values.set(slot, nil) }
        if total.number == nil { diagnostics.add(.totalOverflow(name), at: place) }
        values.set(slot, total.number.map(Value.number), skipping: total.skipped)
    }

    /// Whoever did not answer is reminded, or it is said that they are not.
    private mutating func reportMissingSilent(_ addressees: Addressees?) {
        guard let addressees, addressees.unanswered != nil, let previous = values.previous, let list,
            list.isComplete
        else { return }
        for letter in previous.letters where letter.isUnanswered && list.recipient(letter.code) == nil {
            var place = addressees.unansweredPlace
            place.recipient = letter.code
            diagnostics.add(
                .silentNotInList(letter.code, mailing: previous.number, list: addressees.list ?? previous.list),
                at: place)
        }
        if !previous.letters.contains(where: \.isUnanswered) {
            diagnostics.add(.everyoneAnswered(previous.number), at: addressees.unansweredPlace)
        }
    }

    /// Only when the figures were read to their end, with a code in every row: otherwise they may be there.
    private mutating func reportMissingFigures() {
        guard let figures = values.tables.figures, figures.isComplete, let list else { return }
        for (index, recipient) in list.recipients.enumerated() where figures.rows.first(of: index) == nil {
            let code = recipient.code.description
            diagnostics.add(
                .missingFigures(recipient.label, file: figures.table.file),
                at: list.table.place(recipient.row, list.columns.code, recipient: code))
        }
    }

    // MARK: Formulas

    /// Derives for everyone what does not need each other's totals, and then the totals.
    private mutating func derive(_ range: Range<Int>) {
        let earlier = formulas.derived[..<range.lowerBound]
        let derived = formulas.derived[range]
        let slots = Set(formulas.derived[..<range.upperBound].flatMap { $0.expression?.names.map(\.slot) ?? [] })
        let columns = LetterColumns(values.names, only: slots)
        let parts = chunks { [values] row, indices, list in
            var totals = derived.map { _ in Total() }
            var found = derived.map { _ in Diagnostics() }
            var reported = Diagnostics()
            for index in indices {
                values.read(index, of: list, columns, into: &row)
                for derived in earlier { values.derive(derived, &row, diagnostics: &reported) }
                for (number, derived) in derived.enumerated() {
                    totals[number].add(values.derive(derived, &row, diagnostics: &found[number]))
                }
            }
            return (totals: totals, diagnostics: found)
        }
        for (number, derived) in derived.enumerated() {
            for part in parts { diagnostics.add(part.diagnostics[number]) }
            guard let slot = derived.total else { continue }
            var total = Total()
            for part in parts { total.add(part.totals[number]) }
            set(slot, list?.isComplete == true ? total : nil, named: derived.name, derived.place)
        }
    }

    /// Checks everyone, and fills the lines of those who are addressed.
    private mutating func finish() {
        // All sums of tables, for those that are too large are told whoever asks for them.
        let sums = values.names.tables.flatMap { $0.sums.map(\.slot) }
        let columns = LetterColumns(values.names, only: formulas.slots.union(sums))
        let parts = chunks { [values] row, indices, list in
            var part = LetterPart(values)
            for index in indices {
                values.read(index, of: list, columns, into: &row)
                part.add(&row, values)
            }
            return part
        }
        for part in parts { diagnostics.add(part.sums) }
        for (number, check) in formulas.checks.enumerated() {
            if !check.isForEach { values.check(check, values.row, diagnostics: &diagnostics) }
            for part in parts { diagnostics.add(part.checks[number]) }
        }
        addressed.reserveCapacity(parts.reduce(0) { $0 + $1.addressed.count })
        for part in parts { addressed += part.addressed }
        if let list, list.table.isComplete, list.table.rows.isEmpty {
            diagnostics.add(.emptyList, at: Place(file: list.table.file))
        }
        if let condition = formulas.condition {
            for part in parts { diagnostics.add(part.condition) }
            if addressed.isEmpty, values.count > 0 {
                diagnostics.add(.nobodyAddressed(values.count), at: condition.place)
            }
        }
        for number in values.varying.indices {
            for part in parts { diagnostics.add(part.texts[number]) }
        }
    }

    /// Does something for all recipients of the list, on all cores.
    private func chunks<Part: Sendable>(
        _ work: @Sendable (inout LetterRow, Range<Int>, RecipientList) -> Part
    ) -> [Part] {
        guard let list else { return [] }
        return inChunks(
            list.recipients.count, of: Self.chunk, state: { [values] in values.row }, { work(&$0, $1, list) })
    }
}

import Templating

/// What is calculated from the rows.
extension LetterCalculation {
    /// Sums a column over all rows of the figures, whoever is addressed.
    mutating func sum(_ column: ColumnDefinition) {
        guard let slot = names.totals[column.name] else { return }
        var values: [Value]?
        if let figures = tables.figures, figures.isComplete,
            let index = figures.definition.columns.firstIndex(of: column),
            figures.rows.allSatisfy({ !$0.refused.contains(index) })
        {
            values = figures.rows.map { $0.values[index] }
        }
        setTotal(slot, of: values, named: column.name, column.place)
    }

    mutating func derive(_ derived: LetterFormulas.Derived) {
        for index in rows.indices {
            if let expression = derived.expression, let value = value(of: expression, row: index) {
                rows[index].frame.values[derived.slot] = value
            } else {
                rows[index].unusable.insert(derived.slot)
            }
        }
        guard let total = derived.total else { return }
        let isSound = tables.list?.isComplete == true && rows.allSatisfy { !$0.unusable.contains(derived.slot) }
        let values = isSound ? rows.map { $0.frame.values[derived.slot] } : nil
        setTotal(total, of: values, named: derived.name, derived.place)
        for index in rows.indices {
            rows[index].frame.values[total] = shared.values[total]
            if unusable.contains(total) { rows[index].unusable.insert(total) }
        }
    }

    /// `values` is nil when not all of them are known.
    private mutating func setTotal(_ slot: Int, of values: [Value]?, named name: String, _ place: Place) {
        guard let values else {
            unusable.insert(slot)
            return
        }
        do throws(CalculationError) {
            var sum = ExactNumber.zero
            for case .number(let number) in values { sum = try sum.adding(number) }
            shared.values[slot] = .number(sum)
        } catch {
            report(nil, place) { _ in .totalOverflow(name) }
            unusable.insert(slot)
        }
    }

    mutating func check(_ check: LetterFormulas.Check) {
        for index in check.isForEach ? rows.indices.map(Optional.some) : [nil] {
            guard truth(of: check.expression, row: index) == false else { continue }
            let failed = FailedCheck(check.expression, values: values(index), language: language)
            report(index, check.expression.place) { .failedCheck(check.because, $0, failed.findings) }
        }
    }

    /// Fills a line of the letter's own, such as its subject, which then is a value of the letter too.
    mutating func fill(_ text: LetterFormulas.Text, row index: Int) {
        switch text.template.fill(rows[index].frame, in: language) {
        case .success(let filled) where filled.contains(where: \.isNewline):
            report(index, text.place) { .lineBreakIn(text.name, $0 ?? "") }
        case .success(let filled):
            if let slot = text.slot { rows[index].frame.values[slot] = .text(filled) }
            return
        case .failure(let failure):
            for error in failure.errors where !uses(error.names, unusableOf: index) {
                report(index, error.place) { error.reason.problem(error.source, $0) }
            }
        }
        if let slot = text.slot { rows[index].unusable.insert(slot) }
    }
}

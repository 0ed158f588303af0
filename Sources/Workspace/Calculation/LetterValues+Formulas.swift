import Templating

/// What is calculated for one recipient, or from what all share. Problems are reported once, in
/// the order in which formulas are calculated.
extension LetterValues {
    /// Nil when there is no value, which is reported, here or before.
    func value(of expression: Expression, _ row: LetterRow, diagnostics: inout Diagnostics) -> Value? {
        guard !uses(expression.names, row) else { return nil }
        do throws(CalculationError) {
            return try expression.evaluate(row.frame.values, in: language)
        } catch {
            report(row, expression.place, &diagnostics) { .calculation(error, expression.source, $0) }
            return nil
        }
    }

    /// Nil as well when it cannot be told, for a value is missing.
    func truth(of expression: Expression, _ row: LetterRow, diagnostics: inout Diagnostics) -> Bool? {
        guard !uses(expression.names, row) else { return nil }
        do throws(CalculationError) {
            return try expression.holds(row.frame.values, in: language)
        } catch {
            report(row, expression.place, &diagnostics) { .calculation(error, expression.source, $0) }
            return nil
        }
    }

    func reportOverflow(_ slot: Int, _ row: LetterRow, diagnostics: inout Diagnostics) {
        guard let name = names.scope.entries.first(where: { names.scope.slot(of: $0.key) == slot })?.key else { return }
        let words = name.split { ".)".contains($0) }
        let table = tables.tables.compactMap(\.self).first { words.count > 1 && $0.definition.name == words[1] }
        let place = table?.definition.place ?? Place(file: LetterDefinition.fileName)
        report(row, place, &diagnostics) { .sumOverflow(name, $0) }
    }

    @discardableResult
    func derive(_ derived: LetterFormulas.Derived, _ row: inout LetterRow, diagnostics: inout Diagnostics) -> Value? {
        guard let value = derived.expression.flatMap({ value(of: $0, row, diagnostics: &diagnostics) }) else {
            row.frame.values[derived.slot] = .empty
            row.unusable.insert(derived.slot)
            return nil
        }
        row.frame.values[derived.slot] = value
        return value
    }

    func check(_ check: LetterFormulas.Check, _ row: LetterRow, diagnostics: inout Diagnostics) {
        guard truth(of: check.expression, row, diagnostics: &diagnostics) == false else { return }
        let failed = FailedCheck(check.expression, values: row.frame.values, language: language)
        report(row, check.expression.place, &diagnostics) { .failedCheck(check.because, $0, failed.findings) }
    }

    /// Fills a line of the letter's own, such as its subject, which then is a value of the letter too.
    func fill(_ text: LetterFormulas.Text, _ row: inout LetterRow, diagnostics: inout Diagnostics) {
        switch text.template.fill(row.frame, in: language) {
        case .success(let filled) where filled.holdsLineBreak:
            report(row, text.place, &diagnostics) { .lineBreakIn(text.name, $0 ?? "") }
        case .success(let filled):
            if let slot = text.slot { row.frame.values[slot] = .text(filled) }
            return
        case .failure(let failure):
            for error in failure.errors where !uses(error.names, row) {
                report(row, error.place, &diagnostics) { error.reason.problem(error.source, $0) }
            }
        }
        guard let slot = text.slot else { return }
        row.frame.values[slot] = .empty
        row.unusable.insert(slot)
    }

    private func uses(_ names: [Expression.Name], _ row: LetterRow) -> Bool {
        !row.unusable.isEmpty && names.contains { row.unusable.contains($0.slot) }
    }

    /// Reports a problem that is one recipient's, or everyone's.
    private func report(
        _ row: LetterRow, _ place: Place, _ diagnostics: inout Diagnostics, _ problem: (_ label: String?) -> Problem
    ) {
        var place = place
        place.recipient = row.recipient?.of.code.description ?? place.recipient
        diagnostics.add(problem(row.recipient?.of.label), at: place)
    }
}

extension String {
    /// As `Character.isNewline` says, without making characters.
    var holdsLineBreak: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
            default: false
            }
        }
    }
}

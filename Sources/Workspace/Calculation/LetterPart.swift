import Templating

/// What came of some recipients' letters, one after another: by formula, so that problems can be told formula by
/// formula, whatever was calculated at the same time.
struct LetterPart: Sendable {
    private(set) var addressed: [LetterRecipient] = []
    private(set) var checks: [Diagnostics]
    private(set) var condition = Diagnostics()
    private(set) var sums = Diagnostics()
    private(set) var texts: [Diagnostics]

    init(_ values: LetterValues) {
        checks = values.formulas.checks.map { _ in Diagnostics() }
        texts = values.varying.map { _ in Diagnostics() }
    }

    /// Calculates what is not yet in `row`.
    mutating func add(_ row: inout LetterRow, _ values: LetterValues) {
        let formulas = values.formulas
        for slot in row.overflowed { values.reportOverflow(slot, row, diagnostics: &sums) }
        var reported = Diagnostics()
        for derived in formulas.derived { values.derive(derived, &row, diagnostics: &reported) }
        for (number, check) in formulas.checks.enumerated() where check.isForEach {
            values.check(check, row, diagnostics: &checks[number])
        }
        // One of whom nothing can be said stays, so that nothing is said of the others either.
        let isAddressed = formulas.condition.flatMap { values.truth(of: $0, row, diagnostics: &condition) } ?? true
        guard isAddressed, values.isWaitedFor(row) else { return }
        for (number, text) in values.varying.enumerated() {
            values.fill(text, &row, diagnostics: &texts[number])
        }
        if let recipient = LetterRecipient(row) { addressed.append(recipient) }
    }
}

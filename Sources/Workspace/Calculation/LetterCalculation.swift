import Templating

/// Calculates the values of every letter: totals, then what is derived with its totals, then checks, then who is
/// addressed, then subject and reference.
///
/// A value that was refused is known to be unusable, and nothing is said of what depends on it: one wrong cell is one
/// problem.
struct LetterCalculation {
    let names: LetterNames
    let formulas: LetterFormulas
    let tables: LetterTables
    let language: Language
    /// What all letters share, and which of its slots are unusable.
    var shared: Frame
    var unusable: Set<Int>
    /// Everyone in the list.
    var rows: [LetterRow] = []
    /// The rows of those who are addressed.
    private(set) var addressed: [Int] = []
    private(set) var diagnostics = Diagnostics()

    init(_ definition: LetterDefinition, names: LetterNames, formulas: LetterFormulas, tables: LetterTables) {
        self.names = names
        self.formulas = formulas
        self.tables = tables
        language = definition.language.language
        shared = Frame(for: names.scope)
        for constant in names.constants { shared.values[constant.slot] = constant.value }
        shared.tables[names.copies] = definition.copies.map { [.text($0)] }
        shared.tables[names.attachments] = definition.attachments.map { [.text($0)] }
        unusable = Set(names.constants.filter(\.isRefused).map(\.slot))

        for column in definition.figures?.columns ?? [] where column.type.isNumeric { sum(column) }
        makeRows(hasFigures: definition.figures != nil)
        for derived in formulas.derived { derive(derived) }
        for check in formulas.checks { self.check(check) }
        addressed = whoIsAddressed()
        for text in formulas.texts {
            for index in addressed { fill(text, row: index) }
        }
    }

    private mutating func whoIsAddressed() -> [Int] {
        if let list = tables.list, list.table.isComplete, list.table.rows.isEmpty {
            diagnostics.add(.emptyList, at: Place(file: list.table.file))
        }
        guard let condition = formulas.condition else { return Array(rows.indices) }
        // One of whom nothing can be said stays, so that nothing is said of the others either.
        let found = rows.indices.filter { truth(of: condition, row: $0) ?? true }
        if found.isEmpty, !rows.isEmpty { diagnostics.add(.nobodyAddressed(rows.count), at: condition.place) }
        return found
    }

    /// Of one recipient, or what all share.
    func values(_ row: Int?) -> [Value] {
        row.map { rows[$0].frame.values } ?? shared.values
    }

    func uses(_ names: [Expression.Name], unusableOf row: Int?) -> Bool {
        let unusable = row.map { rows[$0].unusable } ?? unusable
        return !unusable.isEmpty && names.contains { unusable.contains($0.slot) }
    }

    /// Nil when there is no value, which is reported, here or before.
    mutating func value(of expression: Expression, row: Int?) -> Value? {
        guard !uses(expression.names, unusableOf: row) else { return nil }
        do throws(CalculationError) {
            return try expression.evaluate(values(row), in: language)
        } catch {
            report(row, expression.place) { .calculation(error, expression.source, $0) }
            return nil
        }
    }

    mutating func truth(of expression: Expression, row: Int?) -> Bool? {
        guard case .boolean(let boolean)? = value(of: expression, row: row) else { return nil }
        return boolean
    }

    /// Reports a problem that is one recipient's, or everyone's.
    mutating func report(_ row: Int?, _ place: Place, _ problem: (_ label: String?) -> Problem) {
        var place = place
        place.recipient = row.map { rows[$0].recipient.code.description } ?? place.recipient
        diagnostics.add(problem(row.map { rows[$0].recipient.label }), at: place)
    }
}

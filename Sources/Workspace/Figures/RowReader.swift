import Templating

/// Reads the cells of some rows of a table of figures, one row after another: reports all that is wrong in them, and
/// adds up what is right.
struct RowReader: Sendable {
    /// How many rows are read at a time, of those that are read on all cores. The same on every machine, for it decides
    /// in which order numbers are added.
    static let chunk = 4096

    private let definition: TableDefinition
    private let table: CSVTable
    private let columns: [TypedColumn?]
    private let cells: CellReader
    private let list: RecipientList?
    private(set) var diagnostics = Diagnostics()
    /// By row the columns that were refused in it.
    private(set) var refused: [Int: Set<Int>] = [:]
    /// For each declared column.
    private(set) var totals: [Total]

    init(
        definition: TableDefinition, table: CSVTable, columns: [TypedColumn?], cells: CellReader, list: RecipientList?
    ) {
        self.definition = definition
        self.table = table
        self.columns = columns
        self.cells = cells
        self.list = list
        totals = Array(repeating: Total(), count: columns.count)
    }

    mutating func read(_ row: JoinedRow) {
        let isRagged = reportRagged(row)
        for (index, column) in columns.enumerated() {
            guard !isRagged, let column else {
                totals[index].add(nil)
                if isRagged { refused[row.row, default: []].insert(index) }
                continue
            }
            do throws(Refusal) {
                let value = try cells.read(row.row, column, of: table)
                totals[index].add(value)
                if case .text(let text) = value {
                    lookForDamage(text, row, column.column, of: definition.columns[index])
                }
            } catch {
                totals[index].add(nil)
                refused[row.row, default: []].insert(index)
                report(error, row, column, of: definition.columns[index])
            }
        }
    }

    private mutating func reportRagged(_ row: JoinedRow) -> Bool {
        guard table.isRagged(row.row) else { return false }
        let owner = owner(of: row)
        table.reportRagged(
            row.row, context: owner.map { "; \($0.label)" } ?? "", recipient: owner?.code.description,
            diagnostics: &diagnostics)
        return true
    }

    private mutating func report(
        _ refusal: Refusal, _ row: JoinedRow, _ column: TypedColumn, of definition: ColumnDefinition
    ) {
        let problem = refusal.problem(for: context(row, definition))
        // That nothing tells what its numbers are is told of the column.
        if problem.id == .ambiguousNumber, column.style == .each { return }
        if problem.id == .damagedText, !table.isDecoded { return }
        diagnostics.add(problem, at: place(row, column.column))
    }

    private mutating func lookForDamage(
        _ text: String, _ row: JoinedRow, _ column: Int, of definition: ColumnDefinition
    ) {
        guard table.isDecoded, let problem = Problem.misread(text, context(row, definition)) else { return }
        diagnostics.add(problem, at: place(row, column))
    }

    private func context(_ row: JoinedRow, _ definition: ColumnDefinition) -> String {
        (owner(of: row).map { "; \($0.label), " } ?? "; ") + "column '\(Problem.shown(definition.heading))'"
    }

    private func place(_ row: JoinedRow, _ column: Int) -> Place {
        table.place(row.row, column, recipient: owner(of: row)?.code.description)
    }

    private func owner(of row: JoinedRow) -> Recipient? {
        row.recipient.flatMap { list?.recipients[$0] }
    }
}

extension CellReader {
    /// The cell of a declared column; where it is empty, what that stands for.
    func read(_ row: Int, _ column: TypedColumn, of table: CSVTable) throws(Refusal) -> Value {
        let value = try read(table.text(row, column.column), as: column.type, column.style)
        guard value.isEmpty else { return value }
        guard let missing = column.missing else {
            throw Refusal {
                .emptyCell(
                    $0, suggestion: "fill it in, or say in letter.yaml what it means: 'optional: true', or 'missing: …'"
                )
            }
        }
        return missing
    }
}

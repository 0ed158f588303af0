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
                totals[index].add(try cells.read(row.row, column, of: table))
            } catch {
                totals[index].add(nil)
                refused[row.row, default: []].insert(index)
                report(error, row, column.column, named: definition.columns[index].name)
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

    private mutating func report(_ refusal: Refusal, _ row: JoinedRow, _ column: Int, named name: String) {
        let owner = owner(of: row)
        let context = (owner.map { "; \($0.label), " } ?? "; ") + "column '\(name)'"
        let place = table.place(row.row, column, recipient: owner?.code.description)
        diagnostics.add(refusal.problem(for: context), at: place)
    }

    private func owner(of row: JoinedRow) -> Recipient? {
        row.recipient.flatMap { list?.recipients[$0] }
    }
}

extension CellReader {
    /// The cell of a declared column; where it is empty, what that stands for.
    func read(_ row: Int, _ column: TypedColumn, of table: CSVTable) throws(Refusal) -> Value {
        let value = try read(table.text(row, column.column), as: column.type)
        guard value.isEmpty else { return value }
        guard let missing = column.missing else {
            throw Refusal {
                .emptyCell($0, suggestion: "fill it in, or say in letter.yaml what it means: 'missing: …'")
            }
        }
        return missing
    }
}

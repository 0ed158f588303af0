import Templating

/// A table of figures, joined to the recipients by code. Every cell has been read as its column's type once; only what
/// came of that is kept, and a cell is read again when a letter needs it.
struct TypedTable: Sendable {
    let definition: TableDefinition
    let table: CSVTable
    /// For each declared column where it is in the file.
    let columns: [Int?]
    /// For each declared column how its cells are read; nil when they are not.
    let typedColumns: [TypedColumn?]
    let keyColumn: Int
    let cells: CellReader
    /// Rows with a code, whether or not it is a recipient's.
    let rowCount: Int
    /// By recipient of the list.
    let rows: JoinedRows
    /// Of rows of which cells were refused, which columns; those in `unusable` left out.
    let refused: [Int: Set<Int>]
    /// For each declared column its sum over all rows.
    let totals: [Total]

    /// Declared columns without a value in any row.
    var unusable: [Int] { typedColumns.indices.filter { typedColumns[$0] == nil } }

    /// Whether every row of the file has a code: only then a sum is one over all of them.
    var isComplete: Bool { table.isComplete && rowCount == table.rows.count }

    /// The cell of a declared column; `.empty` where it was refused.
    func value(_ row: Int, _ index: Int) -> Value {
        guard let column = typedColumns[index], refused.isEmpty || refused[row]?.contains(index) != true
        else { return .empty }
        return (try? cells.read(row, column, of: table)) ?? .empty
    }
}

extension TypedTable {
    /// Nil when nothing can be joined, which is then in `diagnostics`.
    static func read(
        _ file: DiskFile, _ definition: TableDefinition, letterFile: String, language: Language, list: RecipientList?,
        diagnostics: inout Diagnostics
    ) -> TypedTable? {
        let names = Set(definition.columns.map(\.heading) + [definition.key])
        let header: CSVHeader = definition.headerRow.map(CSVHeader.row) ?? .naming(names)
        guard let table = CSVReader.read(file, header: header, diagnostics: &diagnostics) else { return nil }
        if definition.headerRow == nil, table.titles > 0 {
            let problem = Problem.headerFurtherDown(table.headerRow, titles: table.titles, isDeclared: true)
            diagnostics.add(problem, at: Place(file: table.file, line: table.headerRow))
        }
        var finder = ColumnFinder(table, declared: names)
        let keyColumn = finder.find(
            definition.key, key: "key", suggestion: "add a column with the recipients' codes")
        let columns = definition.columns.map {
            finder.find($0.heading, key: "column", suggestion: "add it, or take it out of \(letterFile)")
        }
        diagnostics.add(finder.diagnostics)
        for (index, name) in finder.unused {
            diagnostics.add(.unusedColumn(name, letter: letterFile), at: table.headerPlace(index))
        }
        guard let keyColumn else { return nil }
        let cells = CellReader(language: language)
        var joiner = TableJoiner(definition: definition, table: table, keyColumn: keyColumn, list: list)
        let rows = joiner.rows()
        diagnostics.add(joiner.diagnostics)
        let typedColumns = zip(columns, definition.columns).map { column, definition in
            column.flatMap { column in
                TypedColumn(definition, at: column, rows: rows, of: table, language, diagnostics: &diagnostics)
            }
        }
        return TypedTable(
            definition: definition, table: table, columns: columns, typedColumns: typedColumns, keyColumn: keyColumn,
            cells: cells, rows: rows, list: list, diagnostics: &diagnostics)
    }

    /// Reads every cell once.
    private init(
        definition: TableDefinition, table: CSVTable, columns: [Int?], typedColumns: [TypedColumn?], keyColumn: Int,
        cells: CellReader, rows: [JoinedRow], list: RecipientList?, diagnostics: inout Diagnostics
    ) {
        let parts = inChunks(rows.count, of: RowReader.chunk) { chunk in
            var reader = RowReader(
                definition: definition, table: table, columns: typedColumns, cells: cells, list: list)
            for row in rows[chunk] { reader.read(row) }
            return reader
        }
        var refused: [Int: Set<Int>] = [:]
        var totals = Array(repeating: Total(), count: columns.count)
        for part in parts {
            diagnostics.add(part.diagnostics)
            refused.merge(part.refused) { first, _ in first }
            for index in totals.indices { totals[index].add(part.totals[index]) }
        }
        self.init(
            definition: definition, table: table, columns: columns, typedColumns: typedColumns, keyColumn: keyColumn,
            cells: cells, rowCount: rows.count,
            rows: JoinedRows(rows, recipients: list?.recipients.count ?? 0), refused: refused, totals: totals)
    }
}

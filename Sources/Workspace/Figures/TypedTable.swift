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
        guard let table = CSVReader.read(file, diagnostics: &diagnostics) else { return nil }
        let headerPlace = Place(file: table.file, line: table.headerRow)
        let declared = Set(definition.columns.map(\.name) + [definition.key])
        // A column that is probably misspelt is not one that is not used.
        var undeclared = Set(table.header.filter { !declared.contains($0) && !$0.isEmpty })
        func find(_ name: String, suggestion: String) -> Int? {
            if let column = table.column(name) { return column }
            let meant = nearest(to: name, among: undeclared)
            if let meant { undeclared.remove(meant) }
            diagnostics.add(.missingColumn(name, meant: meant, suggestion: suggestion), at: headerPlace)
            return nil
        }
        let keyColumn = find(definition.key, suggestion: "add a column with the recipients' codes")
        let columns = definition.columns.map {
            find($0.name, suggestion: "add it, or take it out of \(letterFile)")
        }
        for (index, name) in table.header.enumerated() where undeclared.contains(name) {
            diagnostics.add(.unusedColumn(name, letter: letterFile), at: table.headerPlace(index))
        }
        guard let keyColumn else { return nil }
        let cells = CellReader(language: language)
        let typedColumns = zip(columns, definition.columns).map { column, definition in
            column.flatMap { column in
                definition.isRefused
                    ? nil : TypedColumn(column: column, type: definition.type, missing: definition.missing)
            }
        }
        var joiner = TableJoiner(definition: definition, table: table, keyColumn: keyColumn, list: list)
        let rows = joiner.rows()
        diagnostics.add(joiner.diagnostics)
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
        return TypedTable(
            definition: definition, table: table, columns: columns, typedColumns: typedColumns, keyColumn: keyColumn,
            cells: cells, rowCount: rows.count,
            rows: JoinedRows(rows, recipients: list?.recipients.count ?? 0), refused: refused, totals: totals)
    }
}

import Templating

/// A table of figures with every cell read as its column's type, joined to the recipients by code.
struct TypedTable: Sendable {
    struct Row: Sendable {
        /// In the file's table.
        let row: Int
        /// Of the list's recipients; nil when the row is nobody's, which is reported.
        let recipient: Int?
        /// One for each declared column; `.empty` where it was refused.
        let values: [Value]
        /// Columns whose value was refused.
        let refused: Set<Int>
    }

    let definition: TableDefinition
    let table: CSVTable
    let rows: [Row]
    /// For each declared column where it is in the file.
    let columns: [Int?]
    let keyColumn: Int

    /// Whether every row of the file is among `rows`: only then a sum is one over all of them.
    var isComplete: Bool { table.isComplete && rows.count == table.rows.count }
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
        var reader = TypedTableReader(
            definition: definition, table: table, keyColumn: keyColumn, columns: columns,
            cells: CellReader(language: language), list: list)
        let rows = reader.rows()
        diagnostics.add(reader.diagnostics)
        return TypedTable(
            definition: definition, table: table, rows: rows, columns: columns, keyColumn: keyColumn)
    }
}

import Templating

/// Finds the columns of a table that `letter.yaml` names, and reports those that are not there.
struct ColumnFinder {
    private let table: CSVTable
    /// Columns that nobody asked for; one that is probably misspelt is not one that is not used.
    private var undeclared: Set<String>
    private(set) var diagnostics = Diagnostics()

    init(_ table: CSVTable, declared: Set<String>) {
        self.table = table
        let found = Set(declared.compactMap(table.column))
        undeclared = Set(table.header).subtracting(found.map { table.header[$0] }).subtracting([""])
    }

    /// `key` is what in `letter.yaml` can say how it is called in the file.
    mutating func find(_ name: String, key: String, suggestion: String) -> Int? {
        if let column = table.column(name) { return column }
        let meant = nearest(to: CSVTable.folded(name), among: undeclared)
        if let meant { undeclared.remove(meant) }
        diagnostics.add(
            .missingColumn(name, meant: meant, key: key, suggestion: suggestion),
            at: Place(file: table.file, line: table.headerRow))
        return nil
    }

    /// What is left, with where it stands.
    var unused: [(index: Int, name: String)] {
        table.header.enumerated().filter { undeclared.contains($0.element) }.map { ($0.offset, $0.element) }
    }
}

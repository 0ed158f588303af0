import Templating

/// What `letter.yaml` is to say of a file with figures, told from what is in it.
package struct FiguresProposal: Sendable {
    package let key: String
    /// How many recipients have a row.
    package let matches: Int
    /// A code that lacks the letters of the list's, and the one that is meant.
    package let stripped: (written: String, meant: String)?
    package let columns: [ColumnProposal]
    /// The row with the column names, when titles stand above it.
    package let headerRow: Int?
    /// The row that adds up the others, which is nobody's.
    package let totalsRow: Int?

    /// Nil when there is no column to join on.
    init?(_ table: CSVTable, _ list: RecipientList, language: Language) {
        guard let key = KeyColumn(table, list) else { return nil }
        self.key = table.header[key.index]
        matches = key.matches
        stripped = key.stripped
        headerRow = table.titles > 0 ? table.headerRow : nil
        let totals = TotalsRow.index(in: table, key: key.index) { list.recipient($0) != nil }
        totalsRow = totals.map { table.rows[$0].number }
        var names = ColumnNames(table.header)
        columns = table.header.enumerated().filter { $0.offset != key.index && !$0.element.isEmpty }.map {
            index, heading in
            let cells = table.rows.indices.filter { $0 != totals }.map { row in
                // A value that may not be used is a text like any other: 'check' tells what is wrong with it.
                ColumnProposal.Cell(
                    text: (try? table.text(row, index)) ?? "?", name: table.place(row, index).cell ?? "")
            }
            return ColumnProposal(names.name(for: heading, at: index), heading: heading, cells, language: language)
        }
    }
}

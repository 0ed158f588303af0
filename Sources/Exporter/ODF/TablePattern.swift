internal import Containers

/// The styles of the table in the house style that all tables of a letter are made to look like.
struct TablePattern: Equatable, Sendable {
    static let name = "Tabel"

    let table: String
    let headerCell: String?
    let cell: String?
    let headerParagraph: String
    let paragraph: String

    /// Takes the styles of the first cell of the header and of the first row after it.
    init(of table: DocumentElement) {
        self.table = table[.table("style-name")] ?? Self.name
        let header = table.elements.first { $0.name == .table("table-header-rows") }?.elements.first?.elements.first
        let cell = table.elements.first { $0.name == .table("table-row") }?.elements.first
        headerCell = header?[.table("style-name")]
        self.cell = cell?[.table("style-name")]
        headerParagraph = header?.elements.first?[.text("style-name")] ?? "Table_20_Heading"
        paragraph = cell?.elements.first?[.text("style-name")] ?? "Table_20_Contents"
    }
}

package import Templating

/// The figures, or a table with several rows per recipient, as `letter.yaml` declares them.
package struct TableDefinition: Hashable, Sendable {
    /// `maanden`; `figures` for the figures.
    package let name: String
    /// In the letter's folder.
    package let file: String?
    /// The column that joins it to the recipients' codes.
    package let key: String
    package let source: String?
    package let asOf: CalendarDate?
    package let columns: [ColumnDefinition]
    /// The row of the file that has the names of its columns; nil when they are to tell.
    let headerRow: Int?
    /// Of the file's name.
    let place: Place
}

extension TableDefinition {
    /// `standard` has the source and reference date when this table has none of its own.
    init(_ name: String, _ section: inout YAMLSection, language: Language, standard: TableDefinition? = nil) {
        let isFigures = name == "figures"
        self.name = name
        file = section.text("file", isRequired: true)
        place = section.place(of: "file")
        key = section.text("key") ?? "code"
        headerRow = section.positive("header_row")
        source = section.text("source", isRequired: isFigures) ?? standard?.source
        asOf = section.date("as_of", isRequired: isFigures) ?? standard?.asOf
        columns = section.named("columns", isRequired: true) { section, entry in
            // `figures.code` is there always, whatever the key column is called.
            if isFigures, entry.key == "code" {
                section.report(.keyIsDeclared, at: entry.keyRange)
                return nil
            }
            return section.section(entry.value, section.path(of: "columns.\(entry.key)")) {
                ColumnDefinition(entry, &$0, language: language)
            }
        }
    }
}

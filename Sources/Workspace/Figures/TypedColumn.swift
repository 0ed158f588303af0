import Templating

/// What must be known of a declared column to read its cells: little, for that is asked for every cell.
struct TypedColumn: Sendable {
    /// In the file.
    let column: Int
    let type: ColumnType
    /// What an empty cell stands for; nil when no cell may be empty.
    let missing: Value?
    /// How its numbers are read.
    var style: NumberStyle
}

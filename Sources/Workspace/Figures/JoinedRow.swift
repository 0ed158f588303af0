/// A row of a table that has a code.
struct JoinedRow: Sendable {
    /// In the file's table.
    let row: Int
    /// Of the list's recipients; nil when the row is nobody's, which is reported.
    let recipient: Int?
}

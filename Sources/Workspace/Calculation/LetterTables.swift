/// The tables that a letter is made from. One that is missing or cannot be read is nil, and reported.
struct LetterTables: Sendable {
    let list: RecipientList?
    let figures: TypedTable?
    /// In the order of `letter.yaml`.
    let tables: [TypedTable?]
}

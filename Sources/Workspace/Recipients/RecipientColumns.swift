/// Where the columns that mean something to Oproep are in one list of recipients.
struct RecipientColumns: Sendable {
    let code: Int
    let name: Int?
    let country: Int?
    let postcode: Int?
    let email: Int?
    let channel: Int?
    /// For each column of the list.
    let isRequired: [Bool]

    /// Nil for a list without codes.
    init?(_ table: CSVTable) {
        func column(_ column: RecipientColumn) -> Int? { table.column(column.rawValue) }
        guard let code = column(.code) else { return nil }
        self.code = code
        name = column(.name)
        country = column(.country)
        postcode = column(.postcode)
        email = column(.email)
        channel = column(.channel)
        let required = RecipientColumn.allCases.filter(\.isRequired).compactMap(column)
        isRequired = table.header.indices.map(required.contains)
    }
}

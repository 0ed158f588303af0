import Templating

/// Who may be written to: `recipients/LIST.csv`, read and checked.
struct RecipientList: Sendable {
    let table: CSVTable
    /// Those with a code of their own, in the order of the list.
    let recipients: [Recipient]
    /// By folded code: where they stand in `recipients`.
    let indices: [String: Int]

    /// Whether every row of the file is among `recipients`.
    var isComplete: Bool { table.isComplete && recipients.count == table.rows.count }

    func recipient(_ code: String) -> Recipient? {
        indices[RecipientCode.folded(code)].map { recipients[$0] }
    }
}

extension RecipientList {
    /// Nil when there is no list to speak of, which is then in `diagnostics`.
    static func read(_ file: DiskFile, standardChannel: Channel, diagnostics: inout Diagnostics) -> RecipientList? {
        guard let table = CSVReader.read(file, diagnostics: &diagnostics) else { return nil }
        let required = RecipientColumn.allCases.filter(\.isRequired).map(\.rawValue)
        for name in required where table.column(name) == nil {
            let meant = nearest(to: name, among: table.header.filter { RecipientColumn(rawValue: $0) == nil })
            diagnostics.add(
                .missingColumn(name, meant: meant, suggestion: "a list has \(required.joined(separator: ", "))"),
                at: Place(file: table.file, line: table.headerRow))
        }
        guard let codeColumn = table.column(RecipientColumn.code.rawValue) else { return nil }

        var recipients: [Recipient] = []
        var indices: [String: Int] = [:]
        let requiredColumns = Set(required.compactMap(table.column))
        recipients.reserveCapacity(table.rows.count)
        for row in table.rows.indices {
            var reader = RecipientReader(
                table: table, row: row, required: requiredColumns, standardChannel: standardChannel)
            let recipient = reader.recipient(codeColumn: codeColumn)
            diagnostics.add(reader.diagnostics)
            guard let recipient else { continue }
            if let first = indices[recipient.code.folded] {
                let other = table.rows[recipients[first].row].number
                let code = recipient.code.description
                diagnostics.add(
                    .duplicateCode(code, row: other), at: table.place(row, codeColumn, recipient: code))
            } else {
                indices[recipient.code.folded] = recipients.count
                recipients.append(recipient)
            }
        }
        return RecipientList(table: table, recipients: recipients, indices: indices)
    }
}

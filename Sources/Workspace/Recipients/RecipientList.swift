import Templating

/// Who may be written to: `recipients/LIST.csv`, read and checked.
struct RecipientList: Sendable {
    let table: CSVTable
    let columns: RecipientColumns
    /// Those with a code of their own, in the order of the list.
    let recipients: [Recipient]
    /// By folded code: where they stand in `recipients`.
    let indices: [String: Int]

    /// Whether every row of the file is among `recipients`.
    var isComplete: Bool { table.isComplete && recipients.count == table.rows.count }

    func recipient(_ code: String) -> Recipient? {
        indices[RecipientCode.folded(code)].map { recipients[$0] }
    }

    /// What stands in a column for one of them, as a letter prints it; `.empty` where it was refused.
    func value(_ column: Int, of recipient: Recipient) -> Value {
        guard !recipient.refused.contains(column) else { return .empty }
        switch column {
        case columns.code: return .text(recipient.code.description)
        default: break
        }
        guard let isBlank = try? table.isBlank(recipient.row, column), !isBlank,
            let text = try? table.text(recipient.row, column)
        else { return .empty }
        // As it was validated.
        if column == columns.email { return (try? EmailAddress(text)).map { .text($0.description) } ?? .empty }
        // At home an address names no country.
        if column == columns.country, Country(text).isNetherlands { return .empty }
        if column == columns.postcode, isDutch(recipient), let postcode = try? Postcode(text) {
            return .text(postcode.description)
        }
        return .text(text.tidied)
    }

    private func isDutch(_ recipient: Recipient) -> Bool {
        guard let column = columns.country else { return true }
        return value(column, of: recipient).isEmpty
    }
}

extension RecipientList {
    /// Nil when there is no list to speak of, which is then in `diagnostics`.
    static func read(_ file: DiskFile, standardChannel: Channel, diagnostics: inout Diagnostics) -> RecipientList? {
        let names = Set(RecipientColumn.allCases.map(\.rawValue))
        guard let table = CSVReader.read(file, header: .naming(names), diagnostics: &diagnostics) else { return nil }
        if table.titles > 0 {
            let problem = Problem.headerFurtherDown(table.headerRow, titles: table.titles, isDeclared: false)
            diagnostics.add(problem, at: Place(file: table.file, line: table.headerRow))
        }
        reportMissingColumns(of: table, diagnostics: &diagnostics)
        guard let columns = RecipientColumns(table) else { return nil }

        let chunks = inChunks(table.rows.count, of: RecipientReader.chunk) { rows in
            rows.map { row in
                var reader = RecipientReader(
                    table: table, row: row, columns: columns, standardChannel: standardChannel)
                return (recipient: reader.recipient(), diagnostics: reader.diagnostics)
            }
        }
        var recipients: [Recipient] = []
        var indices: [String: Int] = [:]
        recipients.reserveCapacity(table.rows.count)
        indices.reserveCapacity(table.rows.count)
        for read in chunks.joined() {
            diagnostics.add(read.diagnostics)
            guard let recipient = read.recipient else { continue }
            let code = recipient.code.folded
            if let first = indices[code] {
                let other = table.rows[recipients[first].row].number
                let code = recipient.code.description
                diagnostics.add(
                    .duplicateCode(code, row: other), at: table.place(recipient.row, columns.code, recipient: code))
            } else {
                indices[code] = recipients.count
                recipients.append(recipient)
            }
        }
        return RecipientList(table: table, columns: columns, recipients: recipients, indices: indices)
    }

    private static func reportMissingColumns(of table: CSVTable, diagnostics: inout Diagnostics) {
        let required = RecipientColumn.allCases.filter(\.isRequired).map(\.rawValue)
        for name in required where table.column(name) == nil {
            let meant = nearest(to: name, among: table.header.filter { RecipientColumn(rawValue: $0) == nil })
            diagnostics.add(
                .missingColumn(
                    name, meant: meant, key: nil, suggestion: "a list has \(required.joined(separator: ", "))"),
                at: Place(file: table.file, line: table.headerRow))
        }
    }
}

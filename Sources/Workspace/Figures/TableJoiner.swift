import Templating

/// Finds whose the rows of a table of figures are, and reports those that are nobody's.
struct TableJoiner {
    /// Beyond these a suggestion helps nobody, and looking for it takes long.
    private static let mostSuggestions = 20
    private static let mostCandidates = 5000

    private let definition: TableDefinition
    private let table: CSVTable
    private let keyColumn: Int
    private let list: RecipientList?
    private(set) var diagnostics = Diagnostics()
    private var suggestions = 0
    private var taken: Set<String>?

    init(definition: TableDefinition, table: CSVTable, keyColumn: Int, list: RecipientList?) {
        self.definition = definition
        self.table = table
        self.keyColumn = keyColumn
        self.list = list
    }

    /// Figures are one row per recipient; a table has as many as it has.
    private var isFigures: Bool { definition.name == "figures" }

    /// The rows with a code, in the order of the table.
    mutating func rows() -> [JoinedRow] {
        var rows: [JoinedRow] = []
        rows.reserveCapacity(table.rows.count)
        var first: [String: Int] = [:]
        if isFigures { first.reserveCapacity(table.rows.count) }
        for row in table.rows.indices {
            guard let code = code(row) else { continue }
            var recipient = list?.indices[code.folded]
            // Whom a broken list would have named further on nobody knows.
            if let list, list.table.isComplete, recipient == nil {
                diagnostics.add(
                    .unknownRecipient(code.text, list: list.table.file, meant: meant(by: code.text)),
                    at: table.place(row, keyColumn))
            }
            if isFigures, let other = first.updateValue(row, forKey: code.folded) {
                let known = recipient.flatMap { list?.recipients[$0].code.description }
                diagnostics.add(
                    .duplicateCode(code.text, row: table.rows[other].number),
                    at: table.place(row, keyColumn, recipient: known))
                first[code.folded] = other
                recipient = nil
            }
            rows.append(JoinedRow(row: row, recipient: recipient))
        }
        return rows
    }

    /// Of all rows.
    private mutating func takenCodes() -> Set<String> {
        if let taken { return taken }
        let codes = Set(
            table.rows.indices.compactMap { row in
                (try? table.text(row, keyColumn)).map { RecipientCode.folded(String($0.trimmed)) }
            })
        taken = codes
        return codes
    }

    private mutating func code(_ row: Int) -> (text: String, folded: String)? {
        do throws(Refusal) {
            let text = String(try table.text(row, keyColumn).stripped)
            if text.isEmpty { throw Refusal { .emptyCell($0, suggestion: "fill in the recipient's code") } }
            return (text, RecipientCode.folded(text))
        } catch {
            diagnostics.add(error.problem(for: "; column '\(definition.key)'"), at: table.place(row, keyColumn))
            return nil
        }
    }

    /// `141` and `0141` are what is left of `GM0141` when a program takes it for a number.
    private mutating func meant(by code: String) -> String? {
        guard let list, suggestions < Self.mostSuggestions else { return nil }
        suggestions += 1
        let digits = code.drop { $0 == "0" }
        // Whoever has figures of their own is not meant by those of another.
        let taken = isFigures ? takenCodes() : []
        let codes = list.recipients.map(\.code.description).filter { !taken.contains(RecipientCode.folded($0)) }
        if !digits.isEmpty, code.utf8.allSatisfy(\.isASCIIDigit) {
            let same = codes.filter { other in
                let number = other.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
                return number.drop { $0 == "0" }.elementsEqual(digits)
            }
            if let found = same.first, same.count == 1 { return found }
        }
        return codes.count <= Self.mostCandidates ? nearest(to: code, among: codes) : nil
    }
}

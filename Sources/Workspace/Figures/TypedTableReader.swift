import Templating

/// Reads the rows of a table of figures, and reports all that is wrong in them.
struct TypedTableReader {
    /// Beyond these a suggestion helps nobody, and looking for it takes long.
    private static let mostSuggestions = 20
    private static let mostCandidates = 5000

    let definition: TableDefinition
    let table: CSVTable
    let keyColumn: Int
    let columns: [Int?]
    let cells: CellReader
    let list: RecipientList?
    private(set) var diagnostics = Diagnostics()
    private var suggestions = 0

    init(
        definition: TableDefinition, table: CSVTable, keyColumn: Int, columns: [Int?], cells: CellReader,
        list: RecipientList?
    ) {
        self.definition = definition
        self.table = table
        self.keyColumn = keyColumn
        self.columns = columns
        self.cells = cells
        self.list = list
    }

    /// Figures are one row per recipient; a table has as many as it has.
    private var isFigures: Bool { definition.name == "figures" }

    mutating func rows() -> [TypedTable.Row] {
        var rows: [TypedTable.Row] = []
        rows.reserveCapacity(table.rows.count)
        var first: [String: Int] = [:]
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
            rows.append(self.row(row, recipient))
        }
        return rows
    }

    private mutating func code(_ row: Int) -> (text: String, folded: String)? {
        do throws(Refusal) {
            let text = String(try table.text(row, keyColumn).trimmed)
            if text.isEmpty { throw Refusal { .emptyCell($0, suggestion: "fill in the recipient's code") } }
            return (text, RecipientCode.folded(text))
        } catch {
            diagnostics.add(error.problem(for: "; column '\(definition.key)'"), at: table.place(row, keyColumn))
            return nil
        }
    }

    private mutating func row(_ row: Int, _ recipient: Int?) -> TypedTable.Row {
        let found = recipient.flatMap { list?.recipients[$0] }
        let code = found?.code.description
        let owner = found.map { "; \($0.label)" } ?? ""
        var values = Array(repeating: Value.empty, count: columns.count)
        guard !table.reportRagged(row, context: owner, recipient: code, diagnostics: &diagnostics) else {
            return TypedTable.Row(
                row: row, recipient: recipient, values: values, refused: Set(columns.indices))
        }
        var refused: Set<Int> = []
        for (index, column) in columns.enumerated() {
            if let column, let value = value(row, column, definition.columns[index], owner: owner, recipient: code) {
                values[index] = value
            } else {
                refused.insert(index)
            }
        }
        return TypedTable.Row(row: row, recipient: recipient, values: values, refused: refused)
    }

    private mutating func value(
        _ row: Int, _ column: Int, _ definition: ColumnDefinition, owner: String, recipient: String?
    ) -> Value? {
        guard !definition.isRefused else { return nil }
        do throws(Refusal) {
            return try read(row, column, definition)
        } catch {
            let name = "column '\(definition.name)'"
            let context = owner.isEmpty ? "; \(name)" : "\(owner), \(name)"
            diagnostics.add(error.problem(for: context), at: table.place(row, column, recipient: recipient))
            return nil
        }
    }

    private func read(_ row: Int, _ column: Int, _ definition: ColumnDefinition) throws(Refusal) -> Value {
        let value = try cells.read(table.text(row, column), as: definition.type)
        guard value.isEmpty else { return value }
        guard let missing = definition.missing else {
            throw Refusal {
                .emptyCell($0, suggestion: "fill it in, or say in letter.yaml what it means: 'missing: …'")
            }
        }
        return missing
    }

    /// `141` and `0141` are what is left of `GM0141` when a program takes it for a number.
    private mutating func meant(by code: String) -> String? {
        guard let list, suggestions < Self.mostSuggestions else { return nil }
        suggestions += 1
        let digits = code.drop { $0 == "0" }
        let codes = list.recipients.lazy.map(\.code.description)
        if !digits.isEmpty, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let same = codes.filter { other in
                let number = other.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
                return number.drop { $0 == "0" }.elementsEqual(digits)
            }
            if let found = same.first, same.count == 1 { return found }
        }
        return codes.count <= Self.mostCandidates ? nearest(to: code, among: codes) : nil
    }
}

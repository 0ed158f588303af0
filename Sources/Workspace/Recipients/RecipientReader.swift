import Templating

/// Reads one row of a list of recipients, and reports all that is wrong in it.
struct RecipientReader {
    private let table: CSVTable
    private let row: Int
    private let standardChannel: Channel
    private let required: Set<Int>
    private var values: [Value]
    private var refused: Set<Int> = []
    private var code: String?
    private var label = ""
    private(set) var diagnostics = Diagnostics()

    init(table: CSVTable, row: Int, required: Set<Int>, standardChannel: Channel) {
        self.table = table
        self.row = row
        self.standardChannel = standardChannel
        self.required = required
        values = Array(repeating: .empty, count: table.header.count)
    }

    /// Nil when the row has no code to know it by.
    mutating func recipient(codeColumn: Int) -> Recipient? {
        guard let code = readCode(codeColumn) else { return nil }
        self.code = code.description
        label = code.description
        values[codeColumn] = .text(code.description)
        guard !table.reportRagged(row, context: "; \(label)", recipient: label, diagnostics: &diagnostics) else {
            return Recipient(
                code: code, name: "", channel: standardChannel, email: nil, row: row, values: values,
                refused: Set(values.indices).subtracting([codeColumn]))
        }
        var name = ""
        if let column = table.column(RecipientColumn.name.rawValue), let text = read(column) {
            name = text
            label = Recipient.label(name, code.description)
        }
        for column in table.header.indices where column != codeColumn { read(column) }
        validatePostcode()
        let email = validated(.email, EmailAddress.init)
        if let email { set(.email, email.description) }
        let channel = channel(hasEmail: email != nil)
        return Recipient(
            code: code, name: name, channel: channel, email: email, row: row, values: values, refused: refused)
    }

    private mutating func readCode(_ column: Int) -> RecipientCode? {
        do throws(Refusal) {
            let text = String(try table.text(row, column).trimmed)
            if text.isEmpty { throw Refusal { .emptyCell($0, suggestion: "give every recipient a code") } }
            return try RecipientCode(text)
        } catch {
            report(error, column)
            return nil
        }
    }

    /// Reads a cell as text, once.
    @discardableResult
    private mutating func read(_ column: Int) -> String? {
        if case .text(let text) = values[column] { return text }
        guard !refused.contains(column) else { return nil }
        do throws(Refusal) {
            let text = try table.text(row, column)
            guard text.trimmed.isEmpty else {
                values[column] = .text(text)
                return text
            }
            if required.contains(column) { throw Refusal { .emptyCell($0, suggestion: "fill it in") } }
        } catch {
            report(error, column)
        }
        return nil
    }

    private func text(_ column: RecipientColumn) -> String? {
        guard let index = table.column(column.rawValue), case .text(let text) = values[index] else { return nil }
        return text
    }

    private mutating func set(_ column: RecipientColumn, _ text: String) {
        if let index = table.column(column.rawValue) { values[index] = .text(text) }
    }

    private mutating func validatePostcode() {
        let country = text(.country)?.trimmed.uppercased() ?? "NL"
        guard country == "NL", let postcode = validated(.postcode, Postcode.init) else { return }
        set(.postcode, postcode.description)
    }

    private mutating func validated<Validated>(
        _ column: RecipientColumn, _ make: (String) throws(Refusal) -> Validated
    ) -> Validated? {
        guard let index = table.column(column.rawValue), case .text(let text) = values[index] else { return nil }
        do throws(Refusal) {
            return try make(text)
        } catch {
            report(error, index)
            return nil
        }
    }

    private mutating func channel(hasEmail: Bool) -> Channel {
        let written = validated(.channel) { text throws(Refusal) in
            guard let channel = Channel(rawValue: String(text.trimmed)) else { throw Refusal { .badChannel(text, $0) } }
            return channel
        }
        let channel = written ?? standardChannel
        let emailColumn = table.column(RecipientColumn.email.rawValue)
        let isRefused = emailColumn.map(refused.contains) ?? false
        if channel.usesEmail, !hasEmail, !isRefused {
            let column = emailColumn ?? table.column(RecipientColumn.channel.rawValue) ?? 0
            report(Refusal { .noEmail(for: channel, $0) }, column)
        }
        return channel
    }

    private mutating func report(_ refusal: Refusal, _ column: Int) {
        refused.insert(column)
        values[column] = .empty
        diagnostics.add(refusal.problem(for: context(column)), at: table.place(row, column, recipient: code))
    }

    private func context(_ column: Int) -> String {
        let column = "column '\(Problem.shown(table.header[column]))'"
        return label.isEmpty ? "; \(column)" : "; \(label), \(column)"
    }
}

import Templating

/// Reads one row of a list of recipients, and reports all that is wrong in it.
struct RecipientReader {
    /// How many rows are read at a time, of those that are read on all cores.
    static let chunk = 1024

    /// Of texts, which are read alike in any language.
    private static let cells = CellReader(language: .dutch)

    private let table: CSVTable
    private let row: Int
    private let columns: RecipientColumns
    private let standardChannel: Channel
    private var refused: Set<Int> = []
    private var code: String?
    private var name = ""
    private(set) var diagnostics = Diagnostics()

    init(table: CSVTable, row: Int, columns: RecipientColumns, standardChannel: Channel) {
        self.table = table
        self.row = row
        self.columns = columns
        self.standardChannel = standardChannel
    }

    /// Nil when the row has no code to know it by.
    mutating func recipient() -> Recipient? {
        guard let code = readCode() else { return nil }
        self.code = code.description
        if table.isRagged(row) {
            table.reportRagged(
                row, context: "; \(code)", recipient: code.description, diagnostics: &diagnostics)
            return Recipient(
                code: code, name: "", channel: standardChannel, row: row,
                refused: Set(table.header.indices).subtracting([columns.code]))
        }
        if let column = columns.name {
            check(column)
            name = text(column) ?? ""
        }
        for column in table.header.indices where column != columns.code && column != columns.name { check(column) }
        validatePostcode()
        let channel = channel(hasEmail: validated(columns.email, EmailAddress.init) != nil)
        return Recipient(code: code, name: name, channel: channel, row: row, refused: refused)
    }

    private mutating func readCode() -> RecipientCode? {
        do throws(Refusal) {
            let text = String(try table.text(row, columns.code).stripped)
            if text.isEmpty { throw Refusal { .emptyCell($0, suggestion: "give every recipient a code") } }
            return try RecipientCode(text)
        } catch {
            report(error, columns.code)
            return nil
        }
    }

    /// Looks whether a cell may be used, and is filled in when it must be.
    private mutating func check(_ column: Int) {
        do throws(Refusal) {
            if try table.isBlank(row, column), columns.isRequired[column], !isSpared(column) {
                throw Refusal { .emptyCell($0, suggestion: "fill it in") }
            }
            // Nothing else begins what shows damage.
            guard table.isDecoded, table.holds(row, column, where: { $0 >= 0xC3 || $0 == UInt8(ascii: "#") }) else {
                return
            }
            guard case .text(let text) = try Self.cells.read(table.text(row, column), as: .text),
                let problem = Problem.misread(text, context(column))
            else { return }
            diagnostics.add(problem, at: table.place(row, column, recipient: code))
        } catch {
            report(error, column)
        }
    }

    /// Whether a postcode is asked for where there are none.
    private func isSpared(_ column: Int) -> Bool {
        guard column == columns.postcode, let country = text(columns.country) else { return false }
        return !Country(country).hasPostcodes
    }

    /// Nil when there is nothing in it, or it was refused.
    private func text(_ column: Int?) -> String? {
        guard let column, !refused.contains(column), let isBlank = try? table.isBlank(row, column), !isBlank
        else { return nil }
        return (try? table.text(row, column))?.tidied
    }

    private mutating func validatePostcode() {
        guard text(columns.country).map({ Country($0).isNetherlands }) ?? true else { return }
        _ = validated(columns.postcode, Postcode.init)
    }

    private mutating func validated<Validated>(
        _ column: Int?, _ make: (String) throws(Refusal) -> Validated
    ) -> Validated? {
        guard let column, let text = text(column) else { return nil }
        do throws(Refusal) {
            return try make(text)
        } catch {
            report(error, column)
            return nil
        }
    }

    private mutating func channel(hasEmail: Bool) -> Channel {
        let written = validated(columns.channel) { text throws(Refusal) in
            guard let channel = Channel(rawValue: text.stripped.lowercased()) else {
                throw Refusal { .badChannel(text, $0) }
            }
            return channel
        }
        let channel = written ?? standardChannel
        let isRefused = columns.email.map(refused.contains) ?? false
        if channel.usesEmail, !hasEmail, !isRefused {
            report(Refusal { .noEmail(for: channel, $0) }, columns.email ?? columns.channel ?? 0)
        }
        return channel
    }

    private mutating func report(_ refusal: Refusal, _ column: Int) {
        refused.insert(column)
        diagnostics.add(refusal.problem(for: context(column)), at: table.place(row, column, recipient: code))
    }

    private func context(_ column: Int) -> String {
        let column = "column '\(Problem.shown(table.header[column]))'"
        return code.map { "; \(Recipient.label(name, $0)), \(column)" } ?? "; \(column)"
    }
}

import Templating

/// The cells of a CSV file by row and column, nothing in them interpreted. They stay where they are in the file's
/// bytes until one is asked for.
struct CSVTable: Sendable {
    struct Cell: Sendable {
        /// In the bytes of the file, between the quotes when there are any.
        let start: UInt32
        let end: UInt32
        let hasDoubledQuotes: Bool

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    struct Row: Sendable {
        /// In the spreadsheet, the header being 1.
        let number: Int
        let cells: Range<Int>
    }

    let file: String
    let header: [String]
    let headerRow: Int
    let rows: [Row]
    /// False when reading stopped before the end: what seems to be missing may be there.
    let isComplete: Bool

    private let columns: [String: Int]
    private let bytes: [UInt8]
    private let cells: [Cell]
    /// What stands in cells that may not be used, by index.
    private let forbidden: [Int: Unicode.Scalar]

    /// Longer than any letter needs.
    private static let longestValue = 100 * 1024

    init(
        file: String, bytes: [UInt8], header: [String], headerRow: Int, rows: [Row], cells: [Cell],
        forbidden: [Int: Unicode.Scalar], isComplete: Bool
    ) {
        self.file = file
        columns = Dictionary(zip(header, header.indices)) { first, _ in first }
        self.bytes = bytes
        self.header = header
        self.headerRow = headerRow
        self.rows = rows
        self.cells = cells
        self.forbidden = forbidden
        self.isComplete = isComplete
    }

    func column(_ name: String) -> Int? { columns[name] }

    /// The text of a cell, or why it may not be used. A cell that a ragged row lacks is empty.
    func text(_ row: Int, _ column: Int) throws(Refusal) -> String {
        let index = rows[row].cells.lowerBound + column
        guard rows[row].cells.contains(index) else { return "" }
        if !forbidden.isEmpty, let scalar = forbidden[index] { throw Refusal { .controlCharacter(scalar, $0) } }
        let cell = cells[index]
        guard cell.range.count <= Self.longestValue else { throw Refusal { .valueTooLong($0) } }
        let text = String(decoding: bytes[cell.range], as: UTF8.self)
        return cell.hasDoubledQuotes ? text.replacingDoubledQuotes() : text
    }

    func place(_ row: Int, _ column: Int, recipient: String? = nil) -> Place {
        Place(file: file, row: rows[row].number, column: column + 1, recipient: recipient)
    }

    func headerPlace(_ column: Int) -> Place {
        Place(file: file, row: headerRow, column: column + 1)
    }

    /// `D2:D26`.
    func cells(ofColumn column: Int) -> String? {
        guard let first = rows.first, let last = rows.last else { return nil }
        let ends = [first, last].compactMap { Place(file: file, row: $0.number, column: column + 1).cell }
        return ends.joined(separator: ":")
    }
}

extension CSVTable {
    /// Reports a row that has not as many cells as the header, and says whether it is one.
    func reportRagged(
        _ row: Int, context: String = "", recipient: String? = nil, diagnostics: inout Diagnostics
    ) -> Bool {
        let count = rows[row].cells.count
        guard count != header.count else { return false }
        let place = place(row, min(count, header.count), recipient: recipient)
        diagnostics.add(.raggedRow(count, header: header.count, context), at: place)
        return true
    }
}

extension String {
    func replacingDoubledQuotes() -> String {
        var result = UnicodeScalarView()
        var isSecond = false
        for scalar in unicodeScalars {
            isSecond = scalar == "\"" && !isSecond
            if scalar != "\"" || isSecond { result.append(scalar) }
        }
        return String(result)
    }
}

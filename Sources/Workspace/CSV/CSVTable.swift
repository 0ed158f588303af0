import Templating

/// The cells of a CSV file by row and column, nothing in them interpreted. They stay where they are in the file's
/// bytes until one is asked for.
struct CSVTable: Sendable {
    /// Eight bytes, for a table of 100 000 rows holds a million: the limit of a file keeps offsets within 31 bits.
    struct Cell: Sendable {
        private let start: UInt32
        private let lengthAndQuotes: UInt32

        /// `range` is in the bytes of the file, between the quotes when there are any.
        init(_ range: Range<Int>, hasDoubledQuotes: Bool) {
            start = UInt32(range.lowerBound)
            lengthAndQuotes = UInt32(range.count) << 1 | (hasDoubledQuotes ? 1 : 0)
        }

        var range: Range<Int> { Int(start)..<Int(start) + Int(lengthAndQuotes >> 1) }
        var isEmpty: Bool { lengthAndQuotes < 2 }
        var hasDoubledQuotes: Bool { lengthAndQuotes & 1 == 1 }
    }

    struct Row: Sendable {
        private let storedNumber: UInt32
        private let firstCell: UInt32
        private let endOfCells: UInt32

        init(number: Int, cells: Range<Int>) {
            storedNumber = UInt32(number)
            firstCell = UInt32(cells.lowerBound)
            endOfCells = UInt32(cells.upperBound)
        }

        /// In the spreadsheet, the header being 1.
        var number: Int { Int(storedNumber) }
        var cells: Range<Int> { Int(firstCell)..<Int(endOfCells) }
    }

    let file: String
    let header: [String]
    let headerRow: Int
    /// How many rows with something in them stand above the header.
    let titles: Int
    let rows: [Row]
    /// False when reading stopped before the end: what seems to be missing may be there.
    let isComplete: Bool
    /// False when its bytes are in no encoding that we know, which is reported: then what is in it is damaged by us.
    let isDecoded: Bool

    private let columns: [String: Int]
    /// By their names without regard to case and white space; those of which there are several are left out.
    private let foldedColumns: [String: Int]
    /// How many cells a row has at least: up to the last column with a name.
    private let width: Int
    private let bytes: [UInt8]
    private let cells: [Cell]
    /// What stands in cells that may not be used, by index.
    private let forbidden: [Int: Unicode.Scalar]

    /// Longer than any letter needs.
    private static let longestValue = 100 * 1024

    init(
        file: String, bytes: [UInt8], header: [String], headerRow: Int, titles: Int, rows: [Row], cells: [Cell],
        forbidden: [Int: Unicode.Scalar], isComplete: Bool, isDecoded: Bool
    ) {
        self.file = file
        columns = Dictionary(zip(header, header.indices)) { first, _ in first }
        let folded = Dictionary(grouping: header.indices) { Self.folded(header[$0]) }
        foldedColumns = folded.compactMapValues { $0.count == 1 ? $0.first : nil }
        width = (header.lastIndex { !$0.isEmpty } ?? -1) + 1
        self.bytes = bytes
        self.header = header
        self.headerRow = headerRow
        self.titles = titles
        self.rows = rows
        self.cells = cells
        self.forbidden = forbidden
        self.isComplete = isComplete
        self.isDecoded = isDecoded
    }

    /// The column that is called so, or else the only one that is but for case and white space.
    func column(_ name: String) -> Int? { columns[name] ?? foldedColumns[Self.folded(name)] }

    /// `Subsidie  2026` as `subsidie 2026`.
    static func folded(_ name: some StringProtocol) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The text of a cell, or why it may not be used. A cell that a ragged row lacks is empty.
    func text(_ row: Int, _ column: Int) throws(Refusal) -> String {
        guard let cell = try cell(row, column) else { return "" }
        let text = String(decoding: bytes[cell.range], as: UTF8.self)
        return cell.hasDoubledQuotes ? text.replacingDoubledQuotes() : text
    }

    /// Whether there is nothing but spaces in a cell, or why it may not be used. Most cells begin with a letter or a
    /// digit, and then no text is made of them.
    func isBlank(_ row: Int, _ column: Int) throws(Refusal) -> Bool {
        guard let cell = try cell(row, column), !cell.isEmpty else { return true }
        if bytes[cell.range.lowerBound].isVisibleASCII { return false }
        return try text(row, column).trimmed.isEmpty
    }

    /// Whether there is one of these bytes in a cell.
    func holds(_ row: Int, _ column: Int, where isMeant: (UInt8) -> Bool) -> Bool {
        guard let cell = try? cell(row, column) else { return false }
        return bytes[cell.range].contains(where: isMeant)
    }

    /// Nil for a cell that a ragged row lacks.
    private func cell(_ row: Int, _ column: Int) throws(Refusal) -> Cell? {
        let cells = rows[row].cells
        let index = cells.lowerBound + column
        guard index < cells.upperBound else { return nil }
        if !forbidden.isEmpty, let scalar = forbidden[index] { throw Refusal { .controlCharacter(scalar, $0) } }
        let cell = self.cells[index]
        guard cell.range.count <= Self.longestValue else { throw Refusal { .valueTooLong($0) } }
        return cell
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
    /// Whether a row has not as many cells as the header; empty ones at its end do not count.
    func isRagged(_ row: Int) -> Bool { raggedCount(row) != nil }

    func reportRagged(_ row: Int, context: String, recipient: String?, diagnostics: inout Diagnostics) {
        guard let count = raggedCount(row) else { return }
        let place = place(row, min(count, width), recipient: recipient)
        diagnostics.add(.raggedRow(count, header: width, context), at: place)
    }

    /// How many cells a ragged row has; nil for any other.
    private func raggedCount(_ row: Int) -> Int? {
        let count = rows[row].cells.count
        if count == header.count { return nil }
        if count < width { return count }
        let last = (header.count..<max(header.count, count)).last { (try? isBlank(row, $0)) != true }
        return last.map { $0 + 1 }
    }
}

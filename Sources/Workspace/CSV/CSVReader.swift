import Templating

/// Reads CSV as RFC 4180 defines it, and strictly, with what offices' programs make of it: other delimiters, byte
/// order mark, Windows-1252, Excel's `sep=`.
///
/// Our own, because every cell must tell its place, nothing may be repaired in silence, and a file of 100 000 rows is
/// read in place, byte by byte.
struct CSVReader {
    private static let limit = 256_000_000
    /// As many as a spreadsheet has.
    private static let mostColumns = 16_384

    private let file: String
    private let bytes: [UInt8]
    private let encoding: DecodedText.Encoding
    private var position = 0
    private var delimiter = UInt8(ascii: ",")
    private var cells: [CSVTable.Cell] = []
    private var rows: [CSVTable.Row] = []
    private var rowNumber = 0
    private var forbidden: [Int: Unicode.Scalar] = [:]
    private var isComplete = true
    private var diagnostics = Diagnostics()

    /// Nil when there is no table in the file, which is then in `diagnostics`.
    static func read(_ file: DiskFile, header: CSVHeader, diagnostics: inout Diagnostics) -> CSVTable? {
        do throws(FileError) {
            if let kind = FileKind(ofName: file.name) { throw FileError(.notATable(kind)) }
            return try read(file.bytes(limit: limit), file: file.name, header: header, diagnostics: &diagnostics)
        } catch {
            diagnostics.add(error.problem, at: Place(file: file.name))
            return nil
        }
    }

    static func read(
        _ bytes: [UInt8], file: String, header: CSVHeader, diagnostics: inout Diagnostics
    ) throws(FileError) -> CSVTable? {
        if let kind = FileKind(of: bytes) { throw FileError(.notATable(kind)) }
        var reader = CSVReader(file, try DecodedText(bytes))
        let table = reader.table(header)
        diagnostics.add(reader.diagnostics)
        return table
    }

    private init(_ file: String, _ text: DecodedText) {
        self.file = file
        bytes = text.bytes
        encoding = text.encoding
    }

    private mutating func table(_ header: CSVHeader) -> CSVTable? {
        if !takeSeparatorLine() { delimiter = CSVDelimiter.recognise(in: bytes[position...]) }
        while position < bytes.count { readRow() }
        reportEncoding()
        guard !rows.isEmpty else {
            if isComplete { diagnostics.add(.emptyTable, at: Place(file: file)) }
            return nil
        }
        guard let index = header.index(in: headerRows(header)) else {
            if case .row(let number) = header { diagnostics.add(.noSuchRow(number), at: Place(file: file)) }
            return nil
        }
        let first = rows[index]
        guard first.cells.count <= Self.mostColumns else {
            diagnostics.add(.tooManyColumns(Self.mostColumns), at: Place(file: file, line: first.number))
            return nil
        }
        let titles = index
        rows.removeFirst(index + 1)
        return CSVTable(
            file: file, bytes: bytes, header: names(first), headerRow: first.number, titles: titles, rows: rows,
            cells: cells, forbidden: forbidden, isComplete: isComplete, isDecoded: isDecoded)
    }

    private var isDecoded: Bool {
        if case .unknown = encoding { false } else { true }
    }

    /// The rows that may be the one with the names.
    private func headerRows(_ header: CSVHeader) -> [CSVHeaderRow] {
        let most = if case .row = header { rows.count } else { CSVHeader.mostRows }
        return rows.prefix(most).map { row in
            // Whether a row far down is the one with a number needs no texts.
            let cells = if case .row = header { row.cells.prefix(0) } else { row.cells.prefix(Self.mostColumns) }
            return CSVHeaderRow(number: row.number, texts: cells.map(text))
        }
    }

    private func text(_ index: Int) -> String {
        let text = String(decoding: bytes[cells[index].range], as: UTF8.self)
        return String((cells[index].hasDoubledQuotes ? text.replacingDoubledQuotes() : text).stripped)
    }

    /// `sep=;`, which tells Excel the delimiter and is no row to it; also as Excel saves it again, `sep=;;;` or in quotes.
    private mutating func takeSeparatorLine() -> Bool {
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let plain = line.filter { $0 != UInt8(ascii: "\"") && $0 != 0x20 }
        guard plain.count > 4, String(decoding: plain.prefix(4), as: UTF8.self).lowercased() == "sep=",
            !plain[4].isASCIILetter, plain[4] < 0x80, plain[4...].allSatisfy({ $0 == plain[4] })
        else { return false }
        delimiter = plain[4]
        position = line.endIndex
        skipLineBreak()
        return true
    }

    private mutating func skipLineBreak() {
        guard position < bytes.count else { return }
        if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
        position += 1
    }

    private mutating func readRow() {
        rowNumber += 1
        let first = cells.count
        repeat { readCell(number: cells.count - first + 1) } while takeDelimiter()
        skipLineBreak()
        // Spreadsheets leave rows of nothing behind. Of a row that does not end nobody knows what is in it.
        if !isComplete || cells[first...].allSatisfy(isBlank) {
            cells.removeSubrange(first...)
        } else {
            rows.append(CSVTable.Row(number: rowNumber, cells: first..<cells.count))
        }
    }

    private func isBlank(_ cell: CSVTable.Cell) -> Bool {
        guard let first = bytes[cell.range].first else { return true }
        return !first.isVisibleASCII && String(decoding: bytes[cell.range], as: UTF8.self).trimmed.isEmpty
    }

    private mutating func takeDelimiter() -> Bool {
        guard position < bytes.count, bytes[position] == delimiter else { return false }
        position += 1
        return true
    }

    /// Leaves `position` at the delimiter, line break or end of file after the cell.
    private mutating func readCell(number: Int) {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            readQuotedCell(number: number)
        } else {
            let start = position
            var hasQuote = false
            position = endOfPlainText()
            while position < bytes.count, !isEnd(bytes[position]) {
                if bytes[position] == UInt8(ascii: "\"") { hasQuote = true }
                noteForbidden()
                position += 1
                position = endOfPlainText()
            }
            if hasQuote { report(.strayQuote, number) }
            append(start, hasDoubledQuotes: false)
        }
    }

    private mutating func readQuotedCell(number: Int) {
        position += 1
        let start = position
        var hasDoubledQuotes = false
        position = endOfPlainText()
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\"") {
                guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") else { break }
                hasDoubledQuotes = true
                position += 1
            }
            noteForbidden()
            position += 1
            position = endOfPlainText()
        }
        append(start, hasDoubledQuotes: hasDoubledQuotes)
        guard position < bytes.count else {
            report(.unclosedQuote, number)
            isComplete = false
            return
        }
        position += 1
        guard position < bytes.count, !isEnd(bytes[position]) else { return }
        report(.textAfterQuote, number)
        while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
    }

    /// The first byte that means something to CSV or may be forbidden: nearly no byte of a table does.
    private func endOfPlainText() -> Int {
        let bytes = bytes.span
        var end = position
        while end < bytes.count, bytes[end] != delimiter, bytes[end] != UInt8(ascii: "\""),
            (0x20...0x7E).contains(bytes[end])
        {
            end += 1
        }
        return end
    }

    private mutating func append(_ start: Int, hasDoubledQuotes: Bool) {
        cells.append(CSVTable.Cell(start..<position, hasDoubledQuotes: hasDoubledQuotes))
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == 0x0A || byte == 0x0D
    }

    /// Looks only at bytes that a forbidden character can begin with.
    private mutating func noteForbidden() {
        let byte = bytes[position]
        guard byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xEF else { return }
        var rest = bytes[position...].prefix(4).makeIterator()
        var decoder = UTF8()
        guard case .scalarValue(let scalar) = decoder.decode(&rest), ForbiddenCharacter.contains(scalar) else { return }
        if forbidden[cells.count] == nil { forbidden[cells.count] = scalar }
    }

    private mutating func report(_ problem: Problem, _ column: Int) {
        diagnostics.add(problem, at: Place(file: file, row: rowNumber, column: column))
    }

    private mutating func names(_ row: CSVTable.Row) -> [String] {
        var names: [String] = []
        var columns: [String: Int] = [:]
        let used = usedColumns(without: row)
        for index in row.cells {
            let place = Place(file: file, row: row.number, column: names.count + 1)
            let name = text(index)
            if let scalar = forbidden[index] {
                diagnostics.add(.controlCharacter(scalar), at: place)
            } else if name.isEmpty {
                // Spreadsheets leave columns of nothing behind.
                if used.contains(names.count) { diagnostics.add(.unnamedColumn, at: place) }
            } else if let first = columns[name] {
                let other = Place(file: file, row: row.number, column: first).cell ?? ""
                diagnostics.add(.duplicateColumn(name, cell: other), at: place)
            } else {
                columns[name] = names.count + 1
            }
            names.append(name)
        }
        return names
    }

    /// Of the columns that `header` has no name for, those with something in them below it.
    private func usedColumns(without header: CSVTable.Row) -> Set<Int> {
        let unnamed = header.cells.indices.filter { text(header.cells[$0]).isEmpty }.map {
            $0 - header.cells.startIndex
        }
        guard !unnamed.isEmpty else { return [] }
        var used: Set<Int> = []
        for row in rows {
            for column in unnamed {
                guard column < row.cells.count else { break }
                if !isBlank(cells[row.cells.lowerBound + column]) { used.insert(column) }
            }
        }
        return used
    }

    private mutating func reportEncoding() {
        let (problem, offset): (Problem, Int)
        switch encoding {
        case .utf8: return
        case .windows1252(let first): (problem, offset) = (.windows1252, first)
        case .unknown(let first): (problem, offset) = (.badEncoding, first)
        }
        // A row of nothing holds no such character, so the last cell that begins before it holds it.
        let row = rows.last { cells[$0.cells.lowerBound].range.lowerBound <= offset }
        let column = row?.cells.last { cells[$0].range.lowerBound <= offset }.map { $0 - (row?.cells.lowerBound ?? 0) }
        diagnostics.add(problem, at: Place(file: file, row: row?.number ?? 1, column: (column ?? 0) + 1))
    }
}

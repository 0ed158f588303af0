import Templating

/// What can be wrong with the shape of a table.
extension Problem {
    static let emptyTable = Problem(
        .badCSV, "there is no table in this file", suggestion: "begin with a row of column names")

    static func tooManyColumns(_ limit: Int) -> Problem {
        Problem(.badCSV, "this row has more than \(limit) columns", suggestion: "look whether it is the right file")
    }

    static let unclosedQuote = Problem(
        .badCSV, "the quote that begins this cell is not closed", suggestion: "end the cell with a quote")

    static let textAfterQuote = Problem(
        .badCSV, "there is text after the closing quote of this cell",
        suggestion: "double a quote that is part of the text")

    static let strayQuote = Problem(
        .badCSV, "there is a quote in this cell, which does not begin with one",
        suggestion: "put the whole cell between quotes and double the quote in it")

    static let unnamedColumn = Problem(
        .badCSV, "this column has no name", suggestion: "name it in the first row, or take the column out")

    static func raggedRow(_ count: Int, header: Int, _ context: String) -> Problem {
        let cells = count == 1 ? "1 cell" : "\(count) cells"
        return Problem(
            .badCSV, "this row has \(cells), the header has \(header)\(context)",
            suggestion: count > header ? "put a cell that holds the delimiter between quotes" : "is a cell missing?")
    }

    static func duplicateColumn(_ name: String, cell: String) -> Problem {
        Problem(
            .duplicateColumn, "column '\(shown(name))' stands in \(cell) already", suggestion: "rename one of them")
    }

    /// `key` is what in `letter.yaml` can name it.
    static func missingColumn(_ name: String, meant: String?, key: String?, suggestion: String) -> Problem {
        let way = { (meant: String) in
            key.map { "write '\($0): \(YAMLText.written(meant))' in letter.yaml, or rename it" } ?? "rename that"
        }
        return Problem(
            .missingColumn, "column '\(shown(name))' is missing",
            suggestion: meant.map { "is it '\(shown($0))'? Then \(way($0))" } ?? suggestion)
    }

    static func noSuchRow(_ number: Int) -> Problem {
        Problem(
            .badCSV, "row \(number), which is to have the column names, is empty or not there",
            suggestion: "look at 'header_row'")
    }

    /// `isDeclared` when `letter.yaml` can say where they are.
    static func headerFurtherDown(_ row: Int, titles: Int, isDeclared: Bool) -> Problem {
        let rows = titles == 1 ? "a row" : "\(titles) rows"
        return Problem(
            .headerRow, "the column names stand in row \(row), below \(rows) of something else",
            suggestion: isDeclared
                ? "write 'header_row: \(row)' under the file's name in letter.yaml, or take out what stands above"
                : "take out what stands above")
    }

    static func unusedColumn(_ name: String, letter: String) -> Problem {
        Problem(
            .unusedColumn, "column '\(shown(name))' is not used",
            suggestion: "declare it in \(letter) to use it in the letter")
    }

    static func duplicateCode(_ code: String, row: Int) -> Problem {
        Problem(.duplicateCode, "'\(shown(code))' stands in row \(row) already", suggestion: "keep one of them")
    }
}

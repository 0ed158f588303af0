/// Where something is, as its reader would look for it: in a text by line and column, in a data file by cell.
package struct Place: Hashable, Sendable {
    /// The path as people know it, from the workspace.
    package var file: String
    package var line: Int?
    /// In characters, from 1.
    package var column: Int?
    /// In a data file: `C3`.
    package var cell: String?
    /// The code of the recipient concerned.
    package var recipient: String?
    /// The line itself with the part that is meant, to draw it.
    package var excerpt: Excerpt?

    package struct Excerpt: Hashable, Sendable {
        package let text: String
        /// In characters of `text`.
        package let marked: Range<Int>
    }

    package init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// A cell of a table: row and column count from 1 as in a spreadsheet, so row 3, column 3 is `C3`.
    package init(file: String, row: Int, column: Int, recipient: String? = nil) {
        self.init(file: file, line: row, column: column)
        cell = Self.columnName(column) + "\(row)"
        self.recipient = recipient
    }

    /// 1 is A, 26 is Z, 27 is AA.
    private static func columnName(_ number: Int) -> String {
        var name = ""
        var rest = number
        while rest > 0 {
            let digit = UInt8((rest - 1) % 26)
            name = String(UnicodeScalar(UInt8(ascii: "A") + digit)) + name
            rest = (rest - 1) / 26
        }
        return name
    }
}

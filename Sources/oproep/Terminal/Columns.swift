/// Text in columns, as a terminal shows it.
enum Columns {
    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// Rows under one another, without spaces at the ends of lines.
    static func table(_ rows: [[String]]) -> String {
        let widths = rows.map { row in row.map(width) }
        let columns = rows.first?.indices ?? 0..<0
        let most = columns.map { column in widths.map { $0[column] }.max() ?? 0 }
        var lines: [String] = []
        lines.reserveCapacity(rows.count)
        for (row, widths) in zip(rows, widths) {
            var line = ""
            var pending = 0
            for column in columns {
                if !row[column].isEmpty {
                    line += String(repeating: " ", count: pending) + row[column]
                    pending = 0
                }
                pending += most[column] - widths[column] + 2
                if row[column].isEmpty { pending += widths[column] }
            }
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }

    private static func width(_ text: String) -> Int {
        // Most are plain, and need not be looked at letter by letter.
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
    }
}

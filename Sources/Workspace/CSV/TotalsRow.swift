import Templating

/// The row under a table that adds up the others.
enum TotalsRow {
    private static let labels: Set<String> = [
        "totaal", "totalen", "eindtotaal", "subtotaal", "generaal totaal", "som", "total", "totals", "grand total",
        "subtotal", "sum",
    ]

    static func isLabel(_ text: some StringProtocol) -> Bool {
        labels.contains(CSVTable.folded(String(text.filter { $0 != ":" })))
    }

    /// Its index among the rows of a table of which a column has codes; nil when there is none.
    static func index(in table: CSVTable, key: Int, isKnown: (String) -> Bool) -> Int? {
        table.rows.indices.suffix(3).first { row in
            let texts = table.header.indices.map { column in
                (try? table.text(row, column).trimmed).map { String($0) } ?? ""
            }
            guard !isKnown(texts[key]) else { return false }
            return texts.contains { isLabel($0) } || texts[key].isEmpty && isSum(row, texts, table)
        }
    }

    /// Whether every number in it is the sum of those above, and there are some.
    private static func isSum(_ row: Int, _ texts: [String], _ table: CSVTable) -> Bool {
        var sums = 0
        for (column, text) in texts.enumerated() {
            guard let sum = number(text) else { continue }
            var total = ExactNumber.zero
            for above in table.rows.indices.prefix(row) {
                guard let addend = (try? table.text(above, column)).flatMap(Self.number),
                    let next = try? total.adding(addend)
                else { return false }
                total = next
            }
            if total != sum { return false }
            sums += 1
        }
        return sums > 0 && table.rows.count > 2
    }

    private static func number(_ text: String) -> ExactNumber? {
        WrittenNumber(text.stripped).flatMap { written in
            switch written.decimals {
            case .mark(let mark): written.number(mark)
            // Whichever it is, it is the same in all cells, and in their sum.
            case .unmarked, .either: written.number(.comma)
            }
        }
    }
}

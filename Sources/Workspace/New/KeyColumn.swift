/// Which column of a table tells whose each row is: the one whose values are the codes of most recipients.
struct KeyColumn: Sendable {
    let index: Int
    /// How many recipients have a row.
    let matches: Int
    /// A code that lacks the letters of the list's, and the one that is meant: `0141` and `GM0141`.
    let stripped: (written: String, meant: String)?

    /// Nil when no column has them.
    init?(_ table: CSVTable, _ list: RecipientList) {
        let columns = table.header.indices.map { Column(table, $0) }
        let known = Set(list.indices.keys)
        if let (index, count) = Self.best(columns.map { $0.codes.intersection(known).count }, table), count > 0 {
            (self.index, matches, stripped) = (index, count, nil)
            return
        }
        let numbers = Self.numbers(list)
        let scores = columns.map { column in
            let matches = column.numbers.filter { numbers[$0.key] != nil }.count
            // Any column of small numbers may look like some codes.
            return column.isUnique && matches * 2 > table.rows.count ? matches : 0
        }
        guard let (index, count) = Self.best(scores, table), count > 0,
            let example = columns[index].numbers.filter({ numbers[$0.key] != nil }).min(by: { $0.value < $1.value }),
            let meant = numbers[example.key]
        else { return nil }
        (self.index, matches, stripped) = (index, 0, (example.value, meant))
    }

    private struct Column {
        var codes: Set<String> = []
        /// As they are written, by the number that is left of a code without letters.
        var numbers: [String: String] = [:]
        var isUnique = true

        init(_ table: CSVTable, _ column: Int) {
            for row in table.rows.indices {
                guard let text = try? table.text(row, column).trimmed, !text.isEmpty else { continue }
                if !codes.insert(RecipientCode.folded(text)).inserted { isUnique = false }
                if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                    numbers[KeyColumn.number(text)] = String(text)
                }
            }
        }
    }

    /// The highest score; of equal ones the column that is called a code, then the first.
    private static func best(_ scores: [Int], _ table: CSVTable) -> (index: Int, score: Int)? {
        scores.indices.max { left, right in
            func rank(_ index: Int) -> [Int] {
                let name = table.header[index].lowercased()
                return [scores[index], name == "code" ? 2 : name.contains("code") ? 1 : 0, -index]
            }
            return rank(left).lexicographicallyPrecedes(rank(right))
        }.map { ($0, scores[$0]) }
    }

    /// Codes by the number at their end; those that share one with another are left out.
    private static func numbers(_ list: RecipientList) -> [String: String] {
        var found: [String: String?] = [:]
        for recipient in list.recipients {
            let code = recipient.code.description
            let digits = code.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
            guard !digits.isEmpty else { continue }
            let key = number(String(digits))
            found[key] = found[key] == nil ? code : .some(nil)
        }
        return found.compactMapValues(\.self)
    }

    private static func number(_ digits: some StringProtocol) -> String {
        String(digits.drop { $0 == "0" })
    }
}

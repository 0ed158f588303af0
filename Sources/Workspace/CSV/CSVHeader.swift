/// Which row of a table has the names of its columns.
enum CSVHeader {
    /// The one with this number, as somebody said.
    case row(Int)
    /// The first, unless one further down has more of these names: above it stand titles then.
    case naming(Set<String>)
    /// The first that has a name for nearly all cells below it.
    case likely

    /// A table begins near the top.
    static let mostRows = 50

    /// `rows` are the texts of the first rows of the file, by their numbers. Nil when there is no such row.
    func index(in rows: [CSVHeaderRow]) -> Int? {
        switch self {
        case .row(let number): return rows.firstIndex { $0.number == number }
        case .naming(let names):
            let folded = Set(names.map(CSVTable.folded))
            let scores = rows.map { row in
                Set(row.texts.map(CSVTable.folded)).intersection(folded).count
            }
            guard let first = scores.first, let best = scores.max(), best > max(first, 1) || best == folded.count else {
                return rows.isEmpty ? nil : 0
            }
            return scores.firstIndex(of: best)
        case .likely:
            let widths = rows.map { $0.texts.count { !$0.isEmpty } }
            let most = widths.max() ?? 0
            return widths.firstIndex { $0 == most || ($0 >= 2 && $0 * 4 >= most * 3) } ?? (rows.isEmpty ? nil : 0)
        }
    }
}

/// A row that may be the one with the names.
struct CSVHeaderRow {
    let number: Int
    /// Tidied.
    let texts: [String]
}

import Templating

extension Letter {
    /// The names that stand for the same in every letter: their slots, and their tables. Told from the names alone, so
    /// that what is in one recipient's cells decides nothing about another's letter.
    package var shared: (slots: Set<Int>, tables: Set<Int>) {
        var slots: Set<Int> = []
        var tables: Set<Int> = []
        for (path, entry) in scope.entries {
            switch entry {
            case .value(let slot, _): if isShared(path) { slots.insert(slot) }
            case .list(let index): tables.insert(index)
            case .table, .column: break
            }
        }
        return (slots, tables)
    }

    /// What names begin with that stand for something of one recipient.
    static let ownNames = ["recipient.", "figures.", "derived.", "previous.", "count(tables.", "sum(tables."]

    private func isShared(_ path: String) -> Bool {
        switch path {
        case "letter.reference": false
        case "letter.subject": definition.subject.map { !$0.scalars.contains("{") } ?? true
        default: !Self.ownNames.contains { path.hasPrefix($0) }
        }
    }
}

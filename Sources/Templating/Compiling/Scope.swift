/// The names that a template may use, each with its type and where its value stands in a `Frame`.
package struct Scope: Sendable {
    package struct Column: Hashable, Sendable {
        package let name: String
        package let type: ValueType

        package init(name: String, type: ValueType) {
            self.name = name
            self.type = type
        }
    }

    package enum Entry: Hashable, Sendable {
        /// One value, in `Frame.values[slot]`.
        case value(slot: Int, type: ValueType)
        /// Rows to repeat over, in `Frame.tables[index]`; their cells are `item.column`.
        case table(index: Int, columns: [Column])
        /// Plain texts to repeat over, in `Frame.tables[index]` as rows of one cell; the cell is `item` itself.
        case list(index: Int)
        /// A column of a table, which only functions take: `tables.maanden.aantal`.
        case column(index: Int, type: ValueType)
    }

    package private(set) var entries: [String: Entry] = [:]
    /// How many slots a frame has; loops use those that follow.
    package private(set) var valueCount = 0
    package private(set) var tableCount = 0
    /// What names begin with: `recipient`, `figures`.
    private var groups: Set<String> = []
    /// Groups of which it is not known what is in them: nothing is said of their names.
    private var unknownGroups: Set<String> = []
    /// Names that stand for something only further on.
    private var later: Set<String> = []
    /// What loops give a name to, by that name.
    private var items: [String: Item] = [:]

    package struct Cell: Hashable, Sendable {
        /// `tables.maanden.aantal`, or the list itself.
        package let path: String
        package let table: Int
    }

    /// The row that a loop has in hand.
    private struct Item: Sendable {
        let path: String
        let entry: Entry
        let firstSlot: Int
    }

    package init() {}

    // MARK: Declaring

    // A table is declared with what functions say of its rows, each as a value of its own: `count(tables.maanden)`,
    // `sum(tables.maanden.aantal)`. Who fills a frame adds up the rows once, also for a loop that asks in every row.

    /// Declares `path`, such as `recipient.name`, and returns its slot. Each path once.
    @discardableResult
    package mutating func declare(_ path: String, _ type: ValueType) -> Int {
        declare(path, as: .value(slot: valueCount, type: type))
        valueCount += 1
        return valueCount - 1
    }

    @discardableResult
    package mutating func declareTable(_ path: String, columns: [Column]) -> Int {
        declare(path, as: .table(index: tableCount, columns: columns))
        declare("count(\(path))", .number)
        for (index, column) in columns.enumerated() {
            declare("\(path).\(column.name)", as: .column(index: index, type: column.type))
            if column.type.isNumeric { declare("sum(\(path).\(column.name))", column.type) }
        }
        tableCount += 1
        return tableCount - 1
    }

    @discardableResult
    package mutating func declareList(_ path: String) -> Int {
        declare("count(\(path))", .number)
        declare(path, as: .list(index: tableCount))
        tableCount += 1
        return tableCount - 1
    }

    private mutating func declare(_ path: String, as entry: Entry) {
        precondition(entries[path] == nil, "declared twice: \(path)")
        entries[path] = entry
        groups.insert(String(path.prefix { $0 != "." }))
        later.remove(path)
    }

    /// Nothing is said of names in a group of which it is not known what is in it.
    package mutating func leaveOpen(_ group: String) { unknownGroups.insert(group) }

    /// These will be declared, and may not be used before.
    package mutating func announce(_ paths: some Sequence<String>) { later.formUnion(paths) }

    /// What was announced, and is not declared after all.
    package mutating func withdraw(_ path: String) { later.remove(path) }

    // MARK: Looking up

    /// Nil when there is no such value.
    package func slot(of path: String) -> Int? {
        if case .value(let slot, _)? = entries[path] { slot } else { nil }
    }

    /// What a name stands for, and of the row that a loop has in hand, where that is.
    func find(_ path: String) -> (entry: Entry, cell: Cell?)? {
        if items.isEmpty { return entries[path].map { ($0, nil) } }
        let words = path.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let item = items[String(words[0])] else { return entries[path].map { ($0, nil) } }
        switch (item.entry, words.count) {
        case (.table(let table, _), 2):
            let cell = "\(item.path).\(words[1])"
            guard case .column(let index, let type)? = entries[cell] else { return nil }
            return (.value(slot: item.firstSlot + index, type: type), Cell(path: cell, table: table))
        case (.list(let table), 1):
            return (.value(slot: item.firstSlot, type: .text), Cell(path: item.path, table: table))
        default:
            return nil
        }
    }

    /// Whether it is reported elsewhere, or not known, that there is no such name.
    func isOpen(_ path: String) -> Bool { unknownGroups.contains(String(path.prefix { $0 != "." })) }

    func isLater(_ path: String) -> Bool { later.contains(path) }

    /// All names of values, also those that loops give.
    var names: [String] {
        entries.compactMap { path, entry in
            if case .column = entry { return nil }
            return path.hasSuffix(")") ? nil : path
        }
            + items.flatMap { name, item in
                if case .table(_, let columns) = item.entry { columns.map { "\(name).\($0.name)" } } else { [name] }
            }
    }

    // MARK: Loops

    func isTaken(_ item: String) -> Bool { groups.contains(item) || items[item] != nil }

    /// This scope and, for the inside of a loop over `entry`, `item` with its cells in slots of their own.
    func adding(item: String, of path: String, _ entry: Entry) -> (scope: Scope, firstSlot: Int) {
        var inner = self
        inner.items[item] = Item(path: path, entry: entry, firstSlot: valueCount)
        switch entry {
        case .table(_, let columns): inner.valueCount += columns.count
        case .list: inner.valueCount += 1
        case .value, .column: break
        }
        return (inner, valueCount)
    }
}

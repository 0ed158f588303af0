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
    }

    package private(set) var entries: [String: Entry] = [:]
    /// How many slots a frame has; loops use those that follow.
    package private(set) var valueCount = 0
    package private(set) var tableCount = 0
    /// Of the names that a loop gives to the cells of a row: the table that they are in.
    private(set) var cells: [String: Cell] = [:]

    package struct Cell: Hashable, Sendable {
        /// `tables.maanden.aantal`, or the list itself.
        package let path: String
        package let table: Int
    }

    package init() {}

    /// Declares `path`, such as `recipient.name`, and returns its slot. Each path once.
    @discardableResult
    package mutating func declare(_ path: String, _ type: ValueType) -> Int {
        precondition(entries[path] == nil, "declared twice: \(path)")
        entries[path] = .value(slot: valueCount, type: type)
        valueCount += 1
        return valueCount - 1
    }

    @discardableResult
    package mutating func declareTable(_ path: String, columns: [Column]) -> Int {
        entries[path] = .table(index: tableCount, columns: columns)
        tableCount += 1
        return tableCount - 1
    }

    @discardableResult
    package mutating func declareList(_ path: String) -> Int {
        entries[path] = .list(index: tableCount)
        tableCount += 1
        return tableCount - 1
    }

    /// This scope and, for the inside of a loop over `entry`, `item` with its cells in slots of their own.
    func adding(item: String, of path: String, _ entry: Entry) -> (scope: Scope, firstSlot: Int) {
        var inner = self
        let first = valueCount
        switch entry {
        case .value: break
        case .table(let index, let columns):
            for column in columns {
                inner.declare("\(item).\(column.name)", column.type)
                inner.cells["\(item).\(column.name)"] = Cell(path: "\(path).\(column.name)", table: index)
            }
        case .list(let index):
            inner.declare(item, .text)
            inner.cells[item] = Cell(path: path, table: index)
        }
        return (inner, first)
    }
}

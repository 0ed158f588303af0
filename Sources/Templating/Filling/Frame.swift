/// The values of one letter, laid out as its `Scope` says.
package struct Frame: Sendable {
    package var values: [Value]
    /// Table, row, cell.
    package var tables: [[[Value]]]

    package init(for scope: Scope) {
        values = Array(repeating: .empty, count: scope.valueCount)
        tables = Array(repeating: [], count: scope.tableCount)
    }

    /// Puts the cells of the row that a loop has in hand behind the values of the letter.
    package mutating func put(_ row: [Value], at slot: Int) {
        let end = slot + row.count
        if values.count < end { values += Array(repeating: .empty, count: end - values.count) }
        values.replaceSubrange(slot..<end, with: row)
    }
}

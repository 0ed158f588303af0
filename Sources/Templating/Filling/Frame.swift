/// The values of one letter, laid out as its `Scope` says.
package struct Frame: Sendable {
    package var values: [Value]
    /// Table, row, cell.
    package var tables: [[[Value]]]

    package init(for scope: Scope) {
        values = Array(repeating: .empty, count: scope.valueCount)
        tables = Array(repeating: [], count: scope.tableCount)
    }
}

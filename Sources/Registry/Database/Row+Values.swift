internal import GRDB

/// Cells of a row. One that is not of its type was not written by us: that is told, where a subscript would end the
/// program.
extension Row {
    func text(_ column: String) throws -> String { try decode(String.self, forColumn: column) }

    func textOrNil(_ column: String) throws -> String? { try decode(String?.self, forColumn: column) }

    func number(_ column: String) throws -> Int { try decode(Int.self, forColumn: column) }

    func numberOrNil(_ column: String) throws -> Int? { try decode(Int?.self, forColumn: column) }
}

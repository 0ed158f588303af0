internal import Exporter
internal import GRDB

/// The events of a mailing as lines of text with which anybody can prove them.
///
/// The first line is a JSON array: `"oproep-events"`, 1, the number of the first event, and the hash of the event
/// before it. Then there is a line for each event of the registry from there on. Of the mailing, and of the registry as
/// a whole, it is the array that `EventChain` makes its digest of; of other mailings only that digest, as a JSON
/// string. So the last hash follows from the lines alone.
package enum EventsFile {
    static let name = "oproep-events"
    static let version = 1

    /// What stands before the first event.
    static func firstLine(_ first: Int, _ db: Database) throws -> [UInt8] {
        let before = try String.fetchOne(db, sql: "SELECT hash FROM event WHERE id = ?", arguments: [first - 1])
        return Array("[\"\(name)\",\(version),\(first),\"\(before ?? EventChain.start)\"]".utf8)
    }

    /// Of the events of the registry with these numbers.
    static func lines(of mailing: Int, _ events: ClosedRange<Int>, _ db: Database) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM event WHERE id BETWEEN ? AND ? ORDER BY id",
            arguments: [events.lowerBound, events.upperBound])
        while let row = try rows.next() {
            let owner = try row.numberOrNil("mailing")
            if owner == mailing || owner == nil {
                let line = try EventChain.line(
                    id: row.number("id"), time: row.text("time"), actor: row.text("actor"), mailing: owner,
                    kind: row.text("kind"), code: row.textOrNil("code"), channel: row.textOrNil("channel"),
                    day: row.textOrNil("day"), detail: row.text("detail"))
                lines.append(line)
            } else {
                var line: [UInt8] = []
                JSONString.append(try row.text("digest"), to: &line)
                lines.append(line)
            }
        }
        return lines
    }
}

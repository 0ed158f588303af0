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

    static func bytes(of mailing: Int, from first: Int, to last: Int, _ db: Database) throws -> [UInt8] {
        let before = try String.fetchOne(db, sql: "SELECT hash FROM event WHERE id = ?", arguments: [first - 1])
        var text = Array("[\"\(name)\",\(version),\(first),\"\(before ?? EventChain.start)\"]\n".utf8)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM event WHERE id BETWEEN ? AND ? ORDER BY id", arguments: [first, last])
        while let row = try rows.next() {
            let owner = try row.numberOrNil("mailing")
            if owner == mailing || owner == nil {
                text += try EventChain.line(
                    id: row.number("id"), time: row.text("time"), actor: row.text("actor"), mailing: owner,
                    kind: row.text("kind"), code: row.textOrNil("code"), channel: row.textOrNil("channel"),
                    day: row.textOrNil("day"), detail: row.text("detail"))
            } else {
                JSONString.append(try row.text("digest"), to: &text)
            }
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }
}

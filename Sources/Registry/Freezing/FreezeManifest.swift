internal import Exporter
internal import GRDB

/// What a mailing consists of, to the last byte: a text whose SHA-256 stands for all of it, and which anybody can check
/// without Oproep.
///
/// Each line is a JSON array: what it is about, and what is known of that. `null` is what there is not. Files are told by
/// the SHA-256 of their bytes.
enum FreezeManifest {
    static func bytes(of mailing: Int, _ db: Database) throws -> [UInt8] {
        var text: [UInt8] = []
        try forEachLine(of: mailing, db) { text += $0 }
        return text
    }

    /// Gives `body` the lines of the text one by one.
    static func forEachLine(of mailing: Int, _ db: Database, _ body: ([UInt8]) throws -> Void) throws {
        try body(line("oproep-freeze", [1]))
        let parts: [(String, String)] = [
            (
                "mailing",
                """
                SELECT number, letter, list, subject, date, reply_by, approval, relation, previous, sources_sha256
                FROM mailing WHERE number = ?
                """
            ),
            ("source", "SELECT name, sha256 FROM source WHERE mailing = ? ORDER BY name"),
            (
                "recipient",
                "SELECT position, code, name, reference, successor FROM recipient WHERE mailing = ? ORDER BY position"
            ),
            ("letter", "SELECT code, format, sha256 FROM letter WHERE mailing = ? ORDER BY code, format"),
            (
                "dispatch",
                "SELECT code, channel, email, message_id FROM dispatch WHERE mailing = ? ORDER BY code, channel"
            ),
        ]
        for (about, query) in parts {
            let rows = try Row.fetchCursor(db, sql: query, arguments: [mailing])
            while let row = try rows.next() { try body(line(about, row.map(\.1))) }
        }
    }

    private static func line(_ about: String, _ values: [any DatabaseValueConvertible]) -> [UInt8] {
        var text: [UInt8] = []
        text.append(UInt8(ascii: "["))
        JSONString.append(about, to: &text)
        for value in values {
            text.append(UInt8(ascii: ","))
            switch value.databaseValue.storage {
            case .int64(let number): text += "\(number)".utf8
            case .string(let string): JSONString.append(string, to: &text)
            // The tables have nothing else.
            default: text += "null".utf8
            }
        }
        text += "]\n".utf8
        return text
    }
}

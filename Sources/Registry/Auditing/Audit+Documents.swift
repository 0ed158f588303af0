internal import Disk
internal import Exporter
internal import Foundation
internal import GRDB

extension Audit {
    /// Every byte that is kept is what it was.
    mutating func proveDocuments(_ db: Database, _ goesOn: () -> Bool) throws {
        var problems: [String] = []
        var (count, size, gone) = (0, 0, 0)
        let destroyed = try DocumentUse.destroyed(db)
        let rows = try Row.fetchCursor(db, sql: "SELECT sha256, bytes FROM document")
        while let row = try rows.next() {
            if !goesOn() { throw RegistryError.interrupted }
            let (hash, data) = (try row.text("sha256"), try row.decode(Data.self, forColumn: "bytes"))
            count += 1
            size += data.count
            if destroyed.contains(hash) {
                gone += 1
                if !data.isEmpty, let number = try DocumentUse.destroyed(hash, db) {
                    problems.append(
                        "\(try Self.user(of: hash, db)) was destroyed, and is there still: oproep destroy \(number)")
                }
            } else if ContentHash(of: Array(data)).hex != hash {
                problems.append("\(try Self.user(of: hash, db)) is not what it was (\(hash))")
            }
        }
        for (key, what) in [("file", "what came"), ("message", "the message that goes")] {
            let missing = try Int.fetchAll(
                db,
                sql: """
                    SELECT id FROM event WHERE detail ->> ?1 IS NOT NULL
                    AND NOT EXISTS (SELECT * FROM document WHERE sha256 = detail ->> ?1)
                    """, arguments: [key])
            problems += missing.map { "\(what) with event \($0) is not there" }
        }
        let told = gone == 0 ? "" : ", or destroyed: \(gone)"
        add("documents", "\(count), \(size) bytes, each what its SHA-256 says\(told)", problems: problems)
    }

    /// `letter GM0150 (odt) of mailing 1`
    private static func user(of hash: String, _ db: Database) throws -> String {
        let users = [
            "SELECT 'letter ' || code || ' (' || format || ') of mailing ' || mailing FROM letter WHERE sha256 = ?",
            "SELECT '''' || name || ''' of mailing ' || mailing FROM source WHERE sha256 = ?",
            "SELECT 'the freeze of mailing ' || mailing FROM freeze WHERE sha256 = ?",
            "SELECT 'what came with event ' || id FROM event WHERE detail ->> 'file' = ?",
            "SELECT 'the message that goes with event ' || id FROM event WHERE detail ->> 'message' = ?",
        ]
        for query in users {
            if let user = try String.fetchOne(db, sql: query, arguments: [hash]) { return user }
        }
        return "a document of nothing"
    }

    /// Every mailing is what was frozen and approved, and complete.
    mutating func proveMailings(_ db: Database, _ goesOn: () -> Bool) throws {
        var problems: [String] = []
        let numbers = try Int.fetchAll(db, sql: "SELECT number FROM mailing ORDER BY number")
        for number in numbers {
            if !goesOn() { throw RegistryError.interrupted }
            let released = try String.fetchAll(
                db, sql: "SELECT detail ->> 'sha256' FROM event WHERE mailing = ? AND kind IN ('frozen', 'approved')",
                arguments: [number])
            let kept = try String.fetchOne(db, sql: "SELECT sha256 FROM freeze WHERE mailing = ?", arguments: [number])
            let manifest = try ContentHash(of: FreezeManifest.bytes(of: number, db)).hex
            if released.isEmpty || Set(released + [kept ?? "", manifest]).count > 1 {
                problems.append("mailing \(number) is not what was frozen and approved")
            }
            let late = try Int.fetchAll(
                db,
                sql: """
                    SELECT id FROM event WHERE mailing = ?1 AND id > (
                        SELECT min(id) FROM event WHERE mailing = ?1 AND code IS NULL AND kind = 'destroyed')
                    """, arguments: [number])
            problems += late.map { "event \($0) is of mailing \(number), which was destroyed before it" }
            let incomplete = try String.fetchAll(
                db,
                sql: """
                    SELECT code FROM recipient WHERE mailing = ?1 AND (
                        NOT EXISTS (SELECT * FROM letter WHERE mailing = ?1 AND letter.code = recipient.code)
                        OR NOT EXISTS (SELECT * FROM dispatch WHERE mailing = ?1 AND dispatch.code = recipient.code))
                    """, arguments: [number])
            problems += incomplete.map { "\($0) has no letter or no dispatch in mailing \(number)" }
        }
        if numbers != Array(1..<(numbers.count + 1)) { problems.append("a mailing is missing") }
        add("mailings", "\(numbers.count), each what was frozen", problems: problems)
    }
}

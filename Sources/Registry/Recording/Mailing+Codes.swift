internal import GRDB
internal import Templating

extension Mailing {
    /// Refuses codes that a mailing does not have, all of them at once.
    static func require(_ codes: [String], among found: [MailingRecipient], of mailing: Int, _ db: Database) throws {
        let known = Set(found.map { $0.code.uppercased() })
        let missing = codes.filter { !known.contains($0.uppercased()) }
        guard !missing.isEmpty else { return }
        // Who is named as well is not meant by another code.
        let all = try String.fetchAll(db, sql: "SELECT code FROM recipient WHERE mailing = ?", arguments: [mailing])
            .filter { !known.contains($0.uppercased()) }
        throw RegistryError.refused(
            try missing.map { code in
                "mailing \(mailing) has no recipient '\(code)'\(try hint(for: code, among: all, db))"
            })
    }

    private static func hint(for code: String, among codes: [String], _ db: Database) throws -> String {
        let others = try Int.fetchAll(
            db, sql: "SELECT mailing FROM recipient WHERE code = ? ORDER BY mailing", arguments: [code])
        if let last = others.last { return ", who is one of mailing \(last)" }
        // People leave out the letters that a code begins with.
        let near = nearest(to: code, among: codes) ?? codes.first { $0.hasSuffix(code) }
        return near.map { "; did you mean '\($0)'?" } ?? ""
    }
}

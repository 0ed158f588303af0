internal import GRDB
internal import Templating

extension Mailing {
    /// Refuses codes that a mailing does not have, all of them at once.
    static func require(_ codes: [String], among found: [MailingRecipient], of mailing: Int, _ db: Database) throws {
        let known = Set(found.map { $0.code.uppercased() })
        let missing = codes.filter { !known.contains($0.uppercased()) }
        guard !missing.isEmpty else { return }
        let all = try String.fetchAll(db, sql: "SELECT code FROM recipient WHERE mailing = ?", arguments: [mailing])
        throw RegistryError.refused(
            missing.map { code in
                // People leave out the letters that a code begins with.
                let near = nearest(to: code, among: all) ?? all.first { $0.hasSuffix(code) }
                let suggestion = near.map { "; did you mean '\($0)'?" } ?? ""
                return "mailing \(mailing) has no recipient '\(code)'\(suggestion)"
            })
    }
}

internal import Disk
internal import Exporter
internal import GRDB

/// What a letter is made from, to be kept.
struct FrozenSources {
    struct File {
        let name: String
        let sha256: String
        let bytes: [UInt8]
    }

    /// By their names from the workspace, in order.
    let files: [File]
    /// The SHA-256 of a list of their names and hashes.
    let sha256: String

    init(_ read: [String: [UInt8]]) {
        files = read.map { File(name: $0.key, sha256: ContentHash(of: $0.value).hex, bytes: $0.value) }
            .sorted { $0.name < $1.name }
        let list = files.map { "\($0.sha256)  \($0.name)\n" }.joined()
        sha256 = ContentHash(of: Array(list.utf8)).hex
    }

    /// Refuses what was frozen before and not cancelled: a letter that goes out twice is a mistake, more often than
    /// not.
    func requireNew(_ letter: String, _ db: Database) throws {
        let same = try Int.fetchOne(
            db,
            sql:
                "SELECT number FROM mailing WHERE letter = ? AND sources_sha256 = ? AND state <> ? ORDER BY number",
            arguments: [letter, sha256, MailingState.cancelled.rawValue])
        guard let same else { return }
        throw RegistryError.refused(
            "mailing \(same) was frozen of '\(letter)' as it is now; to write the same to the same people once more, "
                + "say --again")
    }
}

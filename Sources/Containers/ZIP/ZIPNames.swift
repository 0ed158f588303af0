/// The names in a ZIP, which has too many to be kept: a hash of each. Two that differ have the same once in millions of ZIPs
/// of a million names, and nobody can make it so: hashes are others in each run.
///
/// Names that Unicode holds to be the same are the same here: as text they cannot be told apart.
struct ZIPNames {
    private var files: Set<Int> = []
    private var folders: Set<Int> = []

    /// False when it is there already.
    mutating func add(_ name: String) -> Bool {
        var hasher = Hasher()
        for part in Self.parts(of: name) { hasher.combine(String(part)) }
        let hash = hasher.finalize()
        return name.utf8.last == UInt8(ascii: "/") ? folders.insert(hash).inserted : files.insert(hash).inserted
    }

    /// The file that has the name of one of the folders that a member is in, or of the folder itself.
    func file(above name: String) -> Substring? {
        var hasher = Hasher()
        for part in Self.parts(of: name) {
            // The member itself, when it is a file.
            if part.endIndex == name.endIndex { return nil }
            hasher.combine(String(part))
            let all = hasher
            if files.contains(all.finalize()) { return name[..<part.endIndex] }
        }
        return nil
    }

    /// Between bytes, and not characters: a slash with an accent is a slash, and a name that begins with the accent.
    private static func parts(of name: String) -> [Substring] {
        name.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    }
}

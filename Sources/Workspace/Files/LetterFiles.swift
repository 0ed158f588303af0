import Foundation

/// The files that a letter may name: those in its own folder, or else in `letters/`; nothing outside of these.
struct LetterFiles: Sendable {
    private let directory: String
    private let letters: String
    /// `letters/oproep`
    private let name: String
    private let record: FileRecord

    init(directory: String, name: String, record: FileRecord) {
        self.record = record
        self.directory = Self.resolved(directory)
        self.letters = Self.resolved((directory as NSString).deletingLastPathComponent)
        self.name = name
    }

    /// Finds a file by a relative path. It need not exist; then it is the one in the letter's own folder.
    func file(_ path: String) throws(FileError) -> DiskFile {
        let folders = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !path.isEmpty, !path.hasPrefix("/"), !folders.contains(".."),
            !path.contains("\\"), !path.utf8.contains(0)
        else { throw FileError(.outside(path)) }
        let own = DiskFile(path: "\(directory)/\(path)", name: "\(name)/\(path)", record: record)
        let shared = DiskFile(path: "\(letters)/\(path)", name: "letters/\(path)", record: record)
        let isShared =
            !FileManager.default.fileExists(atPath: own.path) && FileManager.default.fileExists(atPath: shared.path)
        let found = isShared ? shared : own
        // A symbolic link may lead anywhere.
        let real = Self.resolved(found.path)
        guard real.hasPrefix(directory + "/") || real.hasPrefix(letters + "/") else {
            throw FileError(.outside(path))
        }
        return found
    }

    /// The files in the letter's own folder.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}

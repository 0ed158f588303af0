internal import FoundationEssentials
internal import Glibc

/// A folder in the system's place for temporary files, into which nobody else can look, and which goes with this value.
/// What a run that was killed left behind, the next one takes away.
package struct PrivateFolder: ~Copyable {
    /// Without links in it.
    package let path: String
    private let parent: Directory
    private let name: String
    /// Locked as long as we live.
    private let directory: Directory

    package init() throws(LetterFailure) {
        let named = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        try self.init(in: named.isEmpty ? "/tmp" : named)
    }

    init(in named: String) throws(LetterFailure) {
        let place = Directory.realPath(named) ?? named
        do throws(SystemError) {
            let parent = try Directory(path: place)
            try Self.removeLeftovers(in: parent)
            while true {
                let name = Self.prefix + String(UInt64.random(in: .min ... .max), radix: 36)
                try parent.createDirectory(name, mode: 0o700)
                // Another run may take it for a leftover before it is locked.
                guard let directory = try? Directory(name, in: parent), directory.lock() else { continue }
                path = "\(place)/\(name)"
                self.name = name
                self.directory = directory
                break
            }
            self.parent = parent
        } catch {
            throw .failed("cannot work in '\(place)': \(error.message); TMPDIR names another place")
        }
    }

    deinit {
        try? parent.removeTree(name)
    }

    private static var prefix: String { "oproep-frozen-\(geteuid())-" }

    private static func removeLeftovers(in parent: borrowing Directory) throws(SystemError) {
        for name in try parent.names() where name.hasPrefix(prefix) {
            guard let left = try? Directory(name, in: parent), left.isOurs, left.lock() else { continue }
            try? parent.removeTree(name)
        }
    }
}

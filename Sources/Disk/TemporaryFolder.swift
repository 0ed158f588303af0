internal import Glibc

/// A folder in the system's place for temporary files, into which nobody else can look, and which goes with this value.
/// What a run that was killed left behind, the next one takes away.
package struct TemporaryFolder: ~Copyable, Sendable {
    package struct Failure: Error {
        /// Where it was to be made.
        package let place: String
        package let cause: SystemError
    }

    /// Without links in it.
    package let path: String
    package let directory: Directory
    private let parent: Directory
    private let name: String

    /// `purpose` begins its name. What a killed run left goes when `mayGo` says so, which may end what still works there
    /// first; `nil` for `place` is where the user wants temporary files.
    package init(
        _ purpose: String, in place: String? = nil,
        mayGo: (_ left: borrowing Directory, _ path: String) -> Bool = { _, _ in true }
    ) throws(Failure) {
        let named = place ?? Directory.temporary
        let place = Directory.realPath(named) ?? named
        let prefix = "\(purpose)-\(geteuid())-"
        do throws(SystemError) {
            let parent = try Directory(path: place)
            for name in try parent.names() where name.hasPrefix(prefix) {
                guard let left = try? Directory(name, in: parent), left.isOurs, left.lock() else { continue }
                if mayGo(left, "\(place)/\(name)") { try? parent.removeTree(name) }
            }
            while true {
                let name = prefix + String(UInt64.random(in: .min ... .max), radix: 36)
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
            throw Failure(place: place, cause: error)
        }
    }

    deinit {
        try? parent.removeTree(name)
    }
}

import Foundation

/// Files that come to stand in a folder: all of them, or none, and never in the place of anything.
///
/// They are written to a temporary folder first, which is then renamed; when that fails it goes again, and when we were
/// killed the next run takes it away.
struct NewFolder: Sendable {
    /// In the order in which they are written.
    let files: [NewFile]

    /// Makes the folder, at a path where there is nothing yet, with those above it that are missing.
    func make(at path: String) throws(MakingError) {
        var path = path
        var inside: [String] = []
        // One rename must do: so what is renamed is the outermost folder that is not there yet.
        while case let parent = Self.parent(of: path), parent != path, Self.isFree(parent) {
            inside.insert(Self.name(of: path), at: 0)
            path = parent
        }
        guard Self.isFree(path) else { throw .exists(path) }
        let prefix = ".\(Self.name(of: path))"
        let temporary = "\(Self.parent(of: path))/\(prefix)\(Self.suffix)"
        try Self.wrap(path) {
            Self.removeLeftovers(prefix, in: Self.parent(of: path))
            defer { try? FileManager.default.removeItem(atPath: temporary) }
            let mode = try Self.makePrivate(temporary)
            try write(to: ([temporary] + inside).joined(separator: "/"))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: temporary)
            try FileManager.default.moveItem(atPath: temporary, toPath: path)
        }
    }

    /// Puts the files in a folder that is there, and empty but for leftovers, which stays the one that it is: somebody may be in it.
    ///
    /// What stands directly in it is moved there one by one in the order of `files`, so that the last of them says that
    /// all are there.
    func fill(_ path: String) throws(MakingError) {
        let temporary = "\(path)/\(Self.suffix)"
        var moved: [String] = []
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        do throws(MakingError) {
            try Self.wrap(path) {
                Self.removeLeftovers("", in: path)
                _ = try Self.makePrivate(temporary)
                try write(to: temporary)
            }
            for name in topNames {
                let target = "\(path)/\(name)"
                guard Self.isFree(target) else { throw .exists(target) }
                try Self.wrap(target) {
                    try FileManager.default.moveItem(atPath: "\(temporary)/\(name)", toPath: target)
                }
                moved.append(target)
            }
        } catch {
            for path in moved { try? FileManager.default.removeItem(atPath: path) }
            throw error
        }
    }

    /// Whether there is nothing at a path: not even a link that leads nowhere.
    static func isFree(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) == nil
    }

    /// Each folder where its last file is.
    private var topNames: [String] {
        var names: [String] = []
        for file in files {
            let name = String(file.path.prefix { $0 != "/" })
            names.removeAll { $0 == name }
            names.append(name)
        }
        return names
    }

    /// Of its own for every run: another may be at work beside us.
    private static var suffix: String { ".oproep-\(UUID().uuidString.prefix(8).lowercased())" }

    /// Whether a name is that of a temporary folder. Should its run still be going on, that fails and nothing is lost.
    static func isLeftover(_ name: String, prefix: String = "") -> Bool {
        name.hasPrefix(prefix) && name.dropFirst(prefix.count).wholeMatch(of: /\.oproep-[0-9a-f]{8}/) != nil
    }

    /// Makes a folder into which nobody else can look. Returns who could, as the user wants it of a new one (umask).
    private static func makePrivate(_ folder: String) throws -> Int {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        return mode ?? 0o755
    }

    private static func removeLeftovers(_ prefix: String, in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where isLeftover(name, prefix: prefix) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    private static func parent(of path: String) -> String { (path as NSString).deletingLastPathComponent }

    private static func name(of path: String) -> String { (path as NSString).lastPathComponent }

    private func write(to folder: String) throws {
        for file in files {
            let path = "\(folder)/\(file.path)"
            try FileManager.default.createDirectory(
                atPath: Self.parent(of: path), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        }
    }

    private static func wrap(_ path: String, _ body: () throws -> Void) throws(MakingError) {
        do {
            try body()
        } catch {
            throw .failed(path, reason: reason(error))
        }
    }

    /// The system's own words where there are any: Foundation's name the temporary file.
    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        guard let code = (underlying as? POSIXError)?.code ?? (error as? POSIXError)?.code else {
            return error.localizedDescription
        }
        return unsafe String(cString: strerror(code.rawValue))
    }
}

/// A folder in the making: all of it comes to stand at its place at once, or none.
///
/// It is written to `.<name>.oproep-<pid>` beside that, into which nobody else can look, and which is locked as long as we
/// live. Not placed, it goes again; when we are killed, the next run takes it away. What stood at the place goes only after
/// it was exchanged.
package struct SealedFolder: ~Copyable, Sendable {
    package let parent: ParentFolder
    package let files: NewFiles
    private let name: String
    /// As people wrote it, for messages.
    private let path: String
    private let temporaryName: String
    /// Who may look into it once it is there, as the user wants it of a new folder (umask).
    private let mode: UInt32
    private var isPlaced = false

    /// Without a `name` it is for entries of the parent itself, see `placeEntries`.
    package init(_ name: String, in parent: consuming ParentFolder, path: String) throws(DiskError) {
        try Self.removeLeftovers(of: name, in: parent)
        let temporaryName = "\(Self.prefix(of: name))\(Directory.processID)"
        let directory = try Self.create(temporaryName, in: parent.directory, path)
        mode = try DiskError.wrap(.create, path) { () throws(SystemError) in
            let mode = try directory.mode()
            try directory.setMode(0o700)
            return mode
        }
        files = NewFiles(directory, path: path)
        self.parent = parent
        self.name = name
        self.path = path
        self.temporaryName = temporaryName
    }

    deinit {
        if !isPlaced { try? parent.directory.removeTree(temporaryName) }
    }

    /// Where it is while it is in the making.
    package var temporaryPath: String { "\(parent.path)/\(temporaryName)" }

    /// Has all that was written on disk.
    package borrowing func synchronize() throws(DiskError) {
        try DiskError.wrap(.write, path) { () throws(SystemError) in try files.directory.synchronizeFileSystem() }
    }

    /// Puts all of it in its place. `replacing` a folder, that goes; otherwise there may be no more than an empty one.
    package consuming func place(replacing: Bool) throws(DiskError) {
        if replacing { try exchange() } else { try rename() }
        isPlaced = true
        try DiskError.wrap(.replace, path) { () throws(SystemError) in try parent.directory.synchronize() }
        // It is there. What cannot be taken away of the old one now, the next run tries again.
        if replacing { try? parent.directory.removeTree(temporaryName) }
    }

    /// Puts one file of it in its place, and lets the rest go. Otherwise than `replacing` a file, whose readers it keeps,
    /// nothing may be there.
    package consuming func place(
        file: String, replacing: Bool = false, for audience: SealedFile.Audience = .asUsual
    ) throws(DiskError) {
        let kind = try DiskError.wrap(.read, path) { () throws(SystemError) in try parent.directory.kind(of: name) }
        if kind != nil, !replacing { throw .occupied(path) }
        try DiskError.wrap(replacing ? .replace : .create, path) { () throws(SystemError) in
            let usual = kind == .file ? try parent.directory.mode(of: name) : mode & 0o666
            try files.directory.setMode(audience == .ownerAlone ? 0o600 : usual, of: file)
            try files.directory.synchronize(file)
            try files.directory.rename(file, to: name, in: parent.directory)
            try parent.directory.synchronize()
        }
    }

    /// Puts what stands straight in it in the parent, one by one in this order, where nothing may be. The parent stays the
    /// folder that it is: somebody may be in it. When one cannot be put there, none stay.
    package consuming func placeEntries(_ names: [String]) throws(DiskError) {
        var placed: [String] = []
        do throws(DiskError) {
            for name in names {
                let path = "\(path)/\(name)"
                let kind = try DiskError.wrap(.read, path) { () throws(SystemError) in
                    try parent.directory.kind(of: name)
                }
                if kind != nil { throw .occupied(path) }
                try DiskError.wrap(.create, path) { () throws(SystemError) in
                    try files.directory.rename(name, to: name, in: parent.directory)
                }
                placed.append(name)
            }
            try DiskError.wrap(.create, path) { () throws(SystemError) in try parent.directory.synchronize() }
        } catch {
            for name in placed { try? parent.directory.rename(name, to: name, in: files.directory) }
            throw error
        }
    }

    private borrowing func rename() throws(DiskError) {
        try DiskError.wrap(.create, path) { () throws(SystemError) in
            try files.directory.setMode(mode)
            try parent.directory.rename(temporaryName, to: name)
        }
    }

    private borrowing func exchange() throws(DiskError) {
        do throws(SystemError) {
            // Who may look into it stays as it was.
            try files.directory.setMode(Directory(name, in: parent.directory).mode())
            try parent.directory.exchange(temporaryName, with: name)
        } catch {
            throw error.isNotSupported ? .cannotExchange(path) : .failed(.replace, path, error)
        }
    }

    private static func create(
        _ name: String, in parent: borrowing Directory, _ path: String
    ) throws(DiskError) -> Directory {
        do throws(SystemError) {
            try parent.createDirectory(name)
        } catch {
            throw error.isAlreadyThere ? .inUse(path) : .failed(.create, path, error)
        }
        let directory = try DiskError.wrap(.create, path) { () throws(SystemError) in try Directory(name, in: parent) }
        guard directory.lock() else { throw .inUse(path) }
        return directory
    }

    // MARK: What killed runs left

    private static func prefix(of name: String) -> String { name.isEmpty ? ".oproep-" : ".\(name).oproep-" }

    /// Whether it is the name of a folder in the making, for the place called `name`.
    package static func isTemporary(_ entry: String, for name: String = "") -> Bool {
        let prefix = prefix(of: name)
        return entry.hasPrefix(prefix) && entry.dropFirst(prefix.count).allSatisfy(\.isNumber)
    }

    /// Takes away those that nobody holds the lock of: their process is dead.
    package static func removeLeftovers(of name: String, in parent: borrowing ParentFolder) throws(DiskError) {
        try DiskError.wrap(.read, parent.path) { () throws(SystemError) in
            for entry in try parent.directory.names() where isTemporary(entry, for: name) {
                guard try parent.directory.kind(of: entry) == .directory else { continue }
                if try Directory(entry, in: parent.directory).lock() { try? parent.directory.removeTree(entry) }
            }
        }
    }
}

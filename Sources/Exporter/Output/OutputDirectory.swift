/// A directory of letters in the making: all of them come to stand at the target at once, or none.
///
/// They are written to `.<name>.oproep-<pid>` beside it, into which nobody else can look, and which is locked as long as
/// we live. Not committed, that goes again; when we are killed, the next run takes it away. What stood at the target goes
/// only after it was exchanged.
struct OutputDirectory: ~Copyable {
    let files: OutputFiles
    private let target: OutputTarget
    private let parent: OutputParent
    private let temporaryName: String
    private let replacing: OutputTarget.Replacing
    /// Who may look into it once it is there, as the user wants it of a new directory (umask).
    private let mode: UInt32
    private var isCommitted = false

    /// Refuses at once what could not be replaced in the end.
    init(at target: OutputTarget, replacing: OutputTarget.Replacing = .ours) throws(OutputError) {
        let parent = try OutputParent(of: target)
        _ = try target.exists(in: parent.directory, replacing: replacing)
        try Self.removeLeftovers(of: target, in: parent.directory)
        let name = "\(Self.prefix(of: target))\(Directory.processID)"
        let directory = try Self.create(name, in: parent.directory, for: target)
        mode = try OutputError.wrap(.create, target.path) { () throws(SystemError) in
            let mode = try directory.mode()
            try directory.setMode(0o700)
            return mode
        }
        files = OutputFiles(directory, path: target.path)
        self.target = target
        self.parent = parent
        self.replacing = replacing
        temporaryName = name
    }

    deinit {
        if !isCommitted { try? parent.directory.removeTree(temporaryName) }
    }

    /// Puts what was written, which is what `parts` list, in the target's place.
    consuming func commit(_ letter: String, _ parts: [ManifestPart]) throws(OutputError) {
        try seal(letter, parts)
        try place()
    }

    /// Lists what was written, and has all of it on disk.
    borrowing func seal(_ letter: String, _ parts: [ManifestPart]) throws(OutputError) {
        try files.write(OutputManifest.json(letter: letter, parts), as: OutputManifest.fileName)
        try synchronize()
    }

    /// Has all that was written on disk.
    borrowing func synchronize() throws(OutputError) {
        try OutputError.wrap(.write, target.path) { () throws(SystemError) in
            try files.directory.synchronizeFileSystem()
        }
    }

    /// Puts what was sealed in the target's place.
    consuming func place() throws(OutputError) {
        // Again: it may have been edited since.
        let exists = try target.exists(in: parent.directory, replacing: replacing)
        if exists { try exchange() } else { try rename() }
        isCommitted = true
        try OutputError.wrap(.replace, target.path) { () throws(SystemError) in
            try parent.directory.synchronize()
        }
        // The letters are there. What cannot be taken away of the old ones now, the next run tries again.
        if exists { try? parent.directory.removeTree(temporaryName) }
    }

    /// Puts one file of it in the target's place, where nothing may be, and lets the rest go.
    consuming func place(file: String) throws(OutputError) {
        let kind = try OutputError.wrap(.read, target.path) { () throws(SystemError) in
            try parent.directory.kind(of: target.name)
        }
        if kind != nil { throw .occupied(target.path) }
        try OutputError.wrap(.create, target.path) { () throws(SystemError) in
            try files.directory.setMode(mode & 0o666, of: file)
            try files.directory.rename(file, to: target.name, in: parent.directory)
            try parent.directory.synchronize()
        }
    }

    /// Where it is while it is in the making.
    var temporaryPath: String { "\(target.parent)/\(temporaryName)" }

    private borrowing func rename() throws(OutputError) {
        try OutputError.wrap(.create, target.path) { () throws(SystemError) in
            try files.directory.setMode(mode)
            try parent.directory.rename(temporaryName, to: target.name)
        }
    }

    private borrowing func exchange() throws(OutputError) {
        do throws(SystemError) {
            // Who may look into it stays as it was.
            try files.directory.setMode(Directory(target.name, in: parent.directory).mode())
            try parent.directory.exchange(temporaryName, with: target.name)
        } catch {
            throw error.isNotSupported ? .cannotExchange(target.path) : .failed(.replace, target.path, error)
        }
    }

    private static func create(
        _ name: String, in parent: borrowing Directory, for target: OutputTarget
    ) throws(OutputError) -> Directory {
        do throws(SystemError) {
            try parent.createDirectory(name)
        } catch {
            throw error.isAlreadyThere ? .inUse(target.path) : .failed(.create, target.path, error)
        }
        let directory = try OutputError.wrap(.create, target.path) { () throws(SystemError) in
            try Directory(name, in: parent)
        }
        guard directory.lock() else { throw .inUse(target.path) }
        return directory
    }

    static func removeLeftovers(of target: OutputTarget) throws(OutputError) {
        let parent = try OutputParent(of: target)
        try removeLeftovers(of: target, in: parent.directory)
    }

    private static func prefix(of target: OutputTarget) -> String { ".\(target.name).oproep-" }

    /// Those that nobody holds the lock of: their process is dead.
    private static func removeLeftovers(
        of target: OutputTarget, in parent: borrowing Directory
    ) throws(OutputError) {
        let prefix = prefix(of: target)
        try OutputError.wrap(.read, target.parent) { () throws(SystemError) in
            for name in try parent.names() where name.hasPrefix(prefix) {
                guard name.dropFirst(prefix.count).allSatisfy(\.isNumber), try parent.kind(of: name) == .directory
                else { continue }
                if try Directory(name, in: parent).lock() { try? parent.removeTree(name) }
            }
        }
    }
}

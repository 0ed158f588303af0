package import Disk

/// A folder in the making, for a target that has rules: all of it comes to stand there, or none.
package struct OutputFolder: ~Copyable, Sendable {
    private let folder: SealedFolder
    private let target: OutputTarget
    private let replacing: OutputTarget.Replacing

    /// Refuses at once what could not be replaced in the end.
    init(at target: OutputTarget, replacing: OutputTarget.Replacing = .ours) throws(OutputError) {
        let parent = try OutputError.wrap { () throws(DiskError) in try ParentFolder(at: target.parent) }
        _ = try target.exists(in: parent.directory, replacing: replacing)
        do throws(DiskError) {
            folder = try SealedFolder(target.name, in: parent, path: target.path)
        } catch {
            throw .disk(error)
        }
        self.target = target
        self.replacing = replacing
    }

    /// For letters: `path` may not be in `sources`; `force` replaces whatever is there.
    package init(at path: String, protecting sources: [String], force: Bool) throws(LetterFailure) {
        do throws(OutputError) {
            try self.init(at: OutputTarget(path, sources: sources), replacing: force ? .anything : .ours)
        } catch {
            throw LetterFailure(error)
        }
    }

    /// For what is no letters. There may be nothing at `path` yet but an empty directory; it may not be in `sources`.
    package init(at path: String, protecting sources: [String]) throws(LetterFailure) {
        do throws(OutputError) {
            try self.init(at: OutputTarget(path, sources: sources), replacing: .nothing)
        } catch {
            throw LetterFailure(error)
        }
    }

    package var files: NewFiles { folder.files }

    /// The path of a file that another library writes, straight in the folder.
    package func temporaryPath(of name: String) -> String { "\(folder.temporaryPath)/\(name)" }

    /// Lists the letters that were written, and puts all of it in its place; see below.
    package consuming func commit(
        _ letter: String, _ parts: [ManifestPart],
        sealed: () throws(LetterFailure) -> Void = { () throws(LetterFailure) in }
    ) throws(LetterFailure) {
        do throws(DiskError) {
            try files.write(pieces: OutputManifest.json(letter: letter, parts), as: OutputManifest.fileName)
        } catch {
            throw LetterFailure(error)
        }
        try place(sealed: sealed)
    }

    /// Puts all of it in its place. `sealed` is done when all is on disk, just before; when it throws, nothing comes to
    /// stand there.
    package consuming func place(sealed: () throws(LetterFailure) -> Void) throws(LetterFailure) {
        try synchronize()
        try sealed()
        do throws(OutputError) {
            try place()
        } catch {
            throw LetterFailure(error)
        }
    }

    /// Puts one file that was written straight in the folder in its place, and nothing else.
    package consuming func place(file: String, sealed: () throws(LetterFailure) -> Void) throws(LetterFailure) {
        try synchronize()
        try sealed()
        do throws(DiskError) {
            try folder.place(file: file)
        } catch {
            throw LetterFailure(error)
        }
    }

    private consuming func place() throws(OutputError) {
        // Again: it may have been edited since.
        let exists = try target.exists(in: folder.parent.directory, replacing: replacing)
        do throws(DiskError) {
            try folder.place(replacing: exists)
        } catch {
            throw .disk(error)
        }
    }

    private func synchronize() throws(LetterFailure) {
        do throws(DiskError) {
            try folder.synchronize()
        } catch {
            throw LetterFailure(error)
        }
    }

    /// Takes away what a run for this path left behind that was killed.
    package static func removeLeftovers(at path: String) throws(LetterFailure) {
        do throws(OutputError) {
            let target = try OutputTarget(path)
            try OutputError.wrap { () throws(DiskError) in
                try SealedFolder.removeLeftovers(of: target.name, in: ParentFolder(at: target.parent))
            }
        } catch {
            throw LetterFailure(error)
        }
    }
}

import Disk

/// Files that come to stand in a folder: all of them, or none, and never in the place of anything.
struct NewFolder: Sendable {
    /// In the order in which they are written.
    let files: [NewFile]

    /// Makes the folder, at an absolute path where there is nothing yet, with those above it that are missing.
    func make(at path: String) throws(CreationError) {
        var components = path.split(separator: "/")
        var inside: [Substring] = []
        guard var name = components.popLast(), Directory.isFree(path) else { throw .exists(path) }
        // One rename must do: so what is renamed is the outermost folder that is not there yet.
        while let above = components.last, Directory.isFree(Self.path(components)) {
            inside.insert(name, at: 0)
            name = above
            components.removeLast()
        }
        let outermost = Self.path(components + [name])
        try wrap(outermost) { () throws(DiskError) in
            let folder = try SealedFolder(String(name), in: ParentFolder(at: Self.path(components)), path: outermost)
            for index in inside.indices { try folder.files.createFolder(inside[...index].joined(separator: "/")) }
            try write(to: folder.files, inside.map { "\($0)/" }.joined())
            try folder.synchronize()
            try folder.place(replacing: false)
        }
    }

    /// Puts the files in a folder that is there, and empty but for leftovers, which stays the one that it is: somebody
    /// may be in it.
    ///
    /// What stands directly in it is moved there one by one in the order of `files`, so that the last of them says that
    /// all are there.
    func fill(_ path: String) throws(CreationError) {
        try wrap(path) { () throws(DiskError) in
            let folder = try SealedFolder("", in: ParentFolder(at: path), path: path)
            try write(to: folder.files, "")
            try folder.synchronize()
            try folder.placeEntries(topNames)
        }
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

    private func write(to folder: NewFiles, _ prefix: String) throws(DiskError) {
        var made: Set<String> = []
        for file in files {
            let above = file.path.split(separator: "/").dropLast()
            for index in above.indices {
                let path = above[...index].joined(separator: "/")
                if made.insert(path).inserted { try folder.createFolder(prefix + path) }
            }
            try folder.write(file.bytes, as: prefix + file.path)
        }
    }

    private static func path(_ components: [Substring]) -> String { "/" + components.joined(separator: "/") }

    private func wrap(_ path: String, _ body: () throws(DiskError) -> Void) throws(CreationError) {
        do throws(DiskError) {
            try body()
        } catch {
            switch error {
            case .occupied(let path): throw .exists(path)
            case .inUse, .cannotExchange: throw .failed(path, reason: "another oproep is making it")
            case .failed(_, _, let cause): throw .failed(path, reason: cause.message)
            }
        }
    }
}

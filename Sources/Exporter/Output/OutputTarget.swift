internal import Disk

/// The directory that is to hold the letters, told from its path alone.
struct OutputTarget: Sendable {
    /// What may go for what is to stand there.
    enum Replacing: Sendable {
        /// Only what is empty.
        case nothing
        /// Exactly what `render` made.
        case ours
        /// Any directory that is not protected.
        case anything
    }

    /// As people wrote it, for messages.
    let path: String
    /// The directory it is in, and its name there.
    let parent: String
    let name: String

    /// `home` is that of the user. `sources` are the folders that the letters are made from.
    init(_ path: String, home: String? = Directory.home, sources: [String] = []) throws(OutputError) {
        self.path = path
        let real = Directory.realPath(path.isEmpty ? "." : path)
        if let real {
            let places: [(OutputError.Place, String?)] = [(.root, "/"), (.home, home), (.current, ".")]
            for case (let place, let protected?) in places {
                guard let protected = Directory.realPath(protected) else { continue }
                if protected == real || protected.hasPrefix(real + "/") { throw .protected(path, place) }
            }
        }
        var components = path.split(separator: "/")
        var isAbsolute = path.hasPrefix("/")
        if components.last == "." || components.last == ".." {
            // Has no name of its own; what it leads to has.
            guard let real else { throw .notADirectory(path) }
            components = real.split(separator: "/")
            isAbsolute = true
        }
        name = String(components.popLast() ?? "")
        let joined = (isAbsolute ? "/" : "") + components.joined(separator: "/")
        parent = joined.isEmpty ? "." : joined
        if ResolvedPath(path.isEmpty ? "." : path).touches(any: sources) { throw .protected(path, .sources) }
    }

    /// Whether there is something to replace. Throws when that must stay.
    func exists(in parent: borrowing Directory, replacing: Replacing) throws(OutputError) -> Bool {
        let kind = try Self.reading(path) { () throws(SystemError) in try parent.kind(of: name) }
        switch kind {
        case nil: return false
        case .some where replacing == .nothing && kind != .directory: throw .disk(.occupied(path))
        case .link: throw .symbolicLink(path)
        case .file, .other: throw .notADirectory(path)
        case .directory:
            switch replacing {
            case .anything: return true
            case .nothing:
                let isEmpty = try Self.reading(path) { () throws(SystemError) in
                    try Directory(name, in: parent).names().allSatisfy(OfficeLock.isLock)
                }
                if !isEmpty { throw .disk(.occupied(path)) }
                return true
            case .ours:
                let differences = try Self.reading(path) { () throws(SystemError) in
                    try Self.differences(in: Directory(name, in: parent))
                }
                guard let differences else { throw .notOurs(path) }
                if !differences.isEmpty { throw .edited(path, differences) }
                return true
            }
        }
    }

    private static func reading<Value>(
        _ path: String, _ body: () throws(SystemError) -> Value
    ) throws(OutputError) -> Value {
        try OutputError.wrap { () throws(DiskError) in try DiskError.wrap(.read, path, body) }
    }

    /// From what its manifest says, by name. Nil when it has none, unless it is empty.
    private static func differences(in directory: borrowing Directory) throws(SystemError) -> [OutputDifference]? {
        let all = try directory.names()
        // What is open in LibreOffice has a file of its own beside it, which goes when it is closed.
        let names = all.filter { !OfficeLock.isLock($0) }
        if names.isEmpty { return [] }
        guard names.contains(OutputManifest.fileName),
            let json = try directory.readFile(OutputManifest.fileName, limit: OutputManifest.maximumSize),
            let manifest = OutputManifest(json: json)
        else { return nil }
        let letters = Dictionary(manifest.letters.map { ($0.file, $0) }) { first, _ in first }
        var differences: [OutputDifference] = []
        for name in names where name != OutputManifest.fileName {
            guard let letter = letters[name] else {
                differences.append(OutputDifference(name: name, kind: .extra))
                continue
            }
            let isFile = try directory.kind(of: name) == .file
            let bytes = isFile ? try directory.readFile(name, limit: letter.bytes) : nil
            if bytes.map({ ContentHash(of: $0).hex }) != letter.sha256 {
                let isOpen = all.contains(OfficeLock.name(of: name))
                differences.append(OutputDifference(name: name, kind: isOpen ? .changedInOffice : .changed))
            }
        }
        let present = Set(names)
        differences += letters.keys.filter { !present.contains($0) }
            .map { OutputDifference(name: $0, kind: .missing) }
        return differences.sorted { $0.name < $1.name }
    }
}

extension OutputError {
    /// What the disk says of it.
    static func wrap<Value: ~Copyable>(_ body: () throws(DiskError) -> Value) throws(OutputError) -> Value {
        do throws(DiskError) {
            return try body()
        } catch {
            throw .disk(error)
        }
    }
}

/// A file in the making: it comes to stand at its path as a whole, or not at all.
///
/// It is written to `<name>.part` beside that. Not placed, it goes again; when we are killed, the next run for the same
/// path takes it away.
package struct SealedFile: ~Copyable, Sendable {
    /// Who may look into it.
    package enum Audience: Sendable {
        /// As the user wants it of a new file (umask); who could look into the file that it replaces, can again.
        case asUsual
        case ownerAlone
    }

    private let folder: Directory
    private let name: String
    private let path: String
    private let audience: Audience
    /// What a library has beside a file that it writes, by how their names end.
    private let sidecars: [String]
    private var isPlaced = false

    /// In a folder that is there.
    package init(at path: String, for audience: Audience = .asUsual, sidecars: [String] = []) throws(DiskError) {
        var components = path.split(separator: "/")
        let name = String(components.popLast() ?? "")
        let above = (path.hasPrefix("/") ? "/" : "") + components.joined(separator: "/")
        let folder = try DiskError.wrap(.read, path) { () throws(SystemError) in
            try Directory(path: above.isEmpty ? "." : above)
        }
        for ending in [""] + sidecars { folder.removeFile("\(name).part\(ending)") }
        try DiskError.wrap(.create, path) { () throws(SystemError) in
            try folder.createFile("\(name).part", [], mode: audience == .ownerAlone ? 0o600 : 0o666)
        }
        self.folder = folder
        (self.name, self.path, self.audience, self.sidecars) = (name, path, audience, sidecars)
    }

    deinit {
        if !isPlaced { for ending in [""] + sidecars { folder.removeFile("\(name).part\(ending)") } }
    }

    /// Where it is while it is in the making, for a library that writes it.
    package var temporaryPath: String { "\(path).part" }

    package borrowing func write(_ bytes: [UInt8]) throws(DiskError) {
        try DiskError.wrap(.write, path) { () throws(SystemError) in try folder.append(bytes, to: "\(name).part") }
    }

    /// Puts it in its place, on disk. Otherwise than `replacing` a file, nothing may be there.
    package consuming func place(replacing: Bool) throws(DiskError) {
        let kind = try DiskError.wrap(.read, path) { () throws(SystemError) in try folder.kind(of: name) }
        if kind != nil, !replacing { throw .occupied(path) }
        try DiskError.wrap(replacing ? .replace : .create, path) { () throws(SystemError) in
            let part = "\(name).part"
            if kind == .file, audience == .asUsual { try folder.setMode(folder.mode(of: name), of: part) }
            try folder.synchronize(part)
            try folder.rename(part, to: name)
        }
        isPlaced = true
        try DiskError.wrap(.write, path) { () throws(SystemError) in try folder.synchronize() }
    }
}

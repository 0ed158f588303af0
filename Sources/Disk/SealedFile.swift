/// A file in the making: it comes to stand at its path as a whole, or not at all.
///
/// It is written in a sealed folder beside that, for what a library has beside a file that it writes goes with it.
package struct SealedFile: ~Copyable, Sendable {
    /// Who may look into it.
    package enum Audience: Sendable {
        /// As the user wants it of a new file (umask); who could look into the file that it replaces, can again.
        case asUsual
        case ownerAlone
    }

    private let folder: SealedFolder
    private let name: String
    private let audience: Audience

    /// In a folder that is there.
    package init(at path: String, for audience: Audience = .asUsual) throws(DiskError) {
        var components = path.split(separator: "/")
        let name = String(components.popLast() ?? "")
        let above = (path.hasPrefix("/") ? "/" : "") + components.joined(separator: "/")
        let parent = above.isEmpty ? "." : above
        _ = try DiskError.wrap(.read, path) { () throws(SystemError) in try Directory(path: parent) }
        let folder = try SealedFolder(name, in: ParentFolder(at: parent), path: path)
        try folder.files.write([], as: name)
        self.folder = folder
        (self.name, self.audience) = (name, audience)
    }

    /// Where it is while it is in the making, for a library that writes it.
    package var temporaryPath: String { "\(folder.temporaryPath)/\(name)" }

    package borrowing func write(_ bytes: [UInt8]) throws(DiskError) { try folder.files.append(bytes, to: name) }

    /// Puts it in its place, on disk. Otherwise than `replacing` a file, nothing may be there.
    package consuming func place(replacing: Bool) throws(DiskError) {
        try folder.place(file: name, replacing: replacing, for: audience)
    }
}

import Foundation
package import Templating

/// The folder that people edit and keep in git: the one that holds `oproep.yaml`.
package struct WorkspaceDirectory: Hashable, Sendable {
    /// Absolute.
    package let path: String

    /// The workspace in this very folder.
    package init(at path: String) throws(Diagnostics) {
        self.path = Self.absolute(path)
        guard FileManager.default.fileExists(atPath: file(Settings.fileName).path) else {
            throw Diagnostics(.noWorkspace(path), at: Place(file: path))
        }
    }

    /// The workspace that a folder lies in: the nearest parent with `oproep.yaml`, itself included.
    package static func find(from path: String) -> WorkspaceDirectory? {
        var url = URL(fileURLWithPath: absolute(path))
        while true {
            if let found = try? WorkspaceDirectory(at: url.path) { return found }
            if url.path == "/" { return nil }
            url = url.deletingLastPathComponent()
        }
    }

    private static func absolute(_ path: String) -> String {
        let path = URL(fileURLWithPath: path).standardizedFileURL.path
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// A file by its path from the workspace.
    func file(_ name: String) -> DiskFile {
        DiskFile(path: "\(path)/\(name)", name: name)
    }

    /// A file by a path that people wrote, which may not lead out of the workspace.
    func file(inside name: String) throws(FileError) -> DiskFile {
        let file = file(name)
        let real = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
        let root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains(".."), real.hasPrefix(root + "/") else {
            throw FileError(.outsideWorkspace(name))
        }
        return file
    }

    func isFolder(_ name: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file(name).path)
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }

    /// The folders in `letters/` with a `letter.yaml`, in order.
    package var letterNames: [String] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/letters")) ?? []
        return folders.filter { !$0.hasPrefix(".") && file("letters/\($0)/\(LetterDefinition.fileName)").exists }
            .sorted()
    }

    /// The lists in `recipients/`, without their extension.
    package var listNames: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/recipients")) ?? []
        return files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
    }

    /// What `oproep.yaml` says, apart from any letter.
    package func settings() -> (settings: Settings?, diagnostics: Diagnostics) {
        var diagnostics = Diagnostics()
        let settings = Settings.read(self, diagnostics: &diagnostics)
        return (settings, diagnostics.inReadingOrder)
    }
}

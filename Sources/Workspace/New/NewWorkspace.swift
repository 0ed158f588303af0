import Disk
import Foundation

/// A workspace that was made: usable at once, and to be filled in.
package struct NewWorkspace: Sendable {
    /// Absolute.
    package let path: String
    /// What it holds.
    package let files: [String]

    /// Makes it in a folder that is empty or not there yet. The path is taken from `current` when it is not absolute.
    package static func make(at path: String, current: String) throws(CreationError) -> NewWorkspace {
        let url = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: current, isDirectory: true))
        let absolute = url.standardizedFileURL.path
        let folder = NewFolder(files: files)
        if Directory.isFree(absolute) {
            try folder.make(at: absolute)
        } else {
            try checkEmpty(absolute, namedAs: path)
            try folder.fill(absolute)
        }
        return NewWorkspace(path: absolute, files: files.map(\.path))
    }

    private static func checkEmpty(_ path: String, namedAs name: String) throws(CreationError) {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw .notAFolder(name)
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .failed(name, reason: "it may not be read by you")
        }
        let others = names.filter { !SealedFolder.isTemporary($0) }.sorted()
        if !others.isEmpty { throw .notEmpty(name, holds: others) }
    }

    /// The last is what makes a workspace of the folder.
    private static var files: [NewFile] {
        [
            NewFile(".gitignore", ignored),
            NewFile("letters/house-style.fodt", PackageResources.house_style_fodt),
            NewFile("recipients/voorbeeld.csv", recipients),
            NewFile(Settings.fileName, settings),
        ]
    }
}

import Foundation

/// How one file is found from another.
enum RelativePath {
    static func from(folderOf file: String, to target: String) -> String {
        let folder = URL(filePath: file).standardizedFileURL.deletingLastPathComponent().pathComponents
        let target = URL(filePath: target).standardizedFileURL.pathComponents
        let shared = zip(folder, target).prefix { $0 == $1 }.count
        let up = Array(repeating: "..", count: folder.count - shared)
        return (up + target[shared...]).joined(separator: "/")
    }
}

package import Foundation
import Testing

/// A folder for a test, which goes with it.
package final class TestFolder: Sendable {
    package let root: URL

    package init() throws {
        root = Self.place()
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: false)
    }

    /// A copy of what is in another.
    package init(copying other: TestFolder) throws {
        root = Self.place()
        try FileManager.default.copyItem(at: other.root, to: root)
    }

    /// With the sample workspace of this repository in it.
    package static func sample() throws -> TestFolder {
        let folder = try TestFolder()
        try Repository.copySample(to: folder.root)
        return folder
    }

    /// With only the house style of the sample in it, for other letters.
    package static func withHouseStyle() throws -> TestFolder {
        let folder = try TestFolder()
        let style = "letters/house-style.fodt"
        try folder.write(Array(Data(contentsOf: Repository.root.appending(path: style))), as: style)
        return folder
    }

    /// Runs a body in a folder that is gone afterwards.
    package static func withURL<Result>(_ body: (_ folder: URL) throws -> Result) throws -> Result {
        let folder = try TestFolder()
        return try withExtendedLifetime(folder) { try body(folder.root) }
    }

    package static func withPath<Result>(_ body: (_ path: String) throws -> Result) throws -> Result {
        try withURL { try body($0.path) }
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    private static func place() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "oproep-\(UUID().uuidString)")
    }

    package var path: String { root.path }

    package func path(_ name: String) -> String { root.appending(path: name).path }

    // MARK: Files

    /// The text of a file; empty when it is not there. What is written is put in a folder that is made for it.
    package subscript(name: String) -> String {
        get { (try? String(contentsOf: root.appending(path: name), encoding: .utf8)) ?? "" }
        set { try? write(Array(newValue.utf8), as: name) }
    }

    package func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: name))) }

    package func write(_ bytes: [UInt8], as name: String) throws {
        let file = root.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Changes a part of a file, which must be there.
    package func replace(_ part: String, with other: String, in name: String) throws {
        try #require(self[name].contains(part), "'\(part)' is not in \(name)")
        self[name] = self[name].replacing(part, with: other)
    }
}

/// Gives the path of a file that holds these bytes, for as long as `body` runs.
package func withFile<Result>(of bytes: [UInt8], _ body: (_ path: String) throws -> Result) throws -> Result {
    let folder = try TestFolder()
    try folder.write(bytes, as: "file")
    return try withExtendedLifetime(folder) { try body(folder.path("file")) }
}

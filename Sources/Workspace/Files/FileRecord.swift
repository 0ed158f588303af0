internal import Synchronization

/// The files that were read for a letter, with their bytes as they were then: what it was made from.
final class FileRecord: Sendable {
    private let files = Mutex([String: [UInt8]]())

    /// By their names as people see them, from the workspace.
    var contents: [String: [UInt8]] { files.withLock { $0 } }

    func add(_ bytes: [UInt8], as name: String) { files.withLock { $0[name] = bytes } }
}

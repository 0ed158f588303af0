internal import FoundationEssentials
internal import Glibc

/// A folder on a memory file system, so that no disk is measured.
struct MemoryFolder {
    let path: String
    let isInMemory: Bool

    /// The letters of all rows, and as much again for the machine.
    private static let neededBytes = 4_000_000_000 as UInt64

    /// Removes it afterwards, whatever happens.
    static func with(_ body: (MemoryFolder) throws -> Void) throws {
        let folder = try MemoryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        try body(folder)
    }

    private init() throws {
        isInMemory = Self.freeBytes("/dev/shm") >= Self.neededBytes
        let parent = isInMemory ? "/dev/shm" : FileManager.default.temporaryDirectory.path
        path = "\(parent)/oproep-benchmark-\(getpid())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    private static func freeBytes(_ path: String) -> UInt64 {
        var status = statvfs()
        guard unsafe access(path, W_OK) == 0, unsafe statvfs(path, &status) == 0 else { return 0 }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }
}

internal import Foundation
internal import Glibc

/// A file beside the registry with what the mail server said of the message that was offered last. It is on the disk
/// before the registry has it: however long another writes to that, or whenever we are killed, it is not forgotten.
package final class OutcomeFile: Sendable {
    package let path: String
    private let file: Int32

    static func path(of registry: String) -> String { "\(registry)-outcome" }

    /// Makes it with all the room that it takes, so that a disk that fills up does not matter.
    init(of registry: String) throws(RegistryError) {
        path = Self.path(of: registry)
        file = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, PrivateFile.mode)
        // What is in it is older than all that is offered from here on, and was taken in.
        guard file >= 0, write(Array(repeating: UInt8(ascii: " "), count: KeptOutcome.block)) else { throw failure }
        let folder = unsafe open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(folder) }
        if fsync(folder) != 0 { throw failure }
    }

    deinit {
        if file >= 0 { close(file) }
    }

    private var failure: RegistryError {
        .failed("'\(path)', for what the mail server says, cannot be written: is there room, and who may write there?")
    }

    /// It is on the disk when this returns.
    package func keep(_ outcome: Claim.Outcome, by author: Author) throws(RegistryError) {
        guard let bytes = try? KeptOutcome(outcome, by: author).bytes, write(bytes) else { throw failure }
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        unsafe pwrite(file, bytes, bytes.count, 0) == bytes.count && fdatasync(file) == 0
    }

    /// When the registry has all of it.
    package func remove() { unsafe unlink(path) }

    /// What a run that came to no end left. Nil when there is nothing, or it was not written to its end.
    static func read(of registry: String) -> KeptOutcome? {
        (try? Data(contentsOf: URL(filePath: path(of: registry)))).flatMap { KeptOutcome(Array($0.prefix(1_000_000))) }
    }

    static func remove(of registry: String) { unsafe unlink(path(of: registry)) }
}

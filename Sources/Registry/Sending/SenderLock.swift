internal import Foundation
internal import Glibc

/// Held by the one who sends, of all who use the registries in a folder: whoever has it knows that nobody else is
/// offering anything.
///
/// It goes with the process, however that ends. It is a lock on the folder, because closing a second descriptor of
/// SQLite's file takes SQLite's own locks away (https://www.sqlite.org/howtocorrupt.html §2.2).
package struct SenderLock: ~Copyable {
    private let folder: Int32

    init(on folder: String) throws(RegistryError) {
        self.folder = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if self.folder < 0 { throw .failed("the folder of the registry, \(folder), cannot be read") }
        if flock(self.folder, LOCK_EX | LOCK_NB) != 0 {
            close(self.folder)
            throw .refused("another oproep is sending, or settles what was sent: wait until it is done")
        }
    }

    deinit {
        close(folder)
    }
}

extension Registry {
    /// Refuses when another has it.
    package func senderLock() throws(RegistryError) -> SenderLock { try SenderLock(on: folder) }
}

internal import Foundation
internal import Glibc

/// Held by the one who sends, of all who use a registry: whoever has it knows that nobody else is offering anything.
///
/// It goes with the process, however that ends.
package struct SenderLock: ~Copyable {
    private let file: Int32

    init(beside registry: String) throws(RegistryError) {
        let path = "\(registry)-sender"
        file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if file < 0 { throw .failed("'\(path)' cannot be opened: who may write in its folder?") }
        if flock(file, LOCK_EX | LOCK_NB) != 0 {
            close(file)
            throw .refused("another oproep is sending, or looks for what was sent: wait until it is done")
        }
    }

    deinit {
        close(file)
    }
}

extension Registry {
    /// Refuses when another has it.
    package func senderLock() throws(RegistryError) -> SenderLock { try SenderLock(beside: path) }
}

internal import Disk
internal import Glibc

/// LibreOffice as Linux knows it: a program that starts another, which may live on without it. A group of processes is
/// ours by its number, when it began, and who runs it; what a process has among its arguments proves nothing.
struct OfficeGroup: Equatable, Sendable {
    /// The process that it began with, which gives the group its number.
    private let leader: pid_t
    /// In ticks since the system began.
    private let start: UInt64

    private static let prefix = "group-"

    /// Nil when this process is gone.
    init?(leader: pid_t) {
        guard let entry = try? Self.entry(leader) else { return nil }
        (self.leader, start) = (leader, entry.start)
    }

    /// By the name under which it was noted; nil for any other name.
    init?(name: String) {
        let parts = name.dropFirst(Self.prefix.count).split(separator: "-")
        guard name.hasPrefix(Self.prefix), parts.count == 2, let leader = pid_t(parts[0]), leader > 1,
            let start = UInt64(parts[1])
        else { return nil }
        (self.leader, self.start) = (leader, start)
    }

    /// Under which it is noted in the folder where it works, for a next run to find.
    var name: String { "\(Self.prefix)\(leader)-\(start)" }

    /// Ends all of its processes: they are gone when this returns. Not when the system does not let them go, such as one
    /// that waits for a disk; then it throws their numbers.
    func end() throws(Remaining) {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let found: [pid_t]
            do throws(SystemError) {
                found = try processes()
            } catch {
                throw Remaining(processes: [leader])
            }
            if found.isEmpty { return }
            if ContinuousClock.now > deadline { throw Remaining(processes: found) }
            for process in found { kill(process, SIGKILL) }
            // Whose children they are not, cannot wait for them in another way.
            usleep(10_000)
        }
    }

    struct Remaining: Error {
        let processes: [Int32]
    }

    private static let patience = Duration.seconds(10)

    /// Those that have not ended.
    private func processes() throws(SystemError) -> [pid_t] {
        // A number is given again when its whole group is gone.
        if let entry = try Self.entry(leader), entry.start != start { return [] }
        let all = try Directory(path: "/proc")
        return try all.names().compactMap { pid_t($0) }.filter { process in
            guard let entry = try? Self.entry(process) else { return false }
            return entry.group == leader && entry.start >= start && entry.isOurs && !entry.hasEnded
        }
    }

    // MARK: What Linux tells of a process (proc(5))

    private struct Entry {
        let group: pid_t
        let start: UInt64
        let hasEnded: Bool
        let isOurs: Bool
    }

    /// Nil when there is no such process.
    private static func entry(_ process: pid_t) throws(SystemError) -> Entry? {
        let folder: Directory
        do throws(SystemError) {
            folder = try Directory(path: "/proc/\(process)")
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        guard let bytes = (try? folder.readFile("stat", limit: 4096)) ?? nil,
            let end = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        // After the name, which may hold anything: state, parent, group, …; the 22nd of all is when it began.
        let fields = bytes[(end + 1)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        guard fields.count > 19, let group = pid_t(fields[2]), let start = UInt64(fields[19]) else { return nil }
        return Entry(
            group: group, start: start, hasEnded: ["Z", "X", "x"].contains(fields[0]), isOurs: folder.isOurs)
    }

    // MARK: Sockets

    /// Takes away the socket that LibreOffice puts in /tmp, wherever it works, and leaves there when it is killed. Its name
    /// tells the profile.
    static func removeSocket(ofProfile path: String) {
        let url = "file://\(LibreOffice.encoded(path))"
        let bytes = url.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        // LibreOffice writes a byte below 16 as one digit.
        let digits = ChecksumAlgorithm.md5.bytes(of: bytes).map { String($0, radix: 16) }.joined()
        guard let place = try? Directory(path: "/tmp") else { return }
        place.removeFile("OSL_PIPE_\(geteuid())_SingleOfficeIPC_\(digits)")
    }
}

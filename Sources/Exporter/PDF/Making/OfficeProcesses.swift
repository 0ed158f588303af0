internal import Glibc

/// LibreOffice as Linux knows it: a program that starts another, which may live on without it.
enum OfficeProcesses {
    /// Ends all that have their profile at a path, or in that folder: they are gone when this returns.
    static func end(in profile: String) {
        let argument = LibreOffice.profileOption + "file://" + LibreOffice.encoded(profile)
        while true {
            let found = processes(with: argument)
            if found.isEmpty { return }
            for process in found { kill(process, SIGKILL) }
            // Whose children they are not, cannot wait for them in another way.
            usleep(10_000)
        }
    }

    /// Takes away the sockets through which nobody can be reached any more: LibreOffice puts one in /tmp, wherever it
    /// works, and leaves it there when it is killed.
    static func removeDeadSockets() {
        guard let place = try? Directory(path: "/tmp"), let names = try? place.names(),
            let network = try? Directory(path: "/proc/net"),
            let bytes = try? network.readFile("unix", limit: 1 << 20)
        else { return }
        let alive = String(decoding: bytes, as: UTF8.self)
        for name in names where name.hasPrefix("OSL_PIPE_\(geteuid())_") && !alive.contains("/tmp/\(name)") {
            place.removeFile(name)
        }
    }

    /// The dead that nobody has buried yet have no arguments any more.
    private static func processes(with argument: String) -> [pid_t] {
        guard let all = try? Directory(path: "/proc"), let names = try? all.names() else { return [] }
        return names.compactMap { pid_t($0) }.filter { process in
            guard let folder = try? Directory("\(process)", in: all),
                let arguments = try? folder.readFile("cmdline", limit: 4096)
            else { return false }
            return arguments.split(separator: 0).contains {
                $0.elementsEqual(argument.utf8) || $0.starts(with: "\(argument)/".utf8)
            }
        }
    }
}

import ArgumentParser
import Disk
import Registry
import Workspace

extension WorkspaceDirectory {
    /// What nothing is ever written among: what letters are made from, and the registry with the files that SQLite has
    /// beside it.
    func protected(_ registry: Registry) -> [String] {
        sources + ["", "-wal", "-shm", "-journal"].map { registry.path + $0 }
    }

    /// Ends the command when a file or folder would be written there.
    func requireOutside(_ path: String, _ registry: Registry) throws {
        guard ResolvedPath(path).touches(any: protected(registry)) else { return }
        Console.note(
            "error: '\(path)' lies among what the letters are made from, or in the folder of the registry: name another place"
        )
        throw ExitCode.refused
    }
}

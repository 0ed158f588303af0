internal import Foundation

/// Whether a folder lies on another computer, where SQLite's locks and shared memory do not hold
/// (https://www.sqlite.org/wal.html §1: "WAL does not work over a network filesystem").
enum NetworkDrive {
    /// As Linux names them; those of FUSE with what makes them.
    private static let kinds: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "ncpfs", "coda", "lustre", "gpfs", "beegfs",
        "davfs",
        "fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph", "fuse.rclone", "fuse.s3fs",
        "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.onedriver",
    ]

    /// `nfs4`; nil for a disk of this computer, or where nobody tells.
    static func kind(of folder: String) -> String? {
        guard let table = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else { return nil }
        return kind(of: URL(filePath: folder).resolvingSymlinksInPath().path, mounts: table)
    }

    /// `mounts` is as proc_pid_mountinfo(5) has it.
    static func kind(of folder: String, mounts: String) -> String? {
        var found: (point: String, kind: String)?
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 6, let dash = fields[6...].firstIndex(of: "-"), dash + 1 < fields.count else {
                continue
            }
            let point = unescaped(fields[4])
            let holds = point == "/" || folder == point || folder.hasPrefix(point + "/")
            // The last of those at one place lies on top.
            if holds, point.count >= found?.point.count ?? 0 { found = (point, String(fields[dash + 1])) }
        }
        return found.map(\.kind).flatMap { kinds.contains($0) ? $0 : nil }
    }

    /// Space, tab, line feed and backslash stand there in octal.
    private static func unescaped(_ text: Substring) -> String {
        ["\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"].reduce(String(text)) {
            $0.replacing($1.key, with: $1.value)
        }
    }
}

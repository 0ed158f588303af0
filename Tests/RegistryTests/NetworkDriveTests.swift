import Testing

@testable import Registry

@Suite("Network drives")
struct NetworkDriveTests {
    private static let mounts = """
        22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
        40 22 0:35 / /mnt/team rw shared:2 master:1 - nfs4 server:/team rw
        41 40 0:36 / /mnt/team/local rw - ext4 /dev/vdb rw
        42 22 0:37 / /mnt/G\\040schijf rw - cifs //server/g rw
        43 22 0:38 / /mnt/ssh rw - fuse.sshfs me@server: rw
        44 22 0:39 / /mnt/usb rw - fuseblk /dev/sdb1 rw
        """

    @Test(
        "A folder is on what is mounted nearest above it",
        arguments: [
            ("/home/jan", nil), ("/mnt/team", "nfs4"), ("/mnt/team/brieven", "nfs4"), ("/mnt/teams", nil),
            ("/mnt/team/local/x", nil), ("/mnt/G schijf/brieven", "cifs"), ("/mnt/ssh", "fuse.sshfs"),
            ("/mnt/usb/x", nil),
        ] as [(String, String?)])
    func kind(folder: String, kind: String?) {
        #expect(NetworkDrive.kind(of: folder, mounts: Self.mounts) == kind)
    }
}

/// How much of a ZIP is read.
package struct ZIPLimits: Sendable {
    package var members: Int
    /// Of its directory, in bytes: 160 for each of 800,000 members.
    package var directory = 128_000_000
    /// What all members together may unpack to for each byte of the ZIP: text, in reason. Deflate itself goes up to 1,032
    /// times.
    package var ratio = 200
    /// What they may unpack to besides.
    package var free = 100_000_000

    /// As many members as there can be without ZIP64.
    package static let usual = ZIPLimits(members: 65_534)

    package init(members: Int) {
        self.members = members
    }
}

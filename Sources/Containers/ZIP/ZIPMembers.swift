/// A small package as a whole, such as a letter in ODF.
package enum ZIPMembers {
    /// All its files, in the order of its directory. `limit` is for all of them together, unpacked.
    package static func members(of bytes: [UInt8], limit: Int) throws(ZIPError) -> [(name: String, bytes: [UInt8])] {
        var reader = try ZIPFileReader(bytes, name: "ZIP")
        var room = limit
        var members: [(name: String, bytes: [UInt8])] = []
        for entry in reader.entries {
            let contents = try reader.bytes(of: entry, limit: room)
            room -= contents.count
            members.append((reader.path(of: entry), contents))
        }
        return members
    }

    /// Whether two packages hold the same files, however these are compressed; no more than `limit` of each.
    package static func areSame(_ one: [UInt8], _ other: [UInt8], limit: Int = 100_000_000) -> Bool {
        if one == other { return true }
        guard let one = try? members(of: one, limit: limit).sorted(by: { $0.name < $1.name }),
            let other = try? members(of: other, limit: limit).sorted(by: { $0.name < $1.name })
        else { return false }
        return one.count == other.count && zip(one, other).allSatisfy { $0.name == $1.name && $0.bytes == $1.bytes }
    }
}

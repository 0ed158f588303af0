/// A small package as a whole, such as a letter in ODF.
enum ZIPMembers {
    /// All its files, in the order of its directory. `limit` is for all of them together, unpacked.
    static func members(of bytes: [UInt8], limit: Int) throws(ZIPError) -> [(name: String, bytes: [UInt8])] {
        var reader = try ZIPFileReader(bytes, name: "ZIP")
        var room = limit
        var members: [(name: String, bytes: [UInt8])] = []
        for entry in reader.entries {
            let contents = try reader.bytes(of: entry, limit: room)
            room -= contents.count
            members.append((entry.path, contents))
        }
        return members
    }
}

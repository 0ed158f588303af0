/// A folder of a bag, with the files that are straight in it.
struct BagFolder: Sendable {
    /// From the bag's own folder.
    let path: String
    let files: [(entry: BagEntry, bytes: [UInt8])]

    /// Of names and what is in them.
    init(_ path: String, _ files: [(name: String, bytes: [UInt8])]) {
        self.path = path
        self.files = files.map { (BagEntry($0.bytes, as: "\(path)/\($0.name)"), $0.bytes) }
    }
}

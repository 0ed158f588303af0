/// A folder of a bag, with the files that are straight in it.
struct BagFolder: Sendable {
    /// From the bag's own folder.
    let path: String
    let files: [(entry: BagEntry, bytes: [UInt8])]
}

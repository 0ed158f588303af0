/// A file to be made: its path from the folder that it is made in, and all that is to be in it.
struct NewFile: Hashable, Sendable {
    let path: String
    let bytes: [UInt8]

    init(_ path: String, _ bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    init(_ path: String, _ text: String) {
        self.init(path, Array(text.utf8))
    }
}

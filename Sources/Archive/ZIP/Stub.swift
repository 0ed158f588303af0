struct ZIPError: Error { let message: String }
struct ZIPFileWriter: ~Copyable {
    init(path: String) throws(ZIPError) {}
    mutating func add(_ path: String, _ bytes: [UInt8]) throws(ZIPError) {}
    consuming func finish() throws(ZIPError) {}
}
struct ZIPFileReader: ~Copyable {
    struct Entry { let path: String; let size: Int }
    let entries: [Entry]
    init(path: String) throws(ZIPError) { entries = [] }
    mutating func bytes(of entry: Entry, limit: Int) throws(ZIPError) -> [UInt8] { [] }
    mutating func read(_ entry: Entry, _ body: ([UInt8]) throws -> Void) throws { }
}

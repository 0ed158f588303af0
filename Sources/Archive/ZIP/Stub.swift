struct ZIPError: Error { let message: String }
struct ZIPFileWriter: ~Copyable {
    init(path: String) throws(ZIPError) {}
    mutating func add(_ path: String, _ bytes: [UInt8]) throws(ZIPError) {}
    consuming func finish() throws(ZIPError) {}
}

/// The tables of a TrueType font (OpenType 1.9), whatever is in the file.
struct SFNTTables {
    private let file: [UInt8]

    init(_ file: [UInt8]) { self.file = file }

    subscript(_ tag: String) -> Range<Int>? {
        guard let count = number(at: 4, 2) else { return nil }
        for record in stride(from: 12, to: 12 + count * 16, by: 16) {
            guard record + 16 <= file.count else { return nil }
            guard file[record..<record + 4].elementsEqual(tag.utf8) else { continue }
            guard let offset = number(at: record + 8, 4), let length = number(at: record + 12, 4),
                offset + length <= file.count
            else { return nil }
            return offset..<offset + length
        }
        return nil
    }

    /// Big-endian; nil beyond the end.
    func number(at start: Int, _ count: Int) -> Int? {
        guard start >= 0, start + count <= file.count else { return nil }
        return file[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
    }

    func areEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool { file[one] == file[other] }
}

/// The outlines in a TrueType font, as far as is needed to tell a missing glyph: PDF has the right text for it, so that
/// reading the text back does not show that a box was printed.
struct TrueTypeGlyphs {
    private let file: [UInt8]
    private let outlines: [Range<Int>]

    /// Nil when the tables are not as the OpenType specification (1.9) has them.
    init?(_ file: [UInt8]) {
        self.file = file
        guard let head = Self.table("head", file), let maximum = Self.table("maxp", file),
            let locations = Self.table("loca", file), let glyphs = Self.table("glyf", file),
            let format = Self.number(file, head.lowerBound + 50, 2),
            let count = Self.number(file, maximum.lowerBound + 4, 2)
        else { return nil }
        var outlines: [Range<Int>] = []
        var start: Int?
        for index in 0...count {
            // Short offsets are in units of two bytes.
            let size = format == 0 ? 2 : 4
            guard let offset = Self.number(file, locations.lowerBound + index * size, size) else { return nil }
            let end = glyphs.lowerBound + (format == 0 ? 2 * offset : offset)
            if let start {
                guard start <= end, end <= glyphs.upperBound else { return nil }
                outlines.append(start..<end)
            }
            start = end
        }
        self.outlines = outlines
    }

    /// Whether a character is drawn as glyph 0, that of characters that are not there. Glyph 0 itself is in every font;
    /// LibreOffice puts a copy of it in the part of a font that it embeds when it is used.
    var drawsMissing: Bool {
        guard let missing = outlines.first, !missing.isEmpty else { return false }
        return outlines.dropFirst().contains { $0.count == missing.count && file[$0] == file[missing] }
    }

    private static func table(_ tag: String, _ file: [UInt8]) -> Range<Int>? {
        guard let count = number(file, 4, 2) else { return nil }
        for record in stride(from: 12, to: 12 + count * 16, by: 16) {
            guard record + 16 <= file.count else { return nil }
            guard file[record..<record + 4].elementsEqual(tag.utf8) else { continue }
            guard let offset = number(file, record + 8, 4), let length = number(file, record + 12, 4),
                offset + length <= file.count
            else { return nil }
            return offset..<offset + length
        }
        return nil
    }

    /// Big-endian; nil beyond the end.
    private static func number(_ file: [UInt8], _ start: Int, _ count: Int) -> Int? {
        guard start >= 0, start + count <= file.count else { return nil }
        return file[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
    }
}

/// The outlines in a TrueType font, as far as is needed to tell a missing glyph: the PDF has the right text for it, so
/// that reading the text back does not show that a box was printed.
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

    /// Whether a glyph is that of characters that are not there: glyph 0, which is in every font, or the copy of it that
    /// LibreOffice puts in the part of a font that it embeds.
    func isMissing(_ glyph: Int) -> Bool {
        guard outlines.indices.contains(glyph), let missing = outlines.first, !missing.isEmpty else { return false }
        return outlines[glyph].count == missing.count && file[outlines[glyph]] == file[missing]
    }

    /// Whether nothing is drawn.
    func isBlank(_ glyph: Int) -> Bool { !outlines.indices.contains(glyph) || outlines[glyph].isEmpty }

    /// The glyph of a code of a simple font, by the map of one byte for each code that LibreOffice writes (`cmap`, format 0).
    /// Where there is none, codes count glyphs.
    func glyph(of code: Int) -> Int {
        guard let map = Self.table("cmap", file), let count = Self.number(file, map.lowerBound + 2, 2) else {
            return code
        }
        for record in 0..<count {
            guard let offset = Self.number(file, map.lowerBound + 8 + 8 * record, 4),
                Self.number(file, map.lowerBound + offset, 2) == 0, (0..<256).contains(code)
            else { continue }
            return Self.number(file, map.lowerBound + offset + 6 + code, 1) ?? code
        }
        return code
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

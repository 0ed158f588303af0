/// The outlines in a TrueType font, as far as is needed to tell a missing glyph: the PDF has the right text for it, so
/// that reading the text back does not show that a box was printed.
struct TrueTypeGlyphs {
    private let tables: SFNTTables
    private let outlines: [Range<Int>]

    /// Nil when the tables are not as the OpenType specification (1.9) has them.
    init?(_ file: [UInt8]) {
        let tables = SFNTTables(file)
        self.tables = tables
        guard let head = tables["head"], let maximum = tables["maxp"],
            let locations = tables["loca"], let glyphs = tables["glyf"],
            let format = tables.number(at: head.lowerBound + 50, 2),
            let count = tables.number(at: maximum.lowerBound + 4, 2)
        else { return nil }
        var outlines: [Range<Int>] = []
        var start: Int?
        for index in 0...count {
            // Short offsets are in units of two bytes.
            let size = format == 0 ? 2 : 4
            guard let offset = tables.number(at: locations.lowerBound + index * size, size) else { return nil }
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
        return outlines[glyph].count == missing.count && tables.areEqual(outlines[glyph], missing)
    }

    /// Whether nothing is drawn.
    func isBlank(_ glyph: Int) -> Bool { !outlines.indices.contains(glyph) || outlines[glyph].isEmpty }

    /// The glyph of a code of a simple font, by the map of one byte for each code that LibreOffice writes (`cmap`, format 0).
    /// Where there is none, codes count glyphs.
    func glyph(of code: Int) -> Int {
        guard let map = tables["cmap"], let count = tables.number(at: map.lowerBound + 2, 2) else {
            return code
        }
        for record in 0..<count {
            guard let offset = tables.number(at: map.lowerBound + 8 + 8 * record, 4),
                tables.number(at: map.lowerBound + offset, 2) == 0, (0..<256).contains(code)
            else { continue }
            return tables.number(at: map.lowerBound + offset + 6 + code, 1) ?? code
        }
        return code
    }
}

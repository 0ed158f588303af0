/// A TrueType font as far as PDF/UA asks of it: which glyph a code has, and how wide it is (OpenType 1.9).
struct SFNTFile {
    struct CharacterMap {
        let platform: Int
        let encoding: Int
        fileprivate let start: Int
    }

    private let tables: SFNTTables
    let glyphCount: Int
    private let unitsPerEm: Int
    private let metrics: Range<Int>
    private let metricCount: Int
    let maps: [CharacterMap]

    /// Nil when its tables are not as they must be.
    init?(_ file: [UInt8]) {
        let tables = SFNTTables(file)
        self.tables = tables
        guard let head = tables["head"], let header = tables["hhea"],
            let maximum = tables["maxp"], let metrics = tables["hmtx"],
            let units = tables.number(at: head.lowerBound + 18, 2), units > 0,
            let metricCount = tables.number(at: header.lowerBound + 34, 2), metricCount > 0,
            let glyphCount = tables.number(at: maximum.lowerBound + 4, 2), metrics.count >= 4 * metricCount
        else { return nil }
        (self.metrics, self.metricCount, self.glyphCount, unitsPerEm) = (metrics, metricCount, glyphCount, units)
        let map = tables["cmap"]
        let count = map.flatMap { tables.number(at: $0.lowerBound + 2, 2) } ?? 0
        maps = (0..<count).compactMap { index in
            guard let map, let platform = tables.number(at: map.lowerBound + 4 + 8 * index, 2),
                let encoding = tables.number(at: map.lowerBound + 6 + 8 * index, 2),
                let offset = tables.number(at: map.lowerBound + 8 + 8 * index, 4)
            else { return nil }
            return CharacterMap(platform: platform, encoding: encoding, start: map.lowerBound + offset)
        }
    }

    /// In thousandths of the size.
    func width(of glyph: Int) -> Double? {
        let start = metrics.lowerBound + 4 * min(glyph, metricCount - 1)
        return tables.number(at: start, 2).map { Double($0) * 1000 / Double(unitsPerEm) }
    }

    /// In formats 0, 4 and 6; 0 when it has none.
    func glyph(of code: Int, in map: CharacterMap) -> Int {
        let number = { tables.number(at: map.start + $0, 2) ?? 0 }
        switch number(0) {
        case 0: return code < 256 ? tables.number(at: map.start + 6 + code, 1) ?? 0 : 0
        case 6:
            let index = code - number(6)
            return (0..<number(8)).contains(index) ? number(10 + 2 * index) : 0
        case 4:
            let size = number(6)
            for offset in stride(from: 0, to: size, by: 2) where number(14 + offset) >= code {
                let first = number(16 + size + offset)
                guard first <= code else { return 0 }
                let (delta, place) = (number(16 + 2 * size + offset), 16 + 3 * size + offset)
                if number(place) == 0 { return (code + delta) & 0xFFFF }
                let glyph = number(place + number(place) + 2 * (code - first))
                return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF
            }
            return 0
        default: return 0
        }
    }
}

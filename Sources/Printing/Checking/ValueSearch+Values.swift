extension ValueSearch {
    /// The place of a value; nil when it is not on the pages, or a part of something else.
    func place(of value: LetterText.Value, in flow: Int) -> Found? {
        let units = places[flow][value.range].compactMap(\.self)
        guard units.count == value.range.count, let first = units.first,
            !units.contains(where: { altered.contains($0.key) })
        else { return nil }
        let glyphs = units.map(glyph)
        var lineCount = 1
        for index in units.indices.dropFirst() {
            let (before, after) = (glyphs[index - 1], glyphs[index])
            let isOnOtherLine = abs(before.baseline - after.baseline) > max(before.size, after.size) * 0.9
            if isOnOtherLine || units[index].page != units[index - 1].page { lineCount += 1 }
        }
        var box = glyphs[0].box
        for (unit, glyph) in zip(units, glyphs) where unit.page == first.page { box = box.union(glyph.box) }
        let again = repetitions[flow]?.filter { $0.piece.contains(value.range.lowerBound) }.map(\.page) ?? []
        return Found(
            pages: Set(units.map(\.page) + again).sorted(), box: box, lineCount: lineCount,
            fault: glyphs.lazy.compactMap(\.fault).first)
    }

    func glyph(_ unit: Unit) -> PDFGlyph { pages[unit.page].portions[unit.portion].glyphs[unit.glyph] }
}

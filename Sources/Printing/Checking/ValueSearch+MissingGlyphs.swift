extension ValueSearch {
    /// A character that is printed as a box, or as nothing.
    struct MissingGlyph: Sendable {
        let text: String
        /// When it is of a value.
        let value: LetterText.Value?
    }

    var missingGlyphs: [MissingGlyph] {
        var found: [MissingGlyph] = []
        var known: Set<PortionGlyph> = []
        for (index, flow) in flows.enumerated() {
            for (unit, place) in places[index].enumerated() {
                guard let place, glyph(place).isMissing,
                    known.insert(PortionGlyph(key: place.key, glyph: place.glyph)).inserted,
                    let character = flow.excerpt(unit..<unit + 1).first
                else { continue }
                let value = flow.values.first { $0.range.contains(unit) }
                found.append(MissingGlyph(text: String(character), value: value))
            }
        }
        // Of what is no text of the letter's, such as the bullets of the house style.
        for (number, page) in pages.enumerated() {
            for (index, portion) in page.portions.enumerated() {
                let key = PortionKey(page: number, portion: index)
                for (position, glyph) in portion.glyphs.enumerated()
                where glyph.isMissing && known.insert(PortionGlyph(key: key, glyph: position)).inserted {
                    if !glyph.text.isEmpty { found.append(MissingGlyph(text: glyph.text, value: nil)) }
                }
            }
        }
        return found
    }

    private struct PortionGlyph: Hashable {
        let key: PortionKey
        let glyph: Int
    }
}

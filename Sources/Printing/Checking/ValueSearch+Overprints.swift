extension ValueSearch {
    /// Text that stands on other text, so that neither can be read.
    var overprints: [Flaw] {
        pages.enumerated().flatMap { number, page -> [Flaw] in
            let lines = page.portions.compactMap(Line.init).sorted { $0.box.top < $1.box.top }
            var result: [Flaw] = []
            for (index, line) in lines.enumerated() {
                for other in lines[(index + 1)...] {
                    if other.box.top >= line.box.bottom { break }
                    let common = line.box.intersection(other.box)
                    guard common.right - common.left >= 4, common.area > min(line.box.area, other.box.area) / 2 else {
                        continue
                    }
                    result.append(.overprinted(line.text, page: number))
                }
            }
            return result
        }
    }

    /// A portion, with where its small letters are.
    private struct Line {
        let text: String
        let box: PDFBox

        init?(_ portion: PDFPortion) {
            let inked = portion.glyphs.filter { glyph in
                glyph.fault == nil && !glyph.text.allSatisfy(\.isWhitespace)
            }
            guard let first = inked.first?.box else { return nil }
            var box = inked.reduce(first) { $0.union($1.box) }
            let height = box.bottom - box.top
            box.top += height * 0.26
            box.bottom -= height * 0.22
            self.box = box
            text = portion.glyphs.map(\.text).joined()
        }
    }
}

/// The order in which the glyphs of a portion are read: by where they stand. They were written font by font, and from
/// left to right whatever the script; a portion is of one direction (LibreOffice breaks them where it changes, UAX #9).
enum PDFReadingOrder {
    static func sorted(_ glyphs: ArraySlice<PDFGlyph>) -> [PDFGlyph] {
        var lines: [[PDFGlyph]] = []
        for glyph in glyphs {
            if let last = lines.last?.last, abs(last.baseline - glyph.baseline) > max(last.size, glyph.size) * 0.9 {
                lines.append([glyph])
            } else if lines.isEmpty {
                lines.append([glyph])
            } else {
                lines[lines.count - 1].append(glyph)
            }
        }
        return lines.flatMap(line)
    }

    private static func line(_ glyphs: [PDFGlyph]) -> [PDFGlyph] {
        let isRightToLeft = glyphs.contains { $0.text.unicodeScalars.contains(where: \.isRightToLeft) }
        let bases = glyphs.filter { !$0.isMark }
        if !isRightToLeft, zip(bases, bases.dropFirst()).allSatisfy({ $0.along <= $1.along }) { return glyphs }
        var sorted = attached(glyphs).enumerated().sorted {
            ($0.element[0].along, $0.offset) < ($1.element[0].along, $1.offset)
        }.map(\.element)
        if isRightToLeft { reverse(&sorted) }
        return sorted.flatMap(\.self)
    }

    /// Marks with the letter that they stand on, which they follow.
    private static func attached(_ glyphs: [PDFGlyph]) -> [[PDFGlyph]] {
        var result: [[PDFGlyph]] = []
        for glyph in glyphs {
            if glyph.isMark, !result.isEmpty {
                result[result.count - 1].append(glyph)
            } else {
                result.append([glyph])
            }
        }
        return result
    }

    /// From right to left, but for numbers and what else is read from left to right.
    private static func reverse(_ glyphs: inout [[PDFGlyph]]) {
        glyphs.reverse()
        var start = 0
        while start < glyphs.count {
            guard glyphs[start].isLeftToRight else {
                start += 1
                continue
            }
            var (end, next) = (start + 1, start + 1)
            while next < glyphs.count, !glyphs[next].contains(where: \.isRightToLeft) {
                next += 1
                if glyphs[next - 1].isLeftToRight { end = next }
            }
            glyphs[start..<end].reverse()
            start = end
        }
    }
}

extension PDFGlyph {
    /// A mark on a letter, which takes no room of its own.
    fileprivate var isMark: Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy(\.properties.generalCategory.isMark)
    }
    fileprivate var isRightToLeft: Bool { text.unicodeScalars.contains(where: \.isRightToLeft) }
}

extension [PDFGlyph] {
    fileprivate var isLeftToRight: Bool {
        contains { glyph in
            glyph.text.unicodeScalars.contains { scalar in
                !scalar.isRightToLeft && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            }
        }
    }
}

extension Unicode.GeneralCategory {
    var isMark: Bool { [.nonspacingMark, .enclosingMark, .spacingMark].contains(self) }
}

extension Unicode.Scalar {
    /// Hebrew, Arabic, and the other blocks that are written from right to left (Unicode, DerivedBidiClass).
    var isRightToLeft: Bool {
        switch value {
        case 0x660...0x669, 0x6F0...0x6F9: false
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}

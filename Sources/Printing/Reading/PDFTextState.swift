/// Where text is written, and how (ISO 32000-1 §9.3, §9.4).
struct PDFTextState: Sendable {
    var font: PDFFont?
    private var size = 0.0
    private var characterSpace = 0.0
    private var wordSpace = 0.0
    /// Horizontal, 1 for 100 percent.
    private var scale = 1.0
    private var leading = 0.0
    private var rise = 0.0
    private var mode = 0
    private var matrix = PDFMatrix()
    private var line = PDFMatrix()

    /// Neither filled nor stroked.
    var isInvisible: Bool { mode == 3 || mode == 7 }

    /// From the space of a glyph, of which a font's size is one, to that of the page.
    var glyphMatrix: PDFMatrix {
        var glyph = PDFMatrix()
        (glyph.a, glyph.d, glyph.f) = (size * scale, size, rise)
        return glyph.within(matrix)
    }

    /// Returns strings and moves when an operator shows text; nil otherwise.
    mutating func apply(_ word: String, _ operands: [PDFValue]) -> [PDFValue]? {
        let number = operands.last?.number ?? 0
        switch word {
        case "BT": (matrix, line) = (PDFMatrix(), PDFMatrix())
        case "Tf": size = number
        case "Tc": characterSpace = number
        case "Tw": wordSpace = number
        case "Tz": scale = number / 100
        case "TL": leading = number
        case "Ts": rise = number
        case "Tr": mode = Int(exactly: number) ?? 0
        case "Td", "TD":
            if word == "TD" { leading = -number }
            moveLine(operands.first?.number ?? 0, number)
        case "Tm":
            line = PDFMatrix(operands) ?? line
            matrix = line
        case "T*": moveLine(0, -leading)
        case "Tj": return operands
        case "TJ": return operands.first?.array
        case "'", "\"":
            if word == "\"", operands.count == 3 {
                wordSpace = operands[0].number ?? 0
                characterSpace = operands[1].number ?? 0
            }
            moveLine(0, -leading)
            return Array(operands.suffix(1))
        default: break
        }
        return nil
    }

    private mutating func moveLine(_ x: Double, _ y: Double) {
        line = PDFMatrix(moving: x, y).within(line)
        matrix = line
    }

    mutating func move(byThousandths number: Double) {
        matrix = PDFMatrix(moving: number / 1000 * size * scale, 0).within(matrix)
    }

    mutating func advance(_ width: Double, isSpace: Bool) {
        let distance = (width * size + characterSpace + (isSpace ? wordSpace : 0)) * scale
        matrix = PDFMatrix(moving: distance, 0).within(matrix)
    }
}

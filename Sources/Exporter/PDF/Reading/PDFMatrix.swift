/// A point of a page, in points from its bottom left corner.
struct PDFPoint: Equatable {
    var x: Double
    var y: Double
}

/// A rectangle of a page.
struct PDFRectangle: Equatable {
    let left: Double
    let bottom: Double
    let right: Double
    let top: Double

    /// Any two corners that are opposite (ISO 32000-1 §7.9.5). Nil when these are no four numbers.
    init?(_ value: PDFValue) {
        guard let numbers = value.array?.compactMap(\.number), numbers.count == 4 else { return nil }
        self.init(around: [PDFPoint(x: numbers[0], y: numbers[1]), PDFPoint(x: numbers[2], y: numbers[3])])
    }

    init(around points: [PDFPoint]) {
        left = points.map(\.x).min() ?? 0
        right = points.map(\.x).max() ?? 0
        bottom = points.map(\.y).min() ?? 0
        top = points.map(\.y).max() ?? 0
    }

    /// With a point more on every side: places are rounded.
    func holds(_ point: PDFPoint) -> Bool {
        (left - 1...right + 1).contains(point.x) && (bottom - 1...top + 1).contains(point.y)
    }

    var middle: PDFPoint { PDFPoint(x: (left + right) / 2, y: (bottom + top) / 2) }
}

/// From one space of coordinates into another (ISO 32000-1 §8.3.3).
struct PDFMatrix: Equatable {
    /// `[a b c d e f]`
    private var numbers: [Double]

    static let identity = PDFMatrix(numbers: [1, 0, 0, 1, 0, 0])

    private init(numbers: [Double]) {
        self.numbers = numbers
    }

    /// Nil when these are no six numbers.
    init?(_ operands: [PDFValue]) {
        numbers = operands.compactMap(\.number)
        if numbers.count != 6 { return nil }
    }

    init(moveX x: Double, y: Double) {
        numbers = [1, 0, 0, 1, x, y]
    }

    /// This first, then another.
    func followed(by other: PDFMatrix) -> PDFMatrix {
        let (m, n) = (numbers, other.numbers)
        return PDFMatrix(numbers: [
            m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
            m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
        ])
    }

    func point(_ x: Double, _ y: Double) -> PDFPoint {
        PDFPoint(
            x: numbers[0] * x + numbers[2] * y + numbers[4], y: numbers[1] * x + numbers[3] * y + numbers[5])
    }

    /// Around what a picture fills: the square from 0 to 1 (§8.9.5).
    var unitSquare: PDFRectangle {
        PDFRectangle(around: [point(0, 0), point(1, 0), point(0, 1), point(1, 1)])
    }
}

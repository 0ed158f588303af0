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
struct PDFMatrix: Sendable {
    var a = 1.0
    var b = 0.0
    var c = 0.0
    var d = 1.0
    var e = 0.0
    var f = 0.0

    init() {}

    init(moving x: Double, _ y: Double) { (e, f) = (x, y) }

    /// Nil unless there are six numbers.
    init?(_ operands: some Sequence<PDFValue>) {
        self.init(operands.compactMap(\.number))
    }

    init?(_ numbers: [Double]) {
        guard numbers.count == 6 else { return nil }
        (a, b, c, d, e, f) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    }

    /// This one within another.
    func within(_ outer: PDFMatrix) -> PDFMatrix {
        var result = PDFMatrix()
        result.a = a * outer.a + b * outer.c
        result.b = a * outer.b + b * outer.d
        result.c = c * outer.a + d * outer.c
        result.d = c * outer.b + d * outer.d
        result.e = e * outer.a + f * outer.c + outer.e
        result.f = e * outer.b + f * outer.d + outer.f
        return result
    }

    func point(_ x: Double, _ y: Double) -> PDFPoint { PDFPoint(x: a * x + c * y + e, y: b * x + d * y + f) }

    /// Around what a picture fills: the square from 0 to 1 (§8.9.5).
    var unitSquare: PDFRectangle {
        PDFRectangle(around: [point(0, 0), point(1, 0), point(0, 1), point(1, 1)])
    }

    /// Around a rectangle that lies in it, where a page is counted from its top.
    func box(_ left: Double, _ bottom: Double, _ right: Double, _ top: Double) -> PDFBox {
        let around = PDFRectangle(
            around: [point(left, bottom), point(right, bottom), point(left, top), point(right, top)])
        return PDFBox(left: around.left, top: around.bottom, right: around.right, bottom: around.top)
    }
}

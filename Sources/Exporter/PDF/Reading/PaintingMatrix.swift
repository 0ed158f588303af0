/// How one system of coordinates lies in another (ISO 32000-1 §8.3.3).
struct PaintingMatrix: Sendable {
    var a = 1.0
    var b = 0.0
    var c = 0.0
    var d = 1.0
    var e = 0.0
    var f = 0.0

    init() {}

    init(moving x: Double, _ y: Double) { (e, f) = (x, y) }

    /// Nil unless there are six numbers.
    init?(_ operands: some Sequence<PDFOperand>) {
        self.init(operands.compactMap(\.number))
    }

    init?(_ numbers: [Double]) {
        guard numbers.count == 6 else { return nil }
        (a, b, c, d, e, f) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    }

    /// This one within another.
    func within(_ outer: PaintingMatrix) -> PaintingMatrix {
        var result = PaintingMatrix()
        result.a = a * outer.a + b * outer.c
        result.b = a * outer.b + b * outer.d
        result.c = c * outer.a + d * outer.c
        result.d = c * outer.b + d * outer.d
        result.e = e * outer.a + f * outer.c + outer.e
        result.f = e * outer.b + f * outer.d + outer.f
        return result
    }

    func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

    /// Around a rectangle that lies in it.
    func box(_ left: Double, _ bottom: Double, _ right: Double, _ top: Double) -> PDFBox {
        let corners = [point(left, bottom), point(right, bottom), point(left, top), point(right, top)]
        let (x, y) = (corners.map(\.x), corners.map(\.y))
        return PDFBox(left: x.min() ?? 0, top: y.min() ?? 0, right: x.max() ?? 0, bottom: y.max() ?? 0)
    }
}

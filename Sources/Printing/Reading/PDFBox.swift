/// A rectangle in points from the top left corner of a page.
struct PDFBox: Equatable, Sendable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    func union(_ other: PDFBox) -> PDFBox {
        PDFBox(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }

    func intersection(_ other: PDFBox) -> PDFBox {
        PDFBox(
            left: max(left, other.left), top: max(top, other.top), right: min(right, other.right),
            bottom: min(bottom, other.bottom))
    }

    var isEmpty: Bool { left >= right || top >= bottom }
    var area: Double { isEmpty ? 0 : (right - left) * (bottom - top) }
    var centre: (x: Double, y: Double) { ((left + right) / 2, (top + bottom) / 2) }

    func contains(_ point: (x: Double, y: Double)) -> Bool {
        point.x >= left && point.x <= right && point.y >= top && point.y <= bottom
    }

    /// `25 to 105 mm from the left and 49 to 53 mm from the top`
    var millimetres: String {
        let rounded = { (points: Double) in
            let value = (points / 72 * 25.4).rounded()
            return abs(value) < 100_000 ? Int(value) : 0
        }
        return "\(rounded(left)) to \(rounded(right)) mm from the left and "
            + "\(rounded(top)) to \(rounded(bottom)) mm from the top"
    }
}

/// Where the window of an envelope shows a letter folded in three: on the left, as DIN 5008 form B has it, or on the right.
struct AddressWindow: Sendable {
    /// In millimetres from the paper's edges.
    private let left: Double
    private let right: Double
    private static let top = 45.0
    private static let bottom = 90.0

    static let all = [AddressWindow(left: 20, right: 105), AddressWindow(left: 105, right: 190)]

    func holds(_ box: PDFPages.Box) -> Bool {
        let millimetres = { (points: Double) in points / 72 * 25.4 }
        // Boxes are a little higher than letters.
        return millimetres(box.left) >= left && millimetres(box.right) <= right
            && millimetres(box.top) >= Self.top - 1 && millimetres(box.bottom) <= Self.bottom + 1
    }

    /// Of whom a letter is addressed to.
    static let names: Set<String> = [
        "recipient.addressee", "recipient.attention", "recipient.address", "recipient.postcode", "recipient.place",
    ]
}

/// The columns of the list and the figures that are read of each recipient.
struct LetterColumns: Sendable {
    let recipient: [(slot: Int, column: Int)]
    let figures: [(slot: Int, column: Int)]
    private let slots: Set<Int>?

    /// `slots` are those whose values are needed, nil for all of them.
    init(_ names: LetterNames, only slots: Set<Int>? = nil) {
        self.slots = slots
        func isNeeded(_ slot: Int) -> Bool { slots?.contains(slot) ?? true }
        recipient = names.recipient.filter { isNeeded($0.slot) }
        figures = names.figures.enumerated().map { (slot: $1, column: $0) }.filter { isNeeded($0.slot) }
    }

    func needs(_ slot: Int) -> Bool { slots?.contains(slot) ?? true }
}

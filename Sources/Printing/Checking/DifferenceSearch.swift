/// How far each diagonal leads, by the number of differences: the state of Myers's algorithm.
struct DifferenceSearch {
    struct Step {
        /// Where it leads, and where it comes from, counted in the first text.
        let place: Int
        let from: Int
        let fromDiagonal: Int
    }

    let start: Int
    let otherStart: Int
    /// What is left of either.
    let count: Int
    let otherCount: Int
    /// Of `differences`: those of the diagonals from -differences to differences, nil for what is out of the texts.
    private var furthest: [[Int?]] = []

    init(start: Int, otherStart: Int, count: Int, otherCount: Int) {
        (self.start, self.otherStart) = (start, otherStart)
        (self.count, self.otherCount) = (count - start, otherCount - otherStart)
    }

    mutating func begin() {
        furthest.append(Array(repeating: nil, count: 2 * furthest.count + 1))
    }

    mutating func put(_ place: Int, _ diagonal: Int) {
        furthest[furthest.count - 1][diagonal + furthest.count - 1] = place
    }

    private func furthest(_ differences: Int, _ diagonal: Int) -> Int? {
        abs(diagonal) <= differences ? furthest[differences][diagonal + differences] : nil
    }

    /// One difference further: over a character of the first text, or of the second. Nil when both end there.
    func step(_ differences: Int, _ diagonal: Int) -> Step? {
        if differences == 0 { return Step(place: 0, from: 0, fromDiagonal: 0) }
        let over = furthest(differences - 1, diagonal - 1).flatMap { from in
            from + 1 <= count ? Step(place: from + 1, from: from, fromDiagonal: diagonal - 1) : nil
        }
        let down = furthest(differences - 1, diagonal + 1).flatMap { from in
            from - diagonal <= otherCount ? Step(place: from, from: from, fromDiagonal: diagonal + 1) : nil
        }
        guard let over, let down else { return over ?? down }
        return over.place > down.place ? over : down
    }
}

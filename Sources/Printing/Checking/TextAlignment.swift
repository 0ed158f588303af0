/// Two texts side by side: which character of one is which of the other, as few as possible left over. What differs is
/// looked for with Myers's algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986) from the first difference
/// on until both go on alike; where they differ by more, from the next place where they are alike at length. The time
/// is linear in the texts.
struct TextAlignment {
    private let expected: [Int32]
    let printed: [Int32]
    /// For each character of `expected` where it is in `printed`, nil for one that is not.
    private(set) var places: [Int?]
    /// The other way round.
    var owners: [Int?]
    /// How many steps may still be spent on small differences.
    private var budget = 20_000_000

    /// So many alike are the same text.
    private static let alike = 24
    private static let largestDifference = 300

    /// Where pieces of `printed` begin: what is too much is a piece rather than a part of one.
    private let starts: [Int]

    private static let label = 12
    private static let smallDifference = 8
    private static let mostPieces = 400

    init(_ expected: [Int32], _ printed: [Int32], starts: [Int] = []) {
        self.expected = expected
        self.printed = printed
        self.starts = starts
        places = Array(repeating: nil, count: expected.count)
        owners = Array(repeating: nil, count: printed.count)
        align()
    }

    mutating func pair(_ index: Int, _ other: Int) {
        places[index] = other
        owners[other] = index
    }

    private mutating func align() {
        var (index, other) = (0, 0)
        var sequences: TextSequences?
        while index < expected.count, other < printed.count {
            if expected[index] == printed[other] {
                pair(index, other)
                (index, other) = (index + 1, other + 1)
            } else if let (next, nextOther) = passPieces(index, other, Self.label)
                ?? passDifference(index, other, Self.smallDifference) ?? passPieces(index, other, .max)
                ?? passDifference(index, other, Self.largestDifference)
            {
                (index, other) = (next, nextOther)
            } else {
                let known = sequences ?? TextSequences(printed)
                sequences = known
                guard let (next, nextOther) = known.next(in: expected, from: index, after: other) else {
                    return pairEnd(from: index, after: other)
                }
                (index, other) = (next, nextOther)
            }
        }
    }

    /// Too short to be looked for: what both end with.
    private mutating func pairEnd(from index: Int, after other: Int) {
        let rest = expected.count - index
        guard rest < Self.alike, printed.count - rest >= other, printed.suffix(rest) == expected.suffix(rest) else {
            return
        }
        for offset in 0..<rest { pair(index + offset, printed.count - rest + offset) }
    }

    /// Passes over whole pieces, of so many characters at most, after which `printed` goes on as it should.
    private mutating func passPieces(_ index: Int, _ other: Int, _ most: Int) -> (Int, Int)? {
        var next = starts.partitioningIndex { $0 > other }
        guard next > 0, next < starts.count else { return nil }
        // What of the piece was alike is then of another.
        let (first, back) = (starts[next - 1], other - starts[next - 1])
        guard index >= back, (0..<back).allSatisfy({ owners[first + $0] == index - back + $0 }) else { return nil }
        let last = min(starts.count, next + Self.mostPieces)
        while next < last, starts[next] - first <= most {
            let count = min(Self.alike, expected.count - index + back, printed.count - starts[next])
            if count > 0, count == Self.alike || index - back + count == expected.count,
                expected[index - back..<index - back + count] == printed[starts[next]..<starts[next] + count]
            {
                for place in first..<other { owners[place] = nil }
                return (index - back, starts[next])
            }
            next += 1
        }
        return nil
    }

    /// Pairs what is alike up to the end of a small difference. Returns where it ends; nil when it is not small.
    private mutating func passDifference(_ start: Int, _ otherStart: Int, _ most: Int) -> (Int, Int)? {
        var search = DifferenceSearch(
            start: start, otherStart: otherStart, count: expected.count, otherCount: printed.count)
        for differences in 0...most {
            guard budget > 0 else { return nil }
            search.begin()
            for diagonal in stride(from: -differences, through: differences, by: 2) {
                budget -= 1
                guard let first = search.step(differences, diagonal)?.place else { continue }
                var place = first
                while place < search.count, place - diagonal < search.otherCount, place - first < Self.alike,
                    expected[start + place] == printed[otherStart + place - diagonal]
                { place += 1 }
                budget -= place - first
                search.put(place, diagonal)
                let isEnd = place == search.count && place - diagonal == search.otherCount
                if place - first >= Self.alike || isEnd {
                    pairBack(search, differences, diagonal, place)
                    return (start + place, otherStart + place - diagonal)
                }
            }
        }
        return nil
    }

    private mutating func pairBack(_ search: DifferenceSearch, _ differences: Int, _ diagonal: Int, _ place: Int) {
        var (place, diagonal) = (place, diagonal)
        for differences in stride(from: differences, through: 0, by: -1) {
            guard let step = search.step(differences, diagonal) else { return }
            while place > step.place {
                place -= 1
                pair(search.start + place, search.otherStart + place - diagonal)
            }
            place = step.from
            diagonal = step.fromDiagonal
        }
    }
}

extension [Int] {
    /// The first index from which on a condition holds, of a list that is sorted by it.
    fileprivate func partitioningIndex(where holds: (Int) -> Bool) -> Int {
        var range = 0..<count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = holds(self[middle]) ? range.lowerBound..<middle : middle + 1..<range.upperBound
        }
        return range.lowerBound
    }
}

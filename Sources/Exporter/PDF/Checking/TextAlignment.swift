/// Two texts side by side: which character of one is which of the other, as few as possible left over. What differs is
/// looked for with Myers's algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986) from the first difference
/// on until both go on alike; where they differ by more, from the next place where they are alike at length. The time
/// is linear in the texts.
struct TextAlignment {
    private let expected: [Int32]
    private let printed: [Int32]
    /// For each character of `expected` where it is in `printed`, nil for one that is not.
    private(set) var places: [Int?]
    /// The other way round.
    private(set) var owners: [Int?]
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

    private mutating func pair(_ index: Int, _ other: Int) {
        places[index] = other
        owners[other] = index
    }

    private mutating func align() {
        var (index, other) = (0, 0)
        var sequences: Sequences?
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
                let known = sequences ?? Sequences(printed)
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
        var search = Search(start: start, otherStart: otherStart, count: expected.count, otherCount: printed.count)
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

    private mutating func pairBack(_ search: Search, _ differences: Int, _ diagonal: Int, _ place: Int) {
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

    /// How far each diagonal leads, by the number of differences.
    private struct Search {
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

    /// Moves each run that is left over in `printed` to where it begins and ends with a piece of its own, if it can be as
    /// well there: `1.` `1.5` has the first `1.` too many, not the second.
    mutating func fit(to isStart: (Int) -> Bool) {
        var index = 0
        while index < owners.count {
            guard owners[index] == nil else {
                index += 1
                continue
            }
            let end = owners[index...].firstIndex { $0 != nil } ?? owners.count
            fit(index..<end, isStart)
            index = end
        }
    }

    private mutating func fit(_ run: Range<Int>, _ isStart: (Int) -> Bool) {
        func isPiece(_ start: Int) -> Bool {
            isStart(start) && (start + run.count == owners.count || isStart(start + run.count))
        }
        if isPiece(run.lowerBound) { return }
        var start = run.lowerBound
        while start > 0, run.lowerBound - start < run.count, owners[start - 1] != nil,
            printed[start - 1] == printed[start + run.count - 1]
        {
            start -= 1
            if isPiece(start) { return move(run, to: start) }
        }
        start = run.lowerBound
        while start + run.count < owners.count, start - run.lowerBound < run.count, owners[start + run.count] != nil,
            printed[start] == printed[start + run.count]
        {
            start += 1
            if isPiece(start) { return move(run, to: start) }
        }
    }

    private mutating func move(_ run: Range<Int>, to start: Int) {
        if start < run.lowerBound {
            for other in stride(from: run.lowerBound - 1, through: start, by: -1) {
                guard let owner = owners[other] else { continue }
                owners[other] = nil
                pair(owner, other + run.count)
            }
        } else {
            for other in run.upperBound..<start + run.count {
                guard let owner = owners[other] else { continue }
                owners[other] = nil
                pair(owner, other - run.count)
            }
        }
    }

    // MARK: Sequences

    /// Where each sequence of some length is in a text.
    private struct Sequences {
        private static let length = 16
        private let printed: [Int32]
        private var starts: [Int: [Int]] = [:]

        init(_ printed: [Int32]) {
            self.printed = printed
            var hash = Rolling(Self.length)
            for (index, character) in printed.enumerated() {
                if let value = hash.next(character) { starts[value, default: []].append(index - Self.length + 1) }
            }
        }

        /// The first place from `start` on where `expected` goes on as `printed` does somewhere after `other`.
        func next(in expected: [Int32], from start: Int, after other: Int) -> (Int, Int)? {
            var hash = Rolling(Self.length)
            for index in start..<expected.count {
                guard let value = hash.next(expected[index]), let places = starts[value] else { continue }
                let first = index - Self.length + 1
                // They are in order.
                var range = 0..<places.count
                while !range.isEmpty {
                    let middle = (range.lowerBound + range.upperBound) / 2
                    range = places[middle] < other ? middle + 1..<range.upperBound : range.lowerBound..<middle
                }
                let found = places[range.lowerBound...].prefix(4).first {
                    printed[$0..<$0 + Self.length] == expected[first...index]
                }
                if let found { return (first, found) }
            }
            return nil
        }
    }

    /// The hash of the last few characters, in constant time for each.
    private struct Rolling {
        private var last: [Int32] = []
        private var position = 0
        private var value = 0
        private let length: Int
        private let highest: Int

        private static let base = 1_000_003

        init(_ length: Int) {
            self.length = length
            highest = (1..<length).reduce(1) { power, _ in power &* Self.base }
            last.reserveCapacity(length)
        }

        /// Nil while there are too few.
        mutating func next(_ character: Int32) -> Int? {
            if last.count < length {
                last.append(character)
            } else {
                value = value &- Int(last[position]) &* highest
                last[position] = character
                position = (position + 1) % length
            }
            value = value &* Self.base &+ Int(character)
            return last.count == length ? value : nil
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

/// Where each sequence of some length is in a text.
struct TextSequences {
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

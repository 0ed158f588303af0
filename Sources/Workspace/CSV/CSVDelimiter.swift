/// What stands between the cells: what most lines have the same number of.
enum CSVDelimiter {
    /// A comma may well stand in the name of a column or in a number, a tab hardly ever: the rarer wins a tie.
    private static let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ",")]
    private static let mostBytes = 100_000
    private static let mostLines = 100

    static func recognise(in bytes: ArraySlice<UInt8>) -> UInt8 {
        let lines = counts(bytes.prefix(mostBytes))
        let scores = candidates.indices.map { candidate in
            let counts = lines.map { $0[candidate] }
            // Lines above and below the table have fewer.
            let most = counts.max() ?? 0
            return most == 0 ? 0 : counts.count { $0 == mostCommon(counts.filter { $0 > 0 }) }
        }
        let best = scores.max() ?? 0
        guard best > 0, let index = scores.firstIndex(of: best) else { return UInt8(ascii: ",") }
        return candidates[index]
    }

    private static func mostCommon(_ counts: [Int]) -> Int {
        let times = Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +)
        return times.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    /// Of every line with something in it, how often each candidate stands outside of quotes.
    private static func counts(_ bytes: ArraySlice<UInt8>) -> [[Int]] {
        var lines: [[Int]] = []
        // Of a line of nothing, for a file of nothing.
        var blank = [0, 0, 0, 0]
        var counts = [0, 0, 0, 0]
        var isQuoted = false
        var hasBegun = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted {
                hasBegun = true
            } else if byte == 0x0A || byte == 0x0D {
                if hasBegun { lines.append(counts) } else { blank = counts }
                if lines.count == mostLines { return lines }
                (counts, hasBegun) = ([0, 0, 0, 0], false)
            } else if let index = candidates.firstIndex(of: byte) {
                counts[index] += 1
            } else if byte > 0x20 {
                hasBegun = true
            }
        }
        if hasBegun { lines.append(counts) }
        return lines.isEmpty ? [blank] : lines
    }
}

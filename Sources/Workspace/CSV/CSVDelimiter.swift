/// What stands between the cells: the header line shows it.
enum CSVDelimiter {
    static func recognise(in bytes: ArraySlice<UInt8>) -> UInt8 {
        // A comma may well stand in the name of a column, a tab hardly ever: the rarer wins a tie.
        let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]
        var counts = [0, 0, 0]
        var isQuoted = false
        var hasBegun = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D {
                if hasBegun { break }
                continue
            }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 } else { hasBegun = true }
        }
        let most = counts.max() ?? 0
        guard most > 0, let index = counts.firstIndex(of: most) else { return UInt8(ascii: ",") }
        return candidates[index]
    }
}

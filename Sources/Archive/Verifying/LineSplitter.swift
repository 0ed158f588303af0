/// Cuts what comes in pieces into lines, of which no more than one is kept at a time.
struct LineSplitter {
    /// Longer than any line of ours.
    private static let maximumLength = 1_000_000

    private var line: [UInt8] = []
    private var isTooLong = false
    /// Whether what came ends within a line.
    var isWithinLine: Bool { isTooLong || !line.isEmpty }

    /// Gives `body` each line without its end; nil for one that is too long to be one of ours.
    mutating func take(_ piece: [UInt8], _ body: ([UInt8]?) throws -> Void) rethrows {
        var start = 0
        while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
            add(piece[start..<end])
            try body(isTooLong ? nil : line)
            line.removeAll(keepingCapacity: true)
            isTooLong = false
            start = end + 1
        }
        add(piece[start...])
    }

    private mutating func add(_ part: ArraySlice<UInt8>) {
        if line.count + part.count > Self.maximumLength { isTooLong = true }
        if isTooLong { line.removeAll() } else { line += part }
    }

    /// What stands after the last line end, when anything does.
    mutating func finish(_ body: ([UInt8]?) throws -> Void) rethrows {
        if isWithinLine { try body(isTooLong ? nil : line) }
    }
}

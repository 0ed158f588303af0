extension TextAlignment {
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
}

/// Which rows of a table are whose: by recipient, and of each in the order of the table.
struct JoinedRows: Sendable {
    /// For each recipient where theirs begin in `rows`, and at last where those of the last one end.
    private var starts: [UInt32]
    private var rows: [UInt32]

    /// `joined` is in the order of the table.
    init(_ joined: [JoinedRow], recipients: Int) {
        starts = Array(repeating: 0, count: recipients + 1)
        for case let recipient? in joined.lazy.map(\.recipient) { starts[recipient + 1] += 1 }
        for recipient in 0..<recipients { starts[recipient + 1] += starts[recipient] }
        rows = Array(repeating: 0, count: Int(starts[recipients]))
        var next = starts
        for row in joined {
            guard let recipient = row.recipient else { continue }
            rows[Int(next[recipient])] = UInt32(row.row)
            next[recipient] += 1
        }
    }

    func rows(of recipient: Int) -> some RandomAccessCollection<Int> {
        rows[Int(starts[recipient])..<Int(starts[recipient + 1])].lazy.map { Int($0) }
    }

    func first(of recipient: Int) -> Int? {
        starts[recipient] < starts[recipient + 1] ? Int(rows[Int(starts[recipient])]) : nil
    }
}

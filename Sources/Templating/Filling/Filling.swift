/// A filled template: which of its runs, and which values between them. What is the same for everyone is only named,
/// so that a writer may have it ready in whatever form it needs.
package struct Filling: Sendable {
    package enum Piece: Equatable, Sendable {
        case run(Int)
        /// Escaped, up to here in `values`; it begins where the one before it ended.
        case value(end: Int)
    }

    package private(set) var pieces: [Piece] = []
    package private(set) var values: [UInt8] = []

    package init() {}

    mutating func append(run number: Int) {
        pieces.append(.run(number))
    }

    /// Values that follow one another are one.
    mutating func append(_ write: (inout [UInt8]) -> Void) {
        let start = values.count
        write(&values)
        if values.count == start { return }
        if case .value? = pieces.last { pieces.removeLast() }
        pieces.append(.value(end: values.count))
    }

    mutating func append(_ other: Filling) {
        for piece in other.pieces {
            switch piece {
            case .run: pieces.append(piece)
            case .value(let end): pieces.append(.value(end: values.count + end))
            }
        }
        values += other.values
    }

    mutating func removeAll() {
        pieces.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    /// The whole text.
    package func bytes(of template: Template) -> [UInt8] {
        var bytes: [UInt8] = []
        var start = 0
        for piece in pieces {
            switch piece {
            case .run(let number): bytes += template.runs[number]
            case .value(let end):
                bytes += values[start..<end]
                start = end
            }
        }
        return bytes
    }

    // MARK: Taking back

    struct Mark {
        fileprivate let pieces: Int
        fileprivate let last: Piece?
        fileprivate let values: Int
    }

    func mark() -> Mark { Mark(pieces: pieces.count, last: pieces.last, values: values.count) }

    /// Forgets what was appended since.
    mutating func revert(to mark: Mark) {
        pieces.removeSubrange(mark.pieces...)
        // A value that followed another had become one with it.
        if let last = mark.last { pieces[mark.pieces - 1] = last }
        values.removeSubrange(mark.values...)
    }
}

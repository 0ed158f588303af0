/// The text of one file that people write, able to tell the place of any part of it.
///
/// Offsets count Unicode scalars: what YAML's marks count, and what a scanner steps over.
package struct SourceFile: Sendable {
    package let name: String
    package let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]
    /// How much of a line is shown before and after what is marked.
    private static let context = 300

    package init(name: String, text: String) {
        self.name = name
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (offset, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(offset + 1) }
        lineStarts = starts
    }

    package func place(_ range: Range<Int>) -> Place {
        let line = self.line(at: range.lowerBound)
        let start = lineStarts[line]
        // Of a line as long as a file only what is around the mark is of use.
        let first = max(start, range.lowerBound - Self.context)
        let last = scalars[first...].prefix(range.upperBound - first + Self.context)
            .firstIndex { $0 == "\n" || $0 == "\r" }
        let end = last ?? min(scalars.count, range.upperBound + Self.context)
        let marked = range.lowerBound..<max(range.lowerBound, min(range.upperBound, end))
        var place = Place(file: name, line: line + 1, column: Self.characters(scalars[start..<range.lowerBound]) + 1)
        let indent = Self.characters(scalars[first..<marked.lowerBound])
        place.excerpt = Place.Excerpt(
            text: Self.string(scalars[first..<max(first, end)]),
            marked: indent..<indent + Self.characters(scalars[marked]))
        return place
    }

    /// The index of the last line that starts at or before an offset.
    private func line(at offset: Int) -> Int {
        var range = 0..<lineStarts.count
        while range.count > 1 {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = lineStarts[middle] <= offset ? middle..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    /// The offset of a line and column, both from 1 and the column in scalars, as YAML's marks give them.
    package func offset(line: Int, column: Int) -> Int {
        guard lineStarts.indices.contains(line - 1) else { return scalars.count }
        return min(lineStarts[line - 1] + column - 1, scalars.count)
    }

    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    private static func characters(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        // Below U+0300 nothing joins with its neighbour, but for a return before a line feed.
        scalars.allSatisfy { $0.value < 0x300 && $0 != "\r" } ? scalars.count : string(scalars).count
    }
}

/// The text of one file that people write, able to tell the place of any part of it.
///
/// Offsets count Unicode scalars: what YAML's marks count, and what a scanner steps over.
package struct SourceFile: Sendable {
    package let name: String
    package let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]

    package init(name: String, text: String) {
        self.name = name
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (offset, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(offset + 1) }
        lineStarts = starts
    }

    package func place(_ range: Range<Int>) -> Place {
        let line = self.line(at: range.lowerBound)
        var text = scalars[lineStarts[line]...].prefix { $0 != "\n" && $0 != "\r" }
        if text.isEmpty { text = [] }
        let start = Self.characters(scalars[lineStarts[line]..<range.lowerBound])
        let end = min(range.upperBound, text.isEmpty ? range.lowerBound : text.endIndex)
        let length = end > range.lowerBound ? Self.characters(scalars[range.lowerBound..<end]) : 0
        var place = Place(file: name, line: line + 1, column: start + 1)
        place.excerpt = Place.Excerpt(text: Self.string(text), marked: start..<start + length)
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

    private static func characters(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
        string(scalars).count
    }
}

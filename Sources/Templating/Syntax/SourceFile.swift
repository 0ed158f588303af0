/// The text of one file that people write, able to tell the place of any part of it.
///
/// Offsets count Unicode scalars: what YAML's marks count, and what a scanner steps over.
package struct SourceFile: Sendable {
    package let name: String
    package let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]
    /// For each line whether each of its scalars is a character.
    private let isPlainLine: [Bool]
    /// Of long lines in which scalars join to characters: how many characters there are before some offsets.
    private let marks: [Mark]
    /// How much of a line is shown before and after what is marked, and of what is marked.
    private static let context = 300
    private static let markDistance = 256

    private struct Mark {
        let offset: Int
        let characters: Int
    }

    package init(name: String, text: String) {
        self.name = name
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (offset, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(offset + 1) }
        lineStarts = starts
        let lines = zip(starts, starts.dropFirst() + [scalars.count]).map { [scalars] start, end in scalars[start..<end]
        }
        isPlainLine = lines.map(Self.isPlain)
        marks = zip(lines, isPlainLine).flatMap { line, isPlain in isPlain ? [] : Self.marks(line) }
    }

    package func place(_ range: Range<Int>) -> Place {
        let line = self.line(at: range.lowerBound)
        let start = lineStarts[line]
        // Of a line as long as a file only what is around the mark is of use.
        let first = max(start, range.lowerBound - Self.context)
        let length = min(range.count, Self.context)
        let last = scalars[first...].prefix(range.lowerBound - first + length + Self.context)
            .firstIndex { $0 == "\n" || $0 == "\r" }
        let end = last ?? min(scalars.count, range.lowerBound + length + Self.context)
        let marked = range.lowerBound..<max(range.lowerBound, min(range.lowerBound + length, end))
        var place = Place(file: name, line: line + 1, column: characters(in: line, to: range.lowerBound) + 1)
        let indent = Self.characters(scalars[first..<marked.lowerBound])
        place.excerpt = Place.Excerpt(
            text: Self.string(scalars[first..<max(first, end)]),
            marked: indent..<indent + Self.characters(scalars[marked]))
        return place
    }

    /// From the start of a line, by its index.
    private func characters(in line: Int, to offset: Int) -> Int {
        let start = lineStarts[line]
        if isPlainLine[line] { return offset - start }
        var range = 0..<marks.count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = marks[middle].offset <= offset ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        if range.lowerBound > 0, case let mark = marks[range.lowerBound - 1], mark.offset > start {
            return mark.characters + Self.characters(scalars[mark.offset..<offset])
        }
        return Self.characters(scalars[start..<offset])
    }

    private static func marks(_ line: ArraySlice<Unicode.Scalar>) -> [Mark] {
        guard line.count > markDistance else { return [] }
        var marks: [Mark] = []
        var (offset, characters, next) = (line.startIndex, 0, line.startIndex + markDistance)
        for character in string(line) {
            if offset >= next {
                marks.append(Mark(offset: offset, characters: characters))
                next = offset + markDistance
            }
            offset += character.unicodeScalars.count
            characters += 1
        }
        return marks
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
        isPlain(scalars) ? scalars.count : string(scalars).count
    }

    /// Below U+0300 nothing joins with its neighbour, but for a return before a line feed.
    private static func isPlain(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.allSatisfy { $0.value < 0x300 && $0 != "\r" }
    }
}

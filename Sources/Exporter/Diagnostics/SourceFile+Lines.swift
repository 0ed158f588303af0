package import Templating

extension SourceFile {
    /// More of a line is not shown.
    private static let shown = 300

    /// A line, from 1, without the space it begins with.
    func linePlace(_ line: Int) -> Place {
        let start = offset(line: line, column: 1)
        let text = scalars[start...].prefix(Self.shown).prefix { $0 != "\n" && $0 != "\r" }
        let indent = text.prefix { $0 == " " || $0 == "\t" }.count
        return place(start + indent..<max(start + indent + 1, text.endIndex))
    }

    /// Where the first `text` from an offset on is that no backslash makes plain text; nil when it is not `near`.
    package func range(of text: String, from offset: Int, near: Int = 5000) -> Range<Int>? {
        let wanted = Array(text.unicodeScalars)
        guard let first = wanted.first else { return nil }
        let last = min(scalars.count - wanted.count, offset + min(near, scalars.count))
        guard offset <= last else { return nil }
        let found = (offset...last).first { index in
            scalars[index] == first && scalars[index...].starts(with: wanted)
                && (index == 0 || scalars[index - 1] != "\\")
        }
        return found.map { $0..<$0 + wanted.count }
    }
}

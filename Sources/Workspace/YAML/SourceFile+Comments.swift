import Templating

extension SourceFile {
    /// The comment that begins right after a text without quotes and looks like a part of it: `Oproep #5 huisvesting`.
    func comment(cutting node: YAMLNode) -> (text: String, range: Range<Int>)? {
        guard node.textStart == node.range.lowerBound else { return nil }
        let spaces = scalars[node.range.upperBound...].prefix { $0 == " " || $0 == "\t" }
        let start = spaces.endIndex
        // Comments are written with a space: `# so`.
        guard !spaces.isEmpty, start + 1 < scalars.count, scalars[start] == "#",
            !scalars[start + 1].properties.isWhitespace, scalars[start + 1] != "#"
        else { return nil }
        let comment = scalars[start...].prefix { $0 != "\n" }
        return (String(String.UnicodeScalarView(comment)), comment.indices)
    }

    /// Whether the line on which something ends goes on with a comment that has this in it.
    func hasMark(_ mark: String, after node: YAMLNode) -> Bool {
        let rest = scalars[min(node.range.upperBound, scalars.count)...].prefix { $0 != "\n" }
        guard let comment = rest.firstIndex(of: "#") else { return false }
        return String(String.UnicodeScalarView(scalars[comment..<rest.endIndex])).contains(mark)
    }
}

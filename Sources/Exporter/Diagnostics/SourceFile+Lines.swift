import Templating

extension SourceFile {
    /// The whole of a line, from 1, without the space it begins with.
    func linePlace(_ line: Int) -> Place {
        let start = offset(line: line, column: 1)
        let text = scalars[start...].prefix { $0 != "\n" && $0 != "\r" }
        let indent = text.prefix { $0 == " " || $0 == "\t" }.count
        return place(start + indent..<max(start + indent + 1, text.endIndex))
    }

    /// The first `text` from a line on that no backslash makes plain text; nil when there is none.
    func place(of text: String, from line: Int) -> Place? {
        let wanted = Array(text.unicodeScalars)
        let start = offset(line: line, column: 1)
        let found = scalars[start...].indices.first { index in
            scalars[index...].starts(with: wanted) && (index == 0 || scalars[index - 1] != "\\")
        }
        return found.map { place($0..<$0 + wanted.count) }
    }
}

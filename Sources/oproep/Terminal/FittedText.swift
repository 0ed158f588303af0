/// Text in lines that fit the terminal, broken between words and never within one: a word that is longer than a line,
/// such as a path or a hash, has one of its own.
enum FittedText {
    /// `start` stands before the first line, and the lines that follow begin under its end. Without a `width` each line
    /// stays as it is.
    static func lines(_ text: String, after start: String = "", within width: Int? = Terminal.width) -> String {
        guard let width else { return start + text }
        // Where there is hardly room for words, they come to stand under the start.
        let indent = start.count <= width / 2 ? start.count : 2
        var result = ""
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { result += "\n" }
            result += fitted(line, index == 0 ? start : String(repeating: " ", count: indent), indent, width)
        }
        return result
    }

    private static func fitted(_ line: Substring, _ start: String, _ indent: Int, _ width: Int) -> String {
        var lines: [String] = []
        var (current, hasWord) = (start, false)
        // Spaces between columns stay where their line goes on.
        var spaces = ""
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if hasWord { spaces += " " }
            if word.isEmpty {
                if !hasWord { current += " " }
                continue
            }
            if hasWord, current.count + spaces.count + word.count > width {
                lines.append(current)
                (current, hasWord, spaces) = (String(repeating: " ", count: indent), false, "")
            }
            current += spaces + word
            (hasWord, spaces) = (true, "")
        }
        return (lines + [current]).joined(separator: "\n")
    }
}

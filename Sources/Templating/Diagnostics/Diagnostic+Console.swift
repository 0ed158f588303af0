extension Diagnostic: CustomStringConvertible {
    /// As a terminal shows it: place, severity, message and identifier; under it the line and what is meant in it.
    package var description: String {
        var head = place.file
        if let line = place.line { head += ":\(line)" }
        if let column = place.column { head += ":\(column)" }
        if let cell = place.cell { head += " (\(cell))" }
        head += ": \(severity.rawValue): \(message) [\(problem.id.rawValue)]"
        guard let excerpt = place.excerpt, let line = place.line else {
            guard let suggestion = problem.suggestion else { return head }
            return head + "\n       \(suggestion)"
        }
        let number = String(line)
        let margin = String(repeating: " ", count: max(0, 5 - number.count))
        let (text, marked) = excerpt.shortened
        // A tab stays a tab, so that the caret stands under what it marks in any terminal.
        let indent = text.prefix(marked.lowerBound).map { $0 == "\t" ? "\t" : " " }.joined()
        let marks = "^" + String(repeating: "~", count: max(0, marked.count - 1))
        let note = problem.suggestion.map { " " + $0 } ?? ""
        return """
            \(head)
            \(margin)\(number) | \(text)
                  | \(indent)\(marks)\(note)
            """
    }
}

extension Place.Excerpt {
    /// Whole paragraphs stand on one line; of these what is around the mark is enough.
    fileprivate var shortened: (text: String, marked: Range<Int>) {
        let limit = 100
        guard text.count > limit else { return (text, marked) }
        let start = max(0, min(marked.lowerBound - 30, text.count - limit))
        let piece = text.dropFirst(start).prefix(limit)
        let before = start > 0 ? "…" : ""
        let after = start + piece.count < text.count ? "…" : ""
        let first = marked.lowerBound - start + before.count
        let last = min(marked.upperBound - start, piece.count) + before.count
        return (before + piece + after, first..<max(first, last))
    }
}

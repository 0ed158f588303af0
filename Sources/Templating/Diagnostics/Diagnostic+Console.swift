extension Diagnostic: CustomStringConvertible {
    /// As a terminal shows it: place, severity, message and identifier; under it the line and what is meant in it.
    package var description: String {
        var head = place.file
        if let line = place.line { head += ":\(line)" }
        if let column = place.column { head += ":\(column)" }
        if let cell = place.cell { head += " (\(cell))" }
        head += ": \(severity.rawValue): \(problem.message) [\(problem.id.rawValue)]"
        guard let excerpt = place.excerpt, let line = place.line else {
            guard let suggestion = problem.suggestion else { return head }
            return head + "\n       \(suggestion)"
        }
        let number = String(line)
        let margin = String(repeating: " ", count: max(0, 5 - number.count))
        // A tab stays a tab, so that the caret stands under what it marks in any terminal.
        let indent = excerpt.text.prefix(excerpt.marked.lowerBound).map { $0 == "\t" ? "\t" : " " }.joined()
        let marks = "^" + String(repeating: "~", count: max(0, excerpt.marked.count - 1))
        let note = problem.suggestion.map { " " + $0 } ?? ""
        return """
            \(head)
            \(margin)\(number) | \(excerpt.text)
                  | \(indent)\(marks)\(note)
            """
    }
}

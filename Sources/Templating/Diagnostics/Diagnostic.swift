/// One problem with its place. The terminal, `--json` and the web application are readers of it.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    package let severity: Severity
    package let problem: Problem
    package let place: Place
    /// In how many places it is, this one included: rows of a column, recipients of a line.
    package private(set) var count = 1
    /// The first few others.
    package private(set) var others: [Place] = []
    private var last: Place?

    private static let mostOthers = 10

    package init(_ problem: Problem, at place: Place) {
        self.severity = problem.id.severity
        self.problem = problem
        self.place = place
    }

    /// The same with other words.
    package func with(_ problem: Problem) -> Diagnostic {
        var diagnostic = Diagnostic(problem, at: place)
        (diagnostic.count, diagnostic.others, diagnostic.last) = (count, others, last)
        return diagnostic
    }

    /// In words, with the other places that it is in.
    package var message: String {
        guard count > 1 else { return problem.message }
        let names = others.compactMap { $0.cell ?? $0.recipient ?? $0.line.map { "line \($0)" } }
        let rest = count - 1 - names.count
        return "\(problem.message) (\(count) of these: also \(names.joined(separator: ", "))"
            + (rest > 0 ? " and \(rest) more)" : ")")
    }
}

extension Diagnostic {
    /// What those have in common that are mended alike: a column of a table, or a line of a text for many recipients.
    struct Cause: Hashable, Sendable {
        let kind: String
        let file: String
        let line: Int?
        let column: Int?
    }

    /// Nil for what is in one place only.
    var cause: Cause? {
        if place.cell != nil { return Cause(kind: problem.kind, file: place.file, line: nil, column: place.column) }
        guard place.recipient != nil else { return nil }
        return Cause(kind: problem.kind, file: place.file, line: place.line, column: place.column)
    }

    /// Adds the places of another of the same cause.
    mutating func join(_ other: Diagnostic) {
        for var place in [other.place] + other.others {
            place.excerpt = nil
            // What stands in a loop is wrong once.
            if place == last { continue }
            count += 1
            last = place
            if others.count < Self.mostOthers { others.append(place) }
        }
        count += other.count - 1 - other.others.count
    }
}

/// What is wrong and what to do, in words. Made only by the vocabulary in the `Problem+….swift` files.
package struct Problem: Hashable, Sendable {
    package let id: DiagnosticID
    package let message: String
    package let suggestion: String?
    /// The word of the vocabulary that it is.
    let kind: String

    package init(_ id: DiagnosticID, _ message: String, suggestion: String? = nil, kind: String = #function) {
        self.id = id
        self.message = message
        self.suggestion = suggestion
        self.kind = kind
    }
}

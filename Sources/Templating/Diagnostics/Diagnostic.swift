/// One problem with its place. The terminal, `--json` and the web application are readers of it.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    package let severity: Severity
    package let problem: Problem
    package let place: Place

    package init(_ problem: Problem, at place: Place) {
        self.severity = problem.id.severity
        self.problem = problem
        self.place = place
    }
}

/// What is wrong and what to do, in words. Made only by the vocabulary in the `Problem+….swift` files.
package struct Problem: Hashable, Sendable {
    package let id: DiagnosticID
    package let message: String
    package let suggestion: String?

    package init(_ id: DiagnosticID, _ message: String, suggestion: String? = nil) {
        self.id = id
        self.message = message
        self.suggestion = suggestion
    }
}

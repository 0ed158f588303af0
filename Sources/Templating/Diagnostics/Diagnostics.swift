/// All that was found wrong with an input, at once, each thing once.
package struct Diagnostics: Error, Sendable {
    package private(set) var all: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    package init() {}

    package init(_ problem: Problem, at place: Place) {
        add(problem, at: place)
    }

    package var hasErrors: Bool { all.contains { $0.severity == .error } }

    package mutating func add(_ problem: Problem, at place: Place) {
        let diagnostic = Diagnostic(problem, at: place)
        if seen.insert(diagnostic).inserted { all.append(diagnostic) }
    }

    package mutating func add(_ others: Diagnostics) {
        for diagnostic in others.all { add(diagnostic.problem, at: diagnostic.place) }
    }
}

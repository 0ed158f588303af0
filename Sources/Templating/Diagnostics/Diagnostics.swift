/// All that was found wrong with an input, at once, each thing once. What is wrong in the same way in many rows, or for
/// many recipients, is one; and no more is kept than anybody reads: the rest is counted.
package struct Diagnostics: Error, Sendable {
    /// Of one identifier.
    package static let mostOfAKind = 200
    package static let most = 1000
    /// As many of one cause are shown each by itself.
    private static let mostOfACause = 5

    /// Nil where one became part of another.
    private var kept: [Diagnostic?] = []
    private var count = 0
    private var seen: Set<Diagnostic> = []
    private var counts: [DiagnosticID: Int] = [:]
    /// Where in `kept` those of a cause are.
    private var causes: [Diagnostic.Cause: [Int]] = [:]
    /// How many were not kept.
    package private(set) var leftOut: [DiagnosticID: Int] = [:]
    package private(set) var hasErrors = false

    package init() {}

    package init(_ problem: Problem, at place: Place) {
        add(problem, at: place)
    }

    package var all: [Diagnostic] { kept.compactMap(\.self) }

    /// How many there are, also those that became part of others or were not kept.
    package func total(_ severity: Diagnostic.Severity) -> Int {
        let shown = all.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) }
        return leftOut.reduce(shown) { $0 + ($1.key.severity == severity ? $1.value : 0) }
    }

    /// Whether one more of a kind would be kept. If not, its words need not be looked for.
    package func hasRoom(for id: DiagnosticID) -> Bool {
        count < Self.most && counts[id, default: 0] < Self.mostOfAKind
    }

    package mutating func add(_ problem: Problem, at place: Place) {
        add(Diagnostic(problem, at: place))
    }

    package mutating func add(_ others: Diagnostics) {
        for case let diagnostic? in others.kept { add(diagnostic) }
        leftOut.merge(others.leftOut, uniquingKeysWith: +)
        hasErrors = hasErrors || others.hasErrors
    }

    /// The same in another order, or with other words.
    package func replacing(_ diagnostics: [Diagnostic]) -> Diagnostics {
        var result = Diagnostics()
        for diagnostic in diagnostics { result.add(diagnostic) }
        result.leftOut.merge(leftOut, uniquingKeysWith: +)
        result.hasErrors = hasErrors
        return result
    }

    private mutating func add(_ diagnostic: Diagnostic) {
        hasErrors = hasErrors || diagnostic.severity == .error
        if seen.contains(diagnostic) { return }
        guard let cause = diagnostic.cause else { return keep(diagnostic) }
        let known = causes[cause] ?? []
        if let first = known.first, known.count == Self.mostOfACause || diagnostic.count > 1 || kept[first].isMany {
            join(diagnostic, with: known, cause)
        } else if hasRoom(for: diagnostic.problem.id) {
            causes[cause, default: []].append(kept.count)
            keep(diagnostic)
        } else {
            leftOut[diagnostic.problem.id, default: 0] += diagnostic.count
        }
    }

    private mutating func keep(_ diagnostic: Diagnostic) {
        let id = diagnostic.problem.id
        guard hasRoom(for: id) else {
            leftOut[id, default: 0] += diagnostic.count
            return
        }
        seen.insert(diagnostic)
        kept.append(diagnostic)
        count += 1
        counts[id, default: 0] += 1
    }

    /// Makes one of those at `indices` and another of the same cause.
    private mutating func join(_ diagnostic: Diagnostic, with indices: [Int], _ cause: Diagnostic.Cause) {
        guard let first = indices.first, var head = kept[first] else { return }
        for index in indices.dropFirst() {
            if let other = kept[index] { head.join(other) }
            kept[index] = nil
            count -= 1
            counts[diagnostic.problem.id, default: 0] -= 1
        }
        head.join(diagnostic)
        kept[first] = head
        causes[cause] = [first]
    }
}

extension Diagnostic? {
    fileprivate var isMany: Bool { map { $0.count > 1 } ?? false }
}

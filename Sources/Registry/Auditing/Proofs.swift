/// What was proved, one thing after the other.
package struct Proofs: Sendable {
    package struct Proof: Sendable {
        package let name: String
        /// What was found: numbers when it holds, otherwise what is wrong.
        package let findings: [String]
        package let holds: Bool
    }

    package private(set) var all: [Proof] = []

    package init() {}

    package var holds: Bool { all.allSatisfy(\.holds) }

    /// `problems` has none when it holds.
    package mutating func add(_ name: String, _ finding: String, _ problems: Findings) {
        let rest = problems.count - problems.first.count
        all.append(
            Proof(
                name: name,
                findings: problems.isEmpty ? [finding] : problems.first + (rest > 0 ? ["and \(rest) more"] : []),
                holds: problems.isEmpty))
    }

    /// `problems` is empty when it holds; of very many the first are told.
    package mutating func add(_ name: String, _ finding: String, problems: [String]) {
        var findings = Findings()
        for problem in problems { findings.append(problem) }
        add(name, finding, findings)
    }
}

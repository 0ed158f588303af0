/// What was proved of a registry.
package struct Audit: Sendable {
    package private(set) var proofs = Proofs()
    /// Of the chain of events.
    package internal(set) var head = EventChain.start

    package var holds: Bool { proofs.holds }

    mutating func add(_ name: String, _ finding: String, problems: [String]) {
        proofs.add(name, finding, problems: problems)
    }
}

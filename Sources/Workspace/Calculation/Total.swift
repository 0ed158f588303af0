import Templating

/// A sum over all rows, made part by part.
struct Total: Sendable {
    /// Nil when it is too large.
    private(set) var number: ExactNumber? = .zero
    /// How many rows had no value.
    private(set) var skipped = 0
    /// False when one of the values is not known.
    private(set) var isKnown = true

    /// `value` is nil when it is not known.
    mutating func add(_ value: Value?) {
        switch value {
        case .number(let number): add(number)
        case .empty: skipped += 1
        case nil: isKnown = false
        default: break
        }
    }

    mutating func add(_ other: Total) {
        isKnown = isKnown && other.isKnown
        skipped += other.skipped
        if let number = other.number { add(number) } else { number = nil }
    }

    private mutating func add(_ other: ExactNumber) {
        number = number.flatMap { try? $0.adding(other) }
    }
}

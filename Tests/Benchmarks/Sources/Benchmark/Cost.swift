/// What one run took.
struct Cost {
    /// User and system together, of all its threads.
    let cpu: Duration
    let wall: Duration
    /// In bytes.
    let peakMemory: Int

    static let zero = Cost(cpu: .zero, wall: .zero, peakMemory: 0)

    /// Of one after the other.
    static func + (first: Cost, second: Cost) -> Cost {
        Cost(
            cpu: first.cpu + second.cpu, wall: first.wall + second.wall,
            peakMemory: max(first.peakMemory, second.peakMemory))
    }
}

extension Duration {
    var seconds: Double { self / .seconds(1) }
}

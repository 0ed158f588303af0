/// What one run of a program took.
struct Cost {
    /// User and system together, of all its threads.
    let cpu: Duration
    let wall: Duration
    /// In bytes.
    let peakMemory: Int
}

extension Duration {
    var seconds: Double { self / .seconds(1) }
}

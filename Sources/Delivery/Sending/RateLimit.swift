internal import Registry

/// Never more messages in any minute than are allowed.
///
/// Counted is from the end of one message to the beginning of another, as many after it as are allowed: however long the
/// server takes to hear of each, it hears of no more.
struct RateLimit {
    private let perMinute: Int?
    /// When the last ones ended, oldest first.
    private var ends: [ContinuousClock.Instant]

    /// `ends` are those of messages that were sent before, oldest first.
    init(perMinute: Int?, after ends: [ContinuousClock.Instant] = []) {
        self.perMinute = perMinute
        self.ends = ends
    }

    /// When the next one may begin; nil when it may at once.
    func next(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard let perMinute, ends.count >= perMinute else { return nil }
        let next = ends[ends.count - perMinute] + .seconds(60)
        return next > now ? next : nil
    }

    mutating func add(_ end: ContinuousClock.Instant) {
        guard let perMinute else { return }
        ends.append(end)
        if ends.count > 2 * perMinute { ends.removeFirst(ends.count - perMinute) }
    }
}

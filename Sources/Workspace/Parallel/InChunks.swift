internal import Dispatch
internal import Glibc
internal import Synchronization

/// How many cores the system has in use.
package let coreCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

/// Does `work` for `0..<count` in ranges of `size`, on all cores, and gives what came of them in order: the same on any
/// number of cores. Each core begins with a `state` of its own, and keeps that from one range to the next.
package func inChunks<State: ~Copyable, Part: Sendable>(
    _ count: Int, of size: Int, state: @Sendable () -> State, _ work: @Sendable (inout State, Range<Int>) -> Part
) -> [Part] {
    let chunks = (count + size - 1) / size
    let parts = Mutex([Part?](repeating: nil, count: chunks))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(chunks, coreCount)) { _ in
        var state = state()
        while true {
            let chunk = next.add(1, ordering: .relaxed).oldValue
            if chunk >= chunks { return }
            let part = work(&state, chunk * size..<min(count, (chunk + 1) * size))
            parts.withLock { $0[chunk] = part }
        }
    }
    return parts.withLock { $0.compactMap(\.self) }
}

/// The same without a state.
package func inChunks<Part: Sendable>(
    _ count: Int, of size: Int, _ work: @Sendable (Range<Int>) -> Part
) -> [Part] {
    inChunks(count, of: size, state: {}, { _, range in work(range) })
}

internal import Dispatch
internal import Synchronization

/// Does `work` for `0..<count` in ranges of `size`, on all cores, and gives what came of them in order: the same on any
/// number of cores.
package func inChunks<Part: Sendable>(
    _ count: Int, of size: Int, _ work: @Sendable (Range<Int>) -> Part
) -> [Part] {
    let chunks = (count + size - 1) / size
    let parts = Mutex([Part?](repeating: nil, count: chunks))
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
        let part = work(chunk * size..<min(count, (chunk + 1) * size))
        parts.withLock { $0[chunk] = part }
    }
    return parts.withLock { $0.compactMap(\.self) }
}

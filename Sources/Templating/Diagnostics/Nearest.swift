/// The name that was probably meant, nil when none is near: at most a third of it mistyped, or its end left out.
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let written = Array(name.lowercased())
    let longer = candidates.filter { written.count > 2 && $0.lowercased().hasPrefix(name.lowercased()) }
    if longer.count == 1 { return longer.first }
    let limit = max(1, written.count / 3)
    return
        candidates
        .map { (candidate: $0, distance: editDistance(written, Array($0.lowercased()))) }
        .filter { $0.distance <= limit }
        .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
        .candidate
}

/// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for i in left.indices {
        var current = [i + 1]
        for j in right.indices {
            var best = min(previous[j] + (left[i] == right[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                best = min(best, beforePrevious[j - 1] + 1)
            }
            current.append(best)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}

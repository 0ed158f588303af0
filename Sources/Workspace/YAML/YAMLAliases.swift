/// Looks for aliases before anything is composed: a few lines of them can stand for more than any memory holds.
struct YAMLAliases {
    private let scalars: [Unicode.Scalar]

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    /// The first `*name` for which there is an `&name`. In a text that is not YAML's both would hardly occur.
    var first: Range<Int>? {
        let anchors = Set(names(after: "&").map(\.name))
        return names(after: "*").first { anchors.contains($0.name) }?.range
    }

    private func names(after sign: Unicode.Scalar) -> [(name: [Unicode.Scalar], range: Range<Int>)] {
        var found: [(name: [Unicode.Scalar], range: Range<Int>)] = []
        for start in scalars.indices where scalars[start] == sign {
            guard start == 0 || " \t\n[{,:".unicodeScalars.contains(scalars[start - 1]) else { continue }
            let name = scalars[(start + 1)...].prefix { !" \t\n[]{},:".unicodeScalars.contains($0) }
            if !name.isEmpty { found.append((Array(name), start..<name.endIndex)) }
        }
        return found
    }
}

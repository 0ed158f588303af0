import Templating

/// The last paragraphs and tables of a letter, in each of its branches: what may stand before the closing.
struct ClosingElements {
    private let tags: [CompiledTag]

    /// Deeper nothing is nested that a person wrote.
    private static let deepest = 20

    init(_ tags: CompiledTags) {
        self.tags = tags.tags
    }

    func change(in nodes: inout [DocumentNode], _ change: (inout DocumentElement) -> Void) {
        _ = self.change(in: &nodes, nodes.indices, depth: 0, change)
    }

    /// Returns whether every letter has one of them.
    private func change(
        in nodes: inout [DocumentNode], _ range: Range<Int>, depth: Int, _ change: (inout DocumentElement) -> Void
    ) -> Bool {
        guard depth < Self.deepest else { return true }
        var index = range.upperBound
        while index > range.lowerBound {
            index -= 1
            switch nodes[index] {
            case .text: continue
            case .tag(let tag):
                guard case .end(let construct) = tags[tag] else { continue }
                guard let choice = choice(construct, in: nodes, range.lowerBound..<index) else { return true }
                var isEverywhere = choice.hasElse
                for branch in choice.branches where !self.change(in: &nodes, branch, depth: depth + 1, change) {
                    isEverywhere = false
                }
                if isEverywhere { return true }
                index = choice.start
            case .element(var element):
                switch element.name {
                case .text("list"), .text("list-item"):
                    let isEverywhere = self.change(
                        in: &element.children, element.children.indices, depth: depth + 1, change)
                    nodes[index] = .element(element)
                    if isEverywhere { return true }
                default:
                    change(&element)
                    nodes[index] = .element(element)
                    return true
                }
            }
        }
        return false
    }

    private struct Choice {
        /// Where its first tag is.
        var start: Int
        var branches: [Range<Int>] = []
        var hasElse = false
    }

    /// That of which the last tag stands after `range`; nil when it does not begin there.
    private func choice(_ construct: CompiledTag.Construct, in nodes: [DocumentNode], _ range: Range<Int>) -> Choice? {
        var choice = Choice(start: range.upperBound)
        var end = range.upperBound
        for index in range.reversed() {
            guard case .tag(let tag) = nodes[index] else { continue }
            switch tags[tag] {
            case .next(construct, let condition):
                choice.branches.append(index + 1..<end)
                choice.hasElse = choice.hasElse || condition.expression == nil
                end = index
            case .begin(construct, _):
                choice.branches.append(index + 1..<end)
                choice.start = index
                return choice
            default: continue
            }
        }
        return nil
    }
}

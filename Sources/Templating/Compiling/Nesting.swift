/// What stands in a row in a document: its own nodes, and tags by their index.
package enum Sibling<Node> {
    case node(Node)
    case tag(Int)
}

/// The same with every tag that opens, and what it holds up to the tag that closes it, made one.
package indirect enum Nested<Node> {
    case node(Node)
    case hole(Expression, tag: Int)
    case choice([(condition: CompiledTag.Condition, content: [Nested])])
    case loop(CompiledTag.Loop, [Nested])
}

extension CompiledTags {
    /// Nests siblings by their tags. A pair that is not complete among them crosses the structure of the document,
    /// which is reported.
    package func nest<Node>(_ siblings: [Sibling<Node>], diagnostics: inout Diagnostics) -> [Nested<Node>] {
        var rest = siblings[...]
        var result: [Nested<Node>] = []
        while !rest.isEmpty {
            result += content(&rest, of: nil, diagnostics: &diagnostics)
            // Stopped at a tag whose opener is not among these siblings; it was reported. Go on after it.
            rest = rest.dropFirst()
        }
        return result
    }

    /// Takes siblings up to the next tag of `construct`, which is left.
    private func content<Node>(
        _ rest: inout ArraySlice<Sibling<Node>>, of construct: CompiledTag.Construct?,
        diagnostics: inout Diagnostics
    ) -> [Nested<Node>] {
        var result: [Nested<Node>] = []
        while let sibling = rest.first {
            guard case .tag(let index) = sibling else {
                if case .node(let node) = sibling { result.append(.node(node)) }
                rest = rest.dropFirst()
                continue
            }
            switch tags[index] {
            case .nothing:
                rest = rest.dropFirst()
            case .hole(let expression):
                rest = rest.dropFirst()
                result.append(.hole(expression, tag: index))
            case .begin(let opened, let start):
                rest = rest.dropFirst()
                if let nested: Nested<Node> = complete(opened, start, &rest, diagnostics: &diagnostics) {
                    result.append(nested)
                }
            case .next(let found, _), .end(let found):
                if found == construct { return result }
                report(found, diagnostics: &diagnostics)
                if construct == nil { return result }
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private func complete<Node>(
        _ construct: CompiledTag.Construct, _ start: CompiledTag.Start, _ rest: inout ArraySlice<Sibling<Node>>,
        diagnostics: inout Diagnostics
    ) -> Nested<Node>? {
        var branches: [(condition: CompiledTag.Condition, content: [Nested<Node>])] = []
        var start = start
        while true {
            let inside = content(&rest, of: construct, diagnostics: &diagnostics)
            if case .branch(let condition) = start { branches.append((condition, inside)) }
            guard case .tag(let next)? = rest.first else {
                report(construct, diagnostics: &diagnostics)
                return nil
            }
            rest = rest.dropFirst()
            if case .next(_, let condition) = tags[next] {
                start = .branch(condition)
            } else if case .loop(let loop) = start {
                return loop.map { .loop($0, inside) }
            } else {
                return .choice(branches)
            }
        }
    }

    private func report(_ construct: CompiledTag.Construct, diagnostics: inout Diagnostics) {
        // A construct that is never closed was reported as that already.
        guard let first = openers[construct] else { return }
        let (opener, closer) = construct.isLoop ? ("for", "endfor") : ("if", "endif")
        diagnostics.add(.crossing(opener, closer: closer), at: place(of: first))
    }
}

import Templating

extension CompiledTags {
    func isBlock(_ index: Int) -> Bool {
        if case .hole = tags[index] { false } else { true }
    }

    /// Makes one list of lists that only tags stand between, and of a list within tags: the tags then choose or repeat
    /// items, and numbering goes on.
    func joiningLists(_ blocks: [MarkdownBlock]) -> [MarkdownBlock] {
        var result: [MarkdownBlock] = []
        var index = 0
        while index < blocks.count {
            let count = listRun(blocks[index...])
            if count > 1 {
                result.append(joined(blocks[index..<index + count]))
            } else {
                result.append(blocks[index])
            }
            index += max(1, count)
        }
        return result
    }

    /// How many blocks from the first on are lists of one kind and tags that open and close among them.
    private func listRun(_ blocks: ArraySlice<MarkdownBlock>) -> Int {
        var open: [CompiledTag.Construct] = []
        var kind: Bool?
        var length = 0
        for (offset, block) in blocks.enumerated() {
            switch block {
            case .list(let isOrdered, _, _):
                if let kind, kind != isOrdered { return length }
                kind = isOrdered
            case .tags(let indices):
                for index in indices {
                    switch tags[index] {
                    case .begin(let construct, _):
                        // Deeper than tags may be: there is nothing to join.
                        if open.count > 20 { return length }
                        open.append(construct)
                    case .next(let construct, _): if open.last != construct { return length }
                    case .end(let construct): if open.popLast() != construct { return length }
                    case .hole, .nothing: return length
                    }
                }
            default: return length
            }
            if open.isEmpty, kind != nil { length = offset + 1 }
        }
        return length
    }

    private func joined(_ blocks: ArraySlice<MarkdownBlock>) -> MarkdownBlock {
        var entries: [MarkdownBlock.ListEntry] = []
        var kind: (isOrdered: Bool, start: Int)?
        for block in blocks {
            switch block {
            case .list(let isOrdered, let start, let more):
                if kind == nil { kind = (isOrdered, start) }
                entries += more
            case .tags(let indices): entries.append(.tags(indices))
            default: continue
            }
        }
        return .list(isOrdered: kind?.isOrdered ?? false, start: kind?.start ?? 1, entries)
    }

    /// A row whose first cell begins with a tag that its last cell ends with the close of: the pair goes round the row.
    func repeatedRow(_ cells: [[MarkdownInline]]) -> [MarkdownTable.Row] {
        guard cells.count > 1, case .tag(let first)? = cells.first?.first, case .begin(let construct, _) = tags[first],
            let last = cells.last(where: { !$0.isEmpty }), case .tag(let end)? = last.last,
            case .end(construct) = tags[end]
        else { return [.cells(cells)] }
        var inner = cells
        inner[0].removeFirst()
        if let index = inner.lastIndex(where: { $0.last == .tag(end) }) { inner[index].removeLast() }
        return [.tags([first]), .cells(inner), .tags([end])]
    }
}

extension CompiledTags {
    /// Of all values that the tags use, also of those that only some ways through the text need.
    var slots: Set<Int> { Set(tags.flatMap(\.names).map(\.slot)) }
}

extension CompiledTag {
    fileprivate var names: [Expression.Name] {
        switch self {
        case .hole(let expression): expression.names
        case .begin(_, .branch(let condition)), .next(_, let condition): condition.expression?.names ?? []
        case .begin, .end, .nothing: []
        }
    }
}

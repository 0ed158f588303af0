/// A tag with all in it resolved, ready to be put in its place in a document.
package enum CompiledTag: Sendable {
    case hole(Expression)
    case begin(Construct, Start)
    case next(Construct, Condition)
    case end(Construct)
    /// Was wrong, and is reported.
    case nothing

    /// A choice or loop: its tags share one.
    package struct Construct: Hashable, Sendable {
        package let id: Int
        package let isLoop: Bool
    }

    package enum Start: Sendable {
        case branch(Condition)
        case loop(Loop?)
    }

    package struct Condition: Sendable {
        package let branch: Int
        /// Nil for `{% else %}`.
        package let expression: Expression?
    }

    package struct Loop: Sendable {
        package let branch: Int
        package let table: Int
        /// Where the cells of the row in hand are put in a frame's `values`.
        package let firstSlot: Int
    }
}

/// One way through a document: what stands after an `if`, `elif`, `else` or `for`.
package struct Branch: Sendable {
    let tag: Tag

    package var place: Place { tag.place }
    /// The tag as written.
    package var source: String { tag.fragment.text(tag.span) }
}

package struct CompiledTags: Sendable {
    package let tags: [CompiledTag]
    let sources: [Tag]
    package let branches: [Branch]
    /// Which tag begins a construct, of those that are closed.
    let openers: [CompiledTag.Construct: Int]

    init(tags: [CompiledTag], sources: [Tag], branches: [Branch]) {
        (self.tags, self.sources, self.branches) = (tags, sources, branches)
        var begun: [CompiledTag.Construct: Int] = [:]
        var closed: [CompiledTag.Construct: Int] = [:]
        for (index, tag) in tags.enumerated() {
            if case .begin(let construct, _) = tag { begun[construct] = index }
            if case .end(let construct) = tag { closed[construct] = begun[construct] }
        }
        openers = closed
    }

    package func place(of tag: Int) -> Place { sources[tag].place }
}

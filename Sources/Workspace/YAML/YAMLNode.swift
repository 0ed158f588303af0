/// A part of a YAML file as it was written: `0141` keeps its zero and `no` is not false.
struct YAMLNode: Sendable {
    enum Content: Sendable {
        /// `~`, `null`, or nothing at all.
        case empty
        case text(String)
        case sequence([YAMLNode])
        case mapping([Entry])
        /// Nothing that may be used, which is reported.
        case refused
    }

    struct Entry: Sendable {
        let key: String
        let keyRange: Range<Int>
        let value: YAMLNode
    }

    let content: Content
    /// In the scalars of its file.
    let range: Range<Int>
    /// Where its text begins: after a quote.
    let textStart: Int

    var entries: [Entry] {
        if case .mapping(let entries) = content { entries } else { [] }
    }

    var items: [YAMLNode] {
        if case .sequence(let items) = content { items } else { [] }
    }

    var noun: String {
        switch content {
        case .empty: "nothing"
        case .text: "a text"
        case .sequence: "a list"
        case .mapping, .refused: "keys with values"
        }
    }
}

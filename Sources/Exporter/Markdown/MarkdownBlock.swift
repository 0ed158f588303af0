/// The blocks of a letter's text, with its tags standing where they stand. The whole of what a letter may hold.
indirect enum MarkdownBlock: Equatable, Sendable {
    case paragraph([MarkdownInline])
    case heading(level: Int, [MarkdownInline], line: Int)
    case list(isOrdered: Bool, start: Int, [ListEntry])
    case table(MarkdownTable)
    /// Tags that stood on a line of their own.
    case tags([Int])

    enum ListEntry: Equatable, Sendable {
        case item([MarkdownBlock], TypedNumber?)
        case tags([Int])
    }

    /// The number that an item was given in the text.
    struct TypedNumber: Equatable, Sendable {
        let value: Int
        /// In the letter's text.
        let line: Int
    }
}

struct MarkdownTable: Equatable, Sendable {
    enum Alignment: Equatable, Sendable {
        case start, center, end
    }

    enum Row: Equatable, Sendable {
        case cells([[MarkdownInline]])
        case tags([Int])
    }

    var alignments: [Alignment]
    var header: [[MarkdownInline]]
    var rows: [Row]
    /// In the letter's text.
    var line: Int
}

indirect enum MarkdownInline: Equatable, Sendable {
    case text(String)
    case tag(Int)
    case softBreak
    case lineBreak
    case strong([MarkdownInline])
    case emphasis([MarkdownInline])
    case link(target: [TextPart], title: [TextPart], [MarkdownInline], line: Int)
    case image(source: [TextPart], title: [TextPart], alternative: [MarkdownInline], line: Int)
    /// With the number that tells it from others, not the one that is printed.
    case footnote(Int, [MarkdownBlock])
}

/// A piece of a text that cannot have structure: a link's target, an attribute.
enum TextPart: Equatable, Sendable {
    case text(String)
    case tag(Int)
}

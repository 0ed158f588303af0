import Templating
import Workspace

/// How wide the numbers, amounts and dates are that a letter prints, of all its recipients: a column that they stand in is
/// as wide as the widest.
struct NumberWidths {
    private let letter: Letter?
    private let tags: CompiledTags?

    /// After so many values the widest is known well enough; one that does not fit is found on its page.
    private static let mostValues = 200_000

    static let none = NumberWidths()

    private init() { (letter, tags) = (nil, nil) }

    init(_ letter: Letter, _ tags: CompiledTags) {
        (self.letter, self.tags) = (letter, tags)
    }

    /// Of each of some tags, in ems; nothing for those that print text.
    func widths(of wanted: Set<Int>) -> [Int: Double] {
        guard let letter, let tags else { return [:] }
        var expressions: [Int: Expression] = [:]
        for index in wanted where tags.tags.indices.contains(index) {
            if case .hole(let expression) = tags.tags[index], expression.isUnbroken { expressions[index] = expression }
        }
        guard !expressions.isEmpty else { return [:] }
        let loops = tags.tags.compactMap { tag -> CompiledTag.Loop? in
            if case .begin(_, .loop(let loop?)) = tag { loop } else { nil }
        }
        let frames = letter.frames(of: Set(expressions.values.flatMap { $0.names.map(\.slot) }))
        var frame = frames.shared
        var widths: [Int: Double] = [:]
        var count = 0
        func measure(_ index: Int, _ expression: Expression, _ values: [Value]) {
            count += 1
            guard case .text(let text)? = try? expression.evaluate(values, in: letter.language) else { return }
            widths[index] = max(widths[index] ?? 0, Self.width(of: text))
        }
        for recipient in letter.recipients where count < Self.mostValues {
            frames.put(recipient, in: &frame)
            for (index, expression) in expressions {
                let cells = expression.names.compactMap { name in name.cell.map { (name.slot, $0.table) } }
                guard let (slot, table) = cells.first else {
                    measure(index, expression, frame.values)
                    continue
                }
                let loop = loops.filter { $0.table == table && $0.firstSlot <= slot }.max {
                    $0.firstSlot < $1.firstSlot
                }
                guard let loop, frame.tables.indices.contains(table) else { continue }
                for row in frame.tables[table] where count < Self.mostValues {
                    frame.put(row, at: loop.firstSlot)
                    measure(index, expression, frame.values)
                }
            }
        }
        return widths
    }

    /// In ems, as in most fonts without serifs.
    static func width(of text: some StringProtocol) -> Double {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar {
            case " ", "\u{A0}", ".", ",", ":", ";", "'", "-", "/", "i", "j", "l", "t", "f", "(", ")", "|", "!":
                width + 0.3
            case "m", "w", "M", "W", "%", "@": width + 0.9
            case "A"..."Z": width + 0.68
            default: width + 0.56
            }
        }
    }
}

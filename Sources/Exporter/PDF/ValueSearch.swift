/// Finds the values of a letter on its pages, each at a place of its own: of two that are the same, one that is hidden
/// is not found where the other is.
struct ValueSearch {
    /// On which pages, counted from 0, and where on the first of them.
    struct Found: Equatable, Sendable {
        let pages: ClosedRange<Int>
        let box: PDFPages.Box?
    }

    private let pages: [PDFPages.Page]
    /// By page.
    private var taken: [[Range<Int>]]

    /// How much of the text around a value must be there; less where a page ends, or a note comes between.
    private static let contexts = [16, 6, 3]

    init(_ pages: PDFPages) {
        self.pages = pages.pages
        taken = pages.pages.map { _ in [] }
    }

    /// In the order of `values`; those with text around them choose first.
    mutating func find(_ values: [LetterText.Value]) -> [Found?] {
        var found: [Found?] = values.map { _ in nil }
        for index in values.indices where !values[index].isAlone { found[index] = find(values[index]) }
        for index in values.indices where values[index].isAlone { found[index] = findAlone(values[index]) }
        return found
    }

    /// With the text before or after it.
    private mutating func find(_ value: LetterText.Value) -> Found? {
        for length in Self.contexts {
            let (before, after) = (value.before.suffix(length), value.after.prefix(length))
            for (hasBefore, hasAfter) in [(true, true), (true, false), (false, true)] {
                let around = (before: hasBefore ? before.count : 0, after: hasAfter ? after.count : 0)
                if around.before + around.after == 0 { continue }
                let text = before.suffix(around.before) + value.text + after.prefix(around.after)
                for number in pages.indices {
                    for range in pages[number].ranges(of: Array(text)) {
                        let own = range.lowerBound + around.before..<range.upperBound - around.after
                        if let found = take(own, number) { return found }
                    }
                }
            }
        }
        return findAcrossPages(value)
    }

    /// Whole words, for a `1` is in many numbers.
    private mutating func findAlone(_ value: LetterText.Value) -> Found? {
        for number in pages.indices {
            for range in pages[number].ranges(of: value.text) where pages[number].isOfWords(range) {
                if let found = take(range, number) { return found }
            }
        }
        return findAcrossPages(value)
    }

    /// Begins on one page and ends on the next.
    private mutating func findAcrossPages(_ value: LetterText.Value) -> Found? {
        for number in pages.indices.dropLast() {
            for count in 1..<max(1, value.text.count) {
                let start = value.before.suffix(3) + value.text.prefix(count)
                let end = value.text.dropFirst(count) + value.after.prefix(3)
                guard let range = pages[number].ranges(of: Array(start)).first(where: { _ in true }),
                    pages[number + 1].ranges(of: Array(end)).first(where: { _ in true }) != nil,
                    let found = take(range, number)
                else { continue }
                return Found(pages: number...number + 1, box: found.box)
            }
        }
        return nil
    }

    /// Nil when another value is there.
    private mutating func take(_ range: Range<Int>, _ page: Int) -> Found? {
        guard !taken[page].contains(where: { $0.overlaps(range) }) else { return nil }
        taken[page].append(range)
        return Found(pages: page...page, box: pages[page].box(of: range))
    }
}

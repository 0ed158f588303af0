/// Finds the values of a letter on its pages, each at a place of its own: of two that are the same, one that is hidden
/// is not found where the other is.
struct ValueSearch {
    /// On which pages, counted from 0, and where on the first of them.
    struct Found: Equatable, Sendable {
        let pages: ClosedRange<Int>
        let box: PDFPages.Box
    }

    private let pages: [PDFPages.Page]
    /// By page.
    private var taken: [[Range<Int>]]

    /// How much of the text around a value must be there; less where a page ends, or a note comes between.
    private static let contexts = [16, 6, enough]
    /// With less text beside it, a value must not be a part of a word.
    private static let enough = 3
    /// As much as is hardly found by chance.
    private static let long = 20

    init(_ pages: PDFPages) {
        self.pages = pages.pages
        taken = pages.pages.map { _ in [] }
    }

    /// In the order of `values`. What is surest is looked for first, of all of them: so none takes the place of another
    /// that is the same.
    mutating func find(_ values: [LetterText.Value]) -> [Found?] {
        var found: [Found?] = values.map { _ in nil }
        func left(_ found: [Found?]) -> [Int] { values.indices.filter { found[$0] == nil && !values[$0].isAlone } }
        for length in Self.contexts {
            for index in left(found) { found[index] = find(values[index], before: length, after: length) }
        }
        for index in left(found) { found[index] = findAtPageBreak(values[index]) }
        for length in Self.contexts {
            for index in left(found) {
                let value = values[index]
                found[index] = find(value, before: length, after: 0) ?? find(value, before: 0, after: length)
            }
        }
        for index in values.indices where values[index].isAlone {
            found[index] = findAlone(values[index]) ?? findAtPageBreak(values[index])
        }
        return found
    }

    /// With so much of the text before and after it.
    private mutating func find(_ value: LetterText.Value, before: Int, after: Int) -> Found? {
        let (before, after) = (value.before.suffix(before), value.after.prefix(after))
        if before.isEmpty, after.isEmpty { return nil }
        let text = Array(before + value.text + after)
        for number in pages.indices {
            for range in pages[number].ranges(of: text) {
                let own = range.lowerBound + before.count..<range.upperBound - after.count
                guard before.count >= Self.enough || pages[number].isApart(before: own.lowerBound),
                    after.count >= Self.enough || pages[number].isApart(after: own.upperBound)
                else { continue }
                if let found = take(own, number) { return found }
            }
        }
        return nil
    }

    /// By itself: a `1` is in many numbers.
    private mutating func findAlone(_ value: LetterText.Value) -> Found? {
        for number in pages.indices {
            for range in pages[number].ranges(of: value.text) {
                guard pages[number].isApart(before: range.lowerBound), pages[number].isApart(after: range.upperBound),
                    let found = take(range, number)
                else { continue }
                return found
            }
        }
        return nil
    }

    /// At a page break, where notes, a footer and a header come between a value and the text around it, or between two
    /// parts of it.
    private mutating func findAtPageBreak(_ value: LetterText.Value) -> Found? {
        let (before, after) = (Array(value.before.suffix(Self.enough)), Array(value.after.prefix(Self.enough)))
        for number in pages.indices.dropLast() {
            if let (_, own) = breakBetween(before, value.text, after: number), let found = take(own, number + 1) {
                return found
            }
            if let (own, _) = breakBetween(value.text, after, after: number), let found = take(own, number) {
                return found
            }
            for count in value.text.indices.dropFirst() {
                let (start, end) = (Array(value.text[..<count]), Array(value.text[count...]))
                guard let (first, last) = breakBetween(start, end, after: number), let found = take(first, number)
                else { continue }
                if take(last, number + 1) != nil { return Found(pages: number...number + 1, box: found.box) }
                taken[number].removeLast()
            }
        }
        return nil
    }

    /// Where two texts stand, both whole words, one low on a page and the other high on the next, and neither beside the
    /// other on its own page; nil when they do not. Long ones may stand anywhere: a note goes on at the foot of a page.
    private func breakBetween(
        _ first: [Character], _ last: [Character], after page: Int
    ) -> (first: Range<Int>, last: Range<Int>)? {
        let (upper, lower) = (pages[page], pages[page + 1])
        let low = upper.ranges(of: first).first { range in
            upper.isApart(after: range.upperBound)
                && (first.count >= Self.long || (upper.box(of: range)?.bottom ?? 0) > upper.height / 2)
                && !upper.characters[range.upperBound...].starts(with: last.prefix(Self.enough))
        }
        guard let low else { return nil }
        let high = lower.ranges(of: last).first { range in
            lower.isApart(before: range.lowerBound)
                && (last.count >= Self.long || (lower.box(of: range)?.top ?? .infinity) < lower.height / 3)
                && !lower.characters[..<range.lowerBound].reversed().starts(with: first.suffix(Self.enough).reversed())
        }
        return high.map { (low, $0) }
    }

    /// Nil when another value is there, or when it is not on the paper.
    private mutating func take(_ range: Range<Int>, _ page: Int) -> Found? {
        guard !taken[page].contains(where: { $0.overlaps(range) }), let box = pages[page].box(of: range),
            pages[page].holds(box)
        else { return nil }
        taken[page].append(range)
        return Found(pages: page...page, box: box)
    }
}

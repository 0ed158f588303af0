extension PDFPages {
    /// Where a value was found: on which pages, counted from 0, and where on the first of them.
    struct Found: Equatable, Sendable {
        let pages: ClosedRange<Int>
        let box: Box?
    }

    /// How much of the text around a value must be there; less where a page ends, or a note comes between.
    private static let contexts = [16, 6, 3]

    /// Where a value stands, with the text before or after it. One that has none around it must be whole words.
    func find(_ value: LetterText.Value) -> Found? {
        if value.before.isEmpty, value.after.isEmpty {
            return first { page in page.wordRange(of: value.text[...]) }
        }
        for length in Self.contexts {
            let (before, after) = (value.before.suffix(length), value.after.prefix(length))
            for (hasBefore, hasAfter) in [(true, true), (true, false), (false, true)] {
                let around = (before: hasBefore ? before.count : 0, after: hasAfter ? after.count : 0)
                if around.before + around.after == 0 { continue }
                let text = before.suffix(around.before) + value.text + after.prefix(around.after)
                let found = first { page in
                    page.range(of: text[...]).map { $0.lowerBound + around.before..<$0.upperBound - around.after }
                }
                if let found { return found }
            }
        }
        return findAcrossPages(value)
    }

    private func first(_ search: (Page) -> Range<Int>?) -> Found? {
        for (number, page) in pages.enumerated() {
            if let range = search(page) { return Found(pages: number...number, box: page.box(of: range)) }
        }
        return nil
    }

    /// A value that begins on one page and ends on the next.
    private func findAcrossPages(_ value: LetterText.Value) -> Found? {
        for number in pages.indices.dropLast() {
            for count in 1..<max(1, value.text.count) {
                let start = value.before.suffix(3) + value.text.prefix(count)
                let end = value.text.dropFirst(count) + value.after.prefix(3)
                guard let range = pages[number].range(of: start[...]), pages[number + 1].range(of: end[...]) != nil else {
                    continue
                }
                return Found(pages: number...number + 1, box: pages[number].box(of: range))
            }
        }
        return nil
    }
}

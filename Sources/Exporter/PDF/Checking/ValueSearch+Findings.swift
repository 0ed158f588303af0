extension ValueSearch {
    /// The place of a value; nil when it is not on the pages, or a part of something else.
    func place(of value: LetterText.Value, in flow: Int) -> Found? {
        let units = places[flow][value.range].compactMap(\.self)
        guard units.count == value.range.count, let first = units.first,
            !units.contains(where: { altered.contains($0.key) })
        else { return nil }
        let glyphs = units.map(glyph)
        var lineCount = 1
        for index in units.indices.dropFirst() {
            let (before, after) = (glyphs[index - 1], glyphs[index])
            let isOnOtherLine = abs(before.baseline - after.baseline) > max(before.size, after.size) * 0.9
            if isOnOtherLine || units[index].page != units[index - 1].page { lineCount += 1 }
        }
        var box = glyphs[0].box
        for (unit, glyph) in zip(units, glyphs) where unit.page == first.page { box = box.union(glyph.box) }
        let again = repetitions[flow]?.filter { $0.piece.contains(value.range.lowerBound) }.map(\.page) ?? []
        return Found(
            pages: Set(units.map(\.page) + again).sorted(), box: box, lineCount: lineCount,
            fault: glyphs.lazy.compactMap(\.fault).first)
    }

    private func glyph(_ unit: Unit) -> PDFGlyph { pages[unit.page].portions[unit.portion].glyphs[unit.glyph] }

    /// Something that is wrong with text that is no value's.
    enum Flaw: Equatable, Sendable {
        case absent(String)
        case hidden(String, PDFGlyph.Fault, page: Int)
        /// The pages show what the letter does not have.
        case added(String, page: Int)
        case overprinted(String, page: Int)
    }

    /// A character that is printed as a box, or as nothing.
    struct MissingGlyph: Sendable {
        let text: String
        /// When it is of a value.
        let value: LetterText.Value?
    }

    var flaws: [Flaw] {
        flows.indices.flatMap(flaws) + additions + overprints
    }

    func isShown(_ flow: Int) -> Bool {
        if case .region(let least) = flows[flow].kind { least <= pages.count } else { true }
    }

    /// Of the text between the values of a flow.
    private func flaws(of flow: Int) -> [Flaw] {
        guard isShown(flow) else { return [] }
        var result: [Flaw] = []
        var start = 0
        let ends = flows[flow].values.map(\.range) + [flows[flow].units.count..<flows[flow].units.count]
        for value in ends where value.lowerBound >= start {
            result += flaws(of: flow, start..<value.lowerBound)
            start = value.upperBound
        }
        return result
    }

    private func flaws(of flow: Int, _ range: Range<Int>) -> [Flaw] {
        var result: [Flaw] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let kind = flaw(flow, index)
            let end = range.suffix(from: index).first { flaw(flow, $0) != kind } ?? range.upperBound
            let excerpt = flows[flow].excerpt(index..<end)
            switch kind {
            case .none: break
            case .absent: if excerpt.contains(where: { $0.isLetter || $0.isNumber }) { result.append(.absent(excerpt)) }
            case .hidden(let fault): result.append(.hidden(excerpt, fault, page: places[flow][index]?.page ?? 0))
            }
            index = end
        }
        return result
    }

    private enum Kind: Equatable {
        case none, absent
        case hidden(PDFGlyph.Fault)
    }

    private func flaw(_ flow: Int, _ index: Int) -> Kind {
        if flows[flow].units[index] == ComparedText.gap { return .none }
        guard let unit = places[flow][index] else { return .absent }
        return glyph(unit).fault.map(Kind.hidden) ?? .none
    }

    /// Text that is not the letter's, but for labels.
    private var additions: [Flaw] {
        [PDFPortion.Role.text, .note].flatMap { role -> [Flaw] in
            guard let units = streams[role], let isTaken = taken[role] else { return [] }
            var result: [Flaw] = []
            var index = 0
            while index < units.count {
                guard !isTaken[index] else {
                    index += 1
                    continue
                }
                let end = isTaken[index...].firstIndex(of: true) ?? units.count
                if end - index > Self.longestLabel || altered.contains(units[index].key) {
                    result.append(.added(text(units[index..<end]), page: units[index].page))
                }
                index = end
            }
            return result
        }
    }

    private func text(_ units: ArraySlice<Unit>) -> String {
        guard let first = units.first else { return "" }
        // Of the first page that it is on, with its spaces.
        var portions: [Int: ClosedRange<Int>] = [:]
        for unit in units.prefix(200) where unit.page == first.page {
            let known = portions[unit.portion]
            portions[unit.portion] = min(known?.lowerBound ?? unit.glyph, unit.glyph)...unit.glyph
        }
        return portions.sorted { $0.key < $1.key }
            .map { pages[first.page].portions[$0.key].glyphs[$0.value].map(\.text).joined() }.joined(separator: " ")
    }

    /// Text that stands on other text, so that neither can be read.
    private var overprints: [Flaw] {
        pages.enumerated().flatMap { number, page -> [Flaw] in
            let lines = page.portions.compactMap(Line.init).sorted { $0.box.top < $1.box.top }
            var result: [Flaw] = []
            for (index, line) in lines.enumerated() {
                for other in lines[(index + 1)...] {
                    if other.box.top >= line.box.bottom { break }
                    let common = line.box.intersection(other.box)
                    guard common.right - common.left >= 4, common.area > min(line.box.area, other.box.area) / 2 else {
                        continue
                    }
                    result.append(.overprinted(line.text, page: number))
                }
            }
            return result
        }
    }

    /// A portion, with where its small letters are.
    private struct Line {
        let text: String
        let box: PDFBox

        init?(_ portion: PDFPortion) {
            let inked = portion.glyphs.filter { glyph in
                glyph.fault == nil && !glyph.text.allSatisfy(\.isWhitespace)
            }
            guard let first = inked.first?.box else { return nil }
            var box = inked.reduce(first) { $0.union($1.box) }
            let height = box.bottom - box.top
            box.top += height * 0.26
            box.bottom -= height * 0.22
            self.box = box
            text = portion.glyphs.map(\.text).joined()
        }
    }

    /// Words that go on on another line without a hyphen, as there is no room for them on one. Addresses of the web do.
    var brokenWords: [String] {
        var words: [String] = []
        for (index, flow) in flows.enumerated() {
            for unit in flow.units.indices.dropFirst() {
                guard let before = places[index][unit - 1], let after = places[index][unit], before.key != after.key,
                    isBroken(before, after)
                else { continue }
                let isLetter = { (unit: Int) in flow.excerpt(unit..<unit + 1).allSatisfy(\.isLetter) }
                guard isLetter(unit - 1), isLetter(unit) else { continue }
                let end = flow.units[unit...].indices.first { !isLetter($0) } ?? flow.units.count
                let start = flow.units[..<unit].indices.reversed().first {
                    flow.excerpt($0..<$0 + 1).contains(where: \.isWhitespace)
                }
                let word = flow.excerpt((start ?? -1) + 1..<min(end + 1, flow.units.count))
                guard !word.contains(where: { "/@.:".contains($0) && $0 != word.last }) else { continue }
                words.append(String(word.prefix { $0.isLetter }))
            }
        }
        return words
    }

    private func isBroken(_ before: Unit, _ after: Unit) -> Bool {
        let (one, other) = (glyph(before), glyph(after))
        let isOnOtherLine = abs(one.baseline - other.baseline) > max(one.size, other.size) * 0.9
        guard isOnOtherLine || before.page != after.page else { return false }
        // A hyphen that LibreOffice adds is a piece of its own.
        let next = pages[before.page].portions.dropFirst(before.portion + 1).first
        return next?.glyphs.map(\.text).joined() != "-"
    }

    var missingGlyphs: [MissingGlyph] {
        var found: [MissingGlyph] = []
        var known: Set<PortionGlyph> = []
        for (index, flow) in flows.enumerated() {
            for (unit, place) in places[index].enumerated() {
                guard let place, glyph(place).isMissing,
                    known.insert(PortionGlyph(key: place.key, glyph: place.glyph)).inserted,
                    let character = flow.excerpt(unit..<unit + 1).first
                else { continue }
                let value = flow.values.first { $0.range.contains(unit) }
                found.append(MissingGlyph(text: String(character), value: value))
            }
        }
        // Of what is no text of the letter's, such as the bullets of the house style.
        for (number, page) in pages.enumerated() {
            for (index, portion) in page.portions.enumerated() {
                let key = PortionKey(page: number, portion: index)
                for (position, glyph) in portion.glyphs.enumerated()
                where glyph.isMissing && known.insert(PortionGlyph(key: key, glyph: position)).inserted {
                    if !glyph.text.isEmpty { found.append(MissingGlyph(text: glyph.text, value: nil)) }
                }
            }
        }
        return found
    }

    private struct PortionGlyph: Hashable {
        let key: PortionKey
        let glyph: Int
    }
}

extension ValueSearch {
    /// Something that is wrong with text that is no value's.
    enum Flaw: Equatable, Sendable {
        case absent(String)
        case hidden(String, PDFGlyph.Fault, page: Int)
        /// The pages show what the letter does not have.
        case added(String, page: Int)
        case overprinted(String, page: Int)
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
}

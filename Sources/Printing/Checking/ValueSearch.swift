/// Finds the whole text of a letter on its pages, and with it every value at a place of its own: of two that are the same,
/// one that is hidden is not found where the other is. What runs on is compared as a whole and in order; headers, footers
/// and boxes by paragraph, wherever they are.
struct ValueSearch {
    /// Where a value stands.
    struct Found: Sendable {
        /// Counted from 0, in order.
        let pages: [Int]
        /// On the first of them.
        let box: PDFBox
        /// Of how many lines there is a part of it.
        let lineCount: Int
        let fault: PDFGlyph.Fault?
    }

    /// A character on a page, as it is compared.
    struct Unit {
        let number: Int32
        let page: Int
        let portion: Int
        let glyph: Int
        /// Whether a portion begins with it.
        let isStart: Bool
    }

    struct PortionKey: Hashable {
        let page: Int
        let portion: Int
    }

    /// A paragraph of a header, once more.
    struct Repetition {
        let piece: Range<Int>
        let page: Int
    }

    let pages: [PDFPages.Page]
    private(set) var streams: [PDFPortion.Role: [Unit]] = [:]
    /// For each stream, which units belong to the letter's text.
    private(set) var taken: [PDFPortion.Role: [Bool]] = [:]
    /// For each flow, for each of its units where it stands.
    private(set) var places: [[Unit?]] = []
    private(set) var repetitions: [Int: [Repetition]] = [:]
    /// Those that show a part of the letter's text, and something else as well.
    private(set) var altered: Set<PortionKey> = []
    let flows: [LetterText.Flow]

    /// Labels of lists, numbers of notes and of pages: what the program that sets pages adds by itself.
    static let longestLabel = 12

    init(_ pages: PDFPages, _ text: LetterText, _ compared: inout ComparedText) {
        self.pages = pages.pages
        flows = text.flows
        for (number, page) in pages.pages.enumerated() {
            for (index, portion) in page.portions.enumerated() {
                streams[portion.role, default: []] += Self.units(of: portion, page: number, index, &compared)
            }
        }
        taken = streams.mapValues { Array(repeating: false, count: $0.count) }
        places = flows.map { Array(repeating: nil, count: $0.units.count) }
        // Boxes last: they may stand among what runs on.
        for index in flows.indices {
            switch flows[index].kind {
            case .text: align(index, .text)
            case .notes: align(index, .note)
            case .box, .region: continue
            }
        }
        for index in flows.indices {
            switch flows[index].kind {
            case .region: findParagraphs(of: index, in: [.artifact, .text, .figure])
            case .box: findParagraphs(of: index, in: [.text, .figure, .note, .artifact])
            case .text, .notes: continue
            }
        }
        for (role, units) in streams {
            var shown: [PortionKey: Bool] = [:]
            for (unit, isTaken) in zip(units, taken[role] ?? []) {
                if let known = shown.updateValue(isTaken, forKey: unit.key), known != isTaken {
                    altered.insert(unit.key)
                }
            }
        }
    }

    private static func units(
        of portion: PDFPortion, page: Int, _ index: Int, _ compared: inout ComparedText
    ) -> [Unit] {
        var units: [Unit] = []
        var text = ""
        var glyph = 0
        func flush(_ compared: inout ComparedText) {
            for unit in compared.units(of: text) {
                units.append(
                    Unit(number: unit.number, page: page, portion: index, glyph: glyph, isStart: units.isEmpty))
            }
        }
        for (number, next) in portion.glyphs.enumerated() {
            let isMark = next.text.unicodeScalars.first?.properties.generalCategory.isMark ?? true
            if isMark, !text.isEmpty {
                text += next.text
            } else {
                flush(&compared)
                (text, glyph) = (next.text, number)
            }
        }
        flush(&compared)
        return units
    }

    // MARK: Text that runs on

    private mutating func align(_ flow: Int, _ role: PDFPortion.Role) {
        let units = streams[role] ?? []
        var alignment = TextAlignment(
            flows[flow].units, units.map(\.number), starts: units.indices.filter { units[$0].isStart })
        alignment.fit { units[$0].isStart }
        for (index, place) in alignment.places.enumerated() {
            guard let place else { continue }
            places[flow][index] = units[place]
            taken[role]?[place] = true
        }
    }

    // MARK: Paragraphs by themselves

    private mutating func findParagraphs(of flow: Int, in roles: [PDFPortion.Role]) {
        var start = 0
        for end in flows[flow].ends where end > start {
            // Around what is not known.
            for piece in (start..<end).split(whereSeparator: { flows[flow].units[$0] == ComparedText.gap }) {
                for role in roles where find(piece, of: flow, in: role) { break }
            }
            start = end
        }
    }

    /// Each place is taken once, all that are the same; of what is on every page the first counts.
    private mutating func find(_ piece: Range<Int>, of flow: Int, in role: PDFPortion.Role) -> Bool {
        guard let units = streams[role], let isTaken = taken[role] else { return false }
        let wanted = Array(flows[flow].units[piece])
        let isOnEveryPage = if case .region = flows[flow].kind { true } else { false }
        var found = false
        for start in Occurrences(of: wanted, in: units.map(\.number)).starts {
            let end = start + wanted.count
            guard units[start].isStart, end == units.count || units[end].isStart,
                !isTaken[start..<end].contains(true)
            else { continue }
            if found {
                repetitions[flow, default: []].append(Repetition(piece: piece, page: units[start].page))
            } else {
                for (index, unit) in zip(piece, units[start..<end]) { places[flow][index] = unit }
            }
            for index in start..<end { taken[role]?[index] = true }
            found = true
            if !isOnEveryPage { break }
        }
        return found
    }
}

extension ValueSearch.Unit {
    var key: ValueSearch.PortionKey { ValueSearch.PortionKey(page: page, portion: portion) }
}

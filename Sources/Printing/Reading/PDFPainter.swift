internal import Exporter

/// Follows what paints a page (ISO 32000-1 §8, §9), as far as text is concerned: what is written where, in which colour,
/// and what is painted over it.
struct PDFPainter {
    private struct State {
        var matrix: PDFMatrix
        var clip: PDFBox
        var text = PDFTextState()
        /// Of what is filled, text included; nil when it is a pattern.
        var colour: Colour? = .black
        var opacity = 1.0
    }

    /// Something that is painted over an area.
    private struct Area {
        let box: PDFBox
        /// Nil when it is a picture.
        let colour: Colour?
        /// How many glyphs were painted before it.
        let glyphCount: Int
    }

    /// Marked content that is open (ISO 32000-1 §14.6).
    private struct Mark {
        let role: PDFPortion.Role?
        let actualText: String?
        /// How many glyphs there were before it.
        let glyphCount: Int
    }

    private let roles: [Int: PDFPortion.Role]
    private let paper: PDFBox
    private var resources: PDFResources
    private var state: State
    private var saved: [State] = []
    private var marks: [Mark] = []
    private var glyphs: [PDFGlyph] = []
    private var colours: [Colour?] = []
    /// Where each portion begins in `glyphs`.
    private var portions: [(role: PDFPortion.Role, start: Int)] = []
    private var areas: [Area] = []
    private var path: PDFBox?
    private var current: (x: Double, y: Double) = (0, 0)
    private var clipsPath = false
    private var formDepth = 0

    /// A glyph that is smaller is not read, in points.
    private static let smallest = 3.0
    private static let deepestForm = 4
    private static let mostStates = 1000

    init(paper: PDFPages.Paper, roles: [Int: PDFPortion.Role], resources: PDFResources) {
        self.roles = roles
        self.resources = resources
        self.paper = PDFBox(left: 0, top: 0, right: paper.width, bottom: paper.height)
        var matrix = PDFMatrix(moving: -paper.left, paper.height + paper.bottom)
        matrix.d = -1
        state = State(matrix: matrix, clip: self.paper)
    }

    mutating func paint(_ content: [UInt8]) {
        var lexer = PDFLexer(content)
        // Nothing after what cannot be read counts as painted.
        while let operation = try? lexer.operation() { apply(operation.name, operation.operands) }
    }

    private mutating func apply(_ word: String, _ operands: [PDFValue]) {
        switch word {
        case "q": if saved.count < Self.mostStates { saved.append(state) }
        case "Q": if let outer = saved.popLast() { state = outer }
        case "cm": if let matrix = PDFMatrix(operands) { state.matrix = matrix.within(state.matrix) }
        case "gs":
            if let opacity = operands.first?.name.flatMap({ resources.opacities[$0] }) { state.opacity = opacity }
        case "g", "rg", "k", "sc", "scn": state.colour = Colour(components: operands.compactMap(\.number))
        case "cs": state.colour = .black
        case "BMC", "BDC": begin(operands)
        case "EMC": endMark()
        case "Do": if let name = operands.first?.name { paint(object: name) }
        case "m", "l", "c", "v", "y", "re": draw(word, operands.compactMap(\.number))
        case "W", "W*": clipsPath = true
        case "f", "F", "f*", "B", "B*", "b", "b*": endPath(isFilled: true)
        case "n", "S", "s": endPath(isFilled: false)
        default: applyText(word, operands)
        }
    }

    // MARK: Paths

    /// Of a path only what it is in is kept.
    private mutating func draw(_ word: String, _ numbers: [Double]) {
        func add(_ x: Double, _ y: Double) {
            let point = state.matrix.point(x, y)
            let box = PDFBox(left: point.x, top: point.y, right: point.x, bottom: point.y)
            path = path?.union(box) ?? box
        }
        if word == "re", numbers.count == 4 {
            add(numbers[0], numbers[1])
            add(numbers[0] + numbers[2], numbers[1] + numbers[3])
        } else {
            for index in stride(from: 0, to: numbers.count - 1, by: 2) { add(numbers[index], numbers[index + 1]) }
        }
    }

    private mutating func endPath(isFilled: Bool) {
        if let path {
            if isFilled { paint(over: path, state.colour) }
            if clipsPath { state.clip = state.clip.intersection(path) }
        }
        clipsPath = false
        path = nil
    }

    private mutating func paint(over box: PDFBox, _ colour: Colour?) {
        let seen = box.intersection(state.clip)
        guard state.opacity > 0.9, !seen.isEmpty else { return }
        areas.append(Area(box: seen, colour: colour, glyphCount: glyphs.count))
    }

    private mutating func paint(object name: String) {
        switch resources.objects[name] {
        case .picture(let isOpaque): if isOpaque { paint(over: state.matrix.box(0, 0, 1, 1), nil) }
        case .form(let form):
            guard formDepth < Self.deepestForm else { return }
            let (outer, outerResources, outerSaved) = (state, resources, saved)
            (formDepth, resources, saved) = (formDepth + 1, form.resources, [])
            state.matrix = form.matrix.within(state.matrix)
            paint(form.content)
            (formDepth, state, resources, saved) = (formDepth - 1, outer, outerResources, outerSaved)
        case nil: break
        }
    }

    // MARK: Marked content

    private mutating func begin(_ operands: [PDFValue]) {
        var role: PDFPortion.Role?
        var actualText: String?
        if case .dictionary(let properties)? = operands.dropFirst().first {
            if let number = properties["MCID"]?.number.flatMap({ Int(exactly: $0) }) { role = roles[number] ?? .text }
            actualText = properties["ActualText"]?.text
        }
        if operands.first?.name == "Artifact" { role = .artifact }
        marks.append(Mark(role: role, actualText: actualText, glyphCount: glyphs.count))
        if role != nil { beginPortion() }
    }

    private mutating func endMark() {
        guard let mark = marks.popLast() else { return }
        if let text = mark.actualText, mark.glyphCount < glyphs.count {
            replace(glyphs[mark.glyphCount...], by: text)
        }
        if mark.role != nil { beginPortion() }
    }

    /// The first of some glyphs stands for the text of all (ISO 32000-1 §14.9.4).
    private mutating func replace(_ group: ArraySlice<PDFGlyph>, by text: String) {
        let first = group.startIndex
        for index in group.indices { glyphs[index].text = "" }
        glyphs[first].text = text
        glyphs[first].box = group.map(\.box).reduce(group[first].box) { $0.union($1) }
        let looks = group.map(\.look)
        glyphs[first].look = looks.contains(.box) ? .box : looks.contains(.shape) ? .shape : .nothing
    }

    /// What is in no marked content is not of the text.
    private mutating func beginPortion() {
        let role = marks.last { $0.role != nil }?.role ?? .artifact
        if portions.last?.start == glyphs.count { portions.removeLast() }
        portions.append((role, glyphs.count))
    }

    // MARK: Text

    private mutating func applyText(_ word: String, _ operands: [PDFValue]) {
        if word == "BT" { beginPortion() }
        if word == "Tf", let name = operands.first?.name { state.text.font = resources.fonts[name] }
        guard let shown = state.text.apply(word, operands) else { return }
        for item in shown {
            if let bytes = item.string {
                show(bytes)
            } else if let number = item.number {
                state.text.move(byThousandths: -number)
            }
        }
    }

    private mutating func show(_ bytes: [UInt8]) {
        guard let font = state.text.font else { return }
        for start in stride(from: 0, through: bytes.count - font.codeLength, by: font.codeLength) {
            let code = bytes[start..<start + font.codeLength].reduce(0) { $0 << 8 | Int($1) }
            let width = font.width(of: code)
            append(code, width, font)
            state.text.advance(width, isSpace: font.codeLength == 1 && code == 32)
        }
    }

    private mutating func append(_ code: Int, _ width: Double, _ font: PDFFont) {
        let matrix = state.text.glyphMatrix.within(state.matrix)
        let length = (matrix.a * matrix.a + matrix.b * matrix.b).squareRoot()
        let size = (matrix.c * matrix.c + matrix.d * matrix.d).squareRoot()
        guard length.isFinite, size.isFinite, abs(matrix.e) < 1e6, abs(matrix.f) < 1e6 else { return }
        let text = font.text(of: code)
        let box = matrix.box(0, -0.22, max(width, 0.01), 0.75)
        let middle = matrix.point(width / 2, 0)
        let (across, down) = length > 0 ? (matrix.a / length, matrix.b / length) : (1, 0)
        var glyph = PDFGlyph(
            text: text, box: box, along: middle.x * across + middle.y * down,
            baseline: middle.y * across - middle.x * down, size: size, fault: nil, look: font.look(of: code))
        if !glyph.isBlank { glyph.fault = fault(of: box, size) }
        if portions.isEmpty { beginPortion() }
        glyphs.append(glyph)
        colours.append(state.colour)
    }

    private func fault(of box: PDFBox, _ size: Double) -> PDFGlyph.Fault? {
        if size < Self.smallest { return .tooSmall }
        if state.text.isInvisible || state.opacity < 0.1 { return .unseen }
        // Half of it is enough to be read.
        if box.intersection(paper).area < box.area / 2 { return .offPage }
        if box.intersection(state.clip).area < box.area / 2 { return .cutOff }
        return nil
    }

    // MARK: The whole

    /// The portions of the page, all that is hidden known as such.
    mutating func finished() -> [PDFPortion] {
        judgeColours()
        var result: [PDFPortion] = []
        for (index, portion) in portions.enumerated() {
            let end = index + 1 < portions.count ? portions[index + 1].start : glyphs.count
            guard portion.start < end else { continue }
            result.append(PDFPortion(role: portion.role, glyphs: PDFReadingOrder.sorted(glyphs[portion.start..<end])))
        }
        return result
    }

    /// Finds what is covered, and what has the colour that it stands on.
    private mutating func judgeColours() {
        for (index, portion) in portions.enumerated() {
            let end = index + 1 < portions.count ? portions[index + 1].start : glyphs.count
            guard let first = glyphs[portion.start..<end].first?.box else { continue }
            let around = glyphs[portion.start..<end].reduce(first) { $0.union($1.box) }
            let near = areas.filter { !$0.box.intersection(around).isEmpty }
            for glyph in portion.start..<end where glyphs[glyph].fault == nil && !glyphs[glyph].text.isEmpty {
                let middle = glyphs[glyph].box.centre
                let here = near.filter { $0.box.contains(middle) }
                if here.contains(where: { $0.glyphCount > glyph }) {
                    glyphs[glyph].fault = .covered
                } else if let colour = colours[glyph],
                    let background = here.isEmpty ? .white : here.last.flatMap(\.colour),
                    colour.contrast(with: background) < Self.leastContrast,
                    !glyphs[glyph].text.allSatisfy(\.isWhitespace)
                {
                    glyphs[glyph].fault = .unseen
                }
            }
        }
    }

    /// WCAG 2.1 asks for more; what has less is not seen at all.
    private static let leastContrast = 1.3
}

/// What a page paints, by the marks around it (ISO 32000-1 §14.6), and in which fonts.
struct PageContent {
    enum Mark: Equatable {
        case none, artifact
        /// Of an element of the structure.
        case content(Int)
    }

    enum Paint: Hashable {
        case path, text, image
    }

    /// A piece of the page's own stream that has one mark.
    struct Section {
        let mark: Mark
        /// Of the operation that makes the mark.
        var opening: Range<Int>?
        /// From the first operation to the last that paints.
        var painted: Range<Int>?
        var paints: Set<Paint> = []
        /// Where its text begins.
        var text: PDFPoint?
        var images: [PDFRectangle] = []
        /// Of the first operation.
        fileprivate var start: Int?
    }

    enum Fault: Hashable {
        case artifactInContent, contentInArtifact, contentInContent, unbalanced, unreadable
        /// An operator that PDF does not have.
        case unknownOperator(String)
        /// What is used and is not in the resources.
        case missing(String)
        case tooDeep(Int)
    }

    /// Characters for which a text stands as a whole (ISO 32000-1 §14.9.4).
    struct ReplacedText {
        let text: String
        /// In the order in which they are written.
        fileprivate(set) var characters: [FontCode] = []
    }

    struct FontCode {
        /// By its object number.
        let font: Int
        let code: Int
    }

    let page: Int
    private(set) var sections: [Section] = []
    private(set) var faults: Set<Fault> = []
    /// Codes of characters that are shown, by the object number of their font.
    private(set) var shown: [Int: Set<Int>] = [:]
    /// What other texts stand for.
    private(set) var replaced: [ReplacedText] = []
    /// Which forms it paints, and how often.
    private(set) var forms: [Int: Int] = [:]
    /// Colour spaces that are named in the stream itself, and intents.
    private(set) var colourOperators: Set<String> = []
    private(set) var intents: Set<String> = []

    init(_ page: Int, of objects: PDFObjects) {
        self.page = page
        guard let content = objects.content(of: page) else {
            faults.insert(.unreadable)
            return
        }
        var walk = ContentWalk(objects, isForm: false, matrix: PDFMatrix())
        walk.walk(content, objects.dictionary(objects.inherited("Resources", of: page)), depth: 0)
        sections = walk.finished()
        (faults, shown, replaced, forms) = (walk.faults, walk.shown, walk.replaced, walk.forms)
        (colourOperators, intents) = (walk.colourOperators, walk.intents)
    }
}

extension PageContent.Section {
    fileprivate init(_ mark: PageContent.Mark, opening: Range<Int>?) {
        self.mark = mark
        self.opening = opening
    }
}

/// Goes through a stream, and those of the forms that it paints.
private struct ContentWalk {
    private struct Graphics {
        var matrix: PDFMatrix
        var font: Int?
        /// Of how many bytes its codes are.
        var codeLength = 1
        var leading = 0.0
    }

    private let objects: PDFObjects
    private let isForm: Bool
    private var graphics: Graphics
    private var saved: [Graphics] = []
    private var line = PDFMatrix()
    /// What is open, of which some are no mark of content.
    private var open: [PageContent.Mark] = []
    /// Where the text in hand was opened, and what it stands for.
    private var replacing: (depth: Int, text: PageContent.ReplacedText)?
    private var sections: [PageContent.Section] = []
    private var section = PageContent.Section(.none, opening: nil)
    private(set) var faults: Set<PageContent.Fault> = []
    private(set) var shown: [Int: Set<Int>] = [:]
    private(set) var replaced: [PageContent.ReplacedText] = []
    private(set) var forms: [Int: Int] = [:]
    private(set) var colourOperators: Set<String> = []
    private(set) var intents: Set<String> = []

    /// ISO 19005-2 §6.1.13.
    private static let deepest = 28

    init(_ objects: PDFObjects, isForm: Bool, matrix: PDFMatrix) {
        self.objects = objects
        self.isForm = isForm
        graphics = Graphics(matrix: matrix)
    }

    /// All sections, when the stream has come to its end.
    func finished() -> [PageContent.Section] { sections + [section] }

    mutating func walk(_ content: [UInt8], _ resources: [String: PDFValue], depth: Int) {
        let before = open
        var lexer = PDFLexer(content)
        do throws(PDFSyntaxError) {
            while let operation = try lexer.operation() { perform(operation, resources, depth) }
        } catch {
            faults.insert(.unreadable)
        }
        if open != before || !saved.isEmpty { faults.insert(.unbalanced) }
    }

    private mutating func perform(_ operation: ContentOperation, _ resources: [String: PDFValue], _ depth: Int) {
        let operands = operation.operands
        switch operation.name {
        case "BMC", "BDC": return begin(operation, resources)
        case "EMC": return end(operation)
        default: break
        }
        section.start = section.start ?? operation.range.lowerBound
        switch operation.name {
        case "q":
            saved.append(graphics)
            if saved.count > Self.deepest { faults.insert(.tooDeep(saved.count)) }
        case "Q":
            if let last = saved.popLast() { graphics = last } else { faults.insert(.unbalanced) }
        case "cm":
            if let matrix = PDFMatrix(operands) { graphics.matrix = matrix.within(graphics.matrix) }
        case "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh": paint(.path, operation)
        case "EI":
            section.images.append(graphics.matrix.unitSquare)
            paint(.image, operation)
        case "Do": paint(operands.first?.name ?? "", operation, resources, depth)
        case "Tf": setFont(operands, resources)
        case "BT", "Td", "TD", "Tm", "T*", "TL", "Tj", "TJ", "'", "\"": write(operation)
        case "g", "G", "rg", "RG", "k", "K": colourOperators.insert(operation.name)
        case "cs", "CS": if let space = operands.first?.name { colourOperators.insert(space) }
        case "ri": if let intent = operands.first?.name { intents.insert(intent) }
        case let name where !Self.others.contains(name): faults.insert(.unknownOperator(name))
        default: break
        }
    }

    /// Those that change what is painted later, and nothing that is looked at here (ISO 32000-1 Annex A).
    private static let others: Set<String> = [
        "BX", "c", "d", "d0", "d1", "DP", "ET", "EX", "gs", "h", "i", "j", "J", "l", "m", "M", "MP", "n", "re", "sc",
        "SC", "scn", "SCN", "Tc", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y",
    ]

    // MARK: Marks

    private mutating func begin(_ operation: ContentOperation, _ resources: [String: PDFValue]) {
        var mark = PageContent.Mark.none
        if operation.operands.first?.name == "Artifact" { mark = .artifact }
        if operation.name == "BDC", let properties = operation.operands.last {
            let named = properties.name.flatMap { objects.dictionary(resources["Properties"])[$0] }
            let entries = objects.dictionary(named ?? properties)
            if let number = entries["MCID"]?.integer { mark = .content(number) }
            if replacing == nil, let text = objects.resolved(entries["ActualText"]).text {
                replacing = (open.count, PageContent.ReplacedText(text: text))
            }
        }
        let around = open.last { $0 != .none }
        switch (around, mark) {
        case (.artifact?, .content): faults.insert(.contentInArtifact)
        case (.content?, .artifact): faults.insert(.artifactInContent)
        case (.content?, .content): faults.insert(.contentInContent)
        default: break
        }
        open.append(mark)
        if mark != .none, !isForm {
            sections.append(section)
            section = PageContent.Section(mark, opening: operation.range)
        }
    }

    private mutating func end(_ operation: ContentOperation) {
        guard let ended = open.popLast() else {
            faults.insert(.unbalanced)
            return
        }
        if let replacing, replacing.depth == open.count {
            replaced.append(replacing.text)
            self.replacing = nil
        }
        guard ended != .none, !isForm else { return }
        sections.append(section)
        section = PageContent.Section(open.last { $0 != .none } ?? .none, opening: nil)
    }

    // MARK: Painting

    private mutating func paint(_ paint: PageContent.Paint, _ operation: ContentOperation) {
        section.paints.insert(paint)
        section.painted = (section.start ?? operation.range.lowerBound)..<operation.range.upperBound
    }

    /// An XObject (ISO 32000-1 §8.8).
    private mutating func paint(
        _ name: String, _ operation: ContentOperation, _ resources: [String: PDFValue], _ depth: Int
    ) {
        let object = objects.dictionary(resources["XObject"])[name]
        guard let number = object?.reference, let stream = objects.values[number]?.dictionary, depth < 10 else {
            faults.insert(.missing(name))
            return
        }
        guard stream["Subtype"]?.name == "Form" else {
            section.images.append(graphics.matrix.unitSquare)
            return paint(.image, operation)
        }
        forms[number, default: 0] += 1
        let own = PDFMatrix(objects.array(stream["Matrix"])) ?? PDFMatrix()
        var walk = ContentWalk(objects, isForm: true, matrix: own.within(graphics.matrix))
        walk.open = open
        walk.section = PageContent.Section(section.mark, opening: nil)
        // What was painted often enough is known: forms in forms may multiply.
        guard forms.values.reduce(0, +) <= 10_000, let content = objects.stream(object) else {
            faults.insert(.unreadable)
            return
        }
        walk.walk(content, objects.dictionary(stream["Resources"] ?? .dictionary(resources)), depth: depth + 1)
        faults.formUnion(walk.faults)
        shown.merge(walk.shown) { $0.union($1) }
        replaced += walk.replaced
        forms.merge(walk.forms, uniquingKeysWith: +)
        colourOperators.formUnion(walk.colourOperators)
        intents.formUnion(walk.intents)
        for kind in walk.section.paints { paint(kind, operation) }
        section.images += walk.section.images
    }

    // MARK: Text

    private mutating func setFont(_ operands: [PDFValue], _ resources: [String: PDFValue]) {
        let name = operands.first?.name ?? ""
        graphics.font = objects.dictionary(resources["Font"])[name]?.reference
        guard let font = graphics.font else {
            faults.insert(.missing(name))
            return
        }
        graphics.codeLength = objects.dictionary(font)["Subtype"]?.name == "Type0" ? 2 : 1
    }

    private mutating func write(_ operation: ContentOperation) {
        let numbers = operation.operands.compactMap(\.number)
        switch operation.name {
        case "BT": line = PDFMatrix()
        case "Td", "TD":
            guard numbers.count == 2 else { return }
            if operation.name == "TD" { graphics.leading = -numbers[1] }
            line = PDFMatrix(moving: numbers[0], numbers[1]).within(line)
        case "Tm": if let matrix = PDFMatrix(operation.operands) { line = matrix }
        case "TL": graphics.leading = numbers.first ?? 0
        case "T*": line = PDFMatrix(moving: 0, -graphics.leading).within(line)
        default:
            if operation.name == "'" || operation.name == "\"" {
                line = PDFMatrix(moving: 0, -graphics.leading).within(line)
            }
            section.text = section.text ?? line.within(graphics.matrix).point(0, 0)
            show(operation.operands.last)
            paint(.text, operation)
        }
    }

    private mutating func show(_ value: PDFValue?) {
        guard let font = graphics.font, let value else { return }
        let length = graphics.codeLength
        for case .string(let bytes) in value.array ?? [value] {
            for start in stride(from: 0, to: bytes.count - length + 1, by: length) {
                let code = length == 1 ? Int(bytes[start]) : Int(bytes[start]) << 8 | Int(bytes[start + 1])
                shown[font, default: []].insert(code)
                replacing?.text.characters.append(.init(font: font, code: code))
            }
        }
    }
}

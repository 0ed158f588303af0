internal import Containers
internal import Exporter
import Templating
import Workspace

/// What the pages of one letter must show: its whole text, with every value at its place.
struct LetterText: Sendable {
    struct Value: Sendable {
        let printed: Filler.Printed
        /// In the text that it stands in; never empty.
        let range: Range<Int>
        /// What stands above it in the first row of a table.
        let column: String?
    }

    /// Text that is printed in one order, wherever its pages end.
    struct Flow: Sendable {
        enum Kind: Equatable, Sendable {
            case text
            /// All of them, in their order.
            case notes
            /// Stands apart from the text around it.
            case box
            /// A header or a footer, with how many pages a letter has that shows it.
            case region(leastPages: Int)
        }

        let kind: Kind
        fileprivate(set) var units: [Int32] = []
        fileprivate(set) var values: [Value] = []
        /// Where each paragraph ends, for those that may be anywhere.
        fileprivate(set) var ends: [Int] = []
        fileprivate var offsets: [Int] = []
        fileprivate var text = ""

        fileprivate init(_ kind: Kind) { self.kind = kind }

        /// As it is written.
        func excerpt(_ range: Range<Int>) -> String {
            guard let first = offsets[range].first else { return "" }
            let end = range.upperBound < offsets.count ? offsets[range.upperBound] : text.utf8.count
            return String(decoding: text.utf8.dropFirst(first).prefix(max(0, end - first)), as: UTF8.self)
        }
    }

    /// A value in the target of a link, or in what is told of a picture.
    struct Hidden: Sendable {
        let printed: Filler.Printed
        let text: String
    }

    let flows: [Flow]
    let targets: [Hidden]
    let alternatives: [Hidden]

    /// Nil when the documents cannot be read again, which they always can.
    init?(_ compiled: CompiledLetter, _ recipient: LetterRecipient, _ compared: inout ComparedText) {
        var filler = Filler(
            frame: compiled.letter.frame(of: recipient), language: compiled.letter.language, trace: true)
        var number = 0
        let documents = compiled.explained.prefix(2).compactMap { template in
            var filling = Filling()
            filler.fill(template, into: &filling) { text, context, bytes in
                bytes += ValueMark.begin(number).utf8
                HoleContext.append(text, context: context, to: &bytes)
                bytes += ValueMark.end.utf8
                number += 1
            }
            return try? DocumentElement.read(filling.bytes(of: template), file: "").get()
        }
        guard documents.count == 2, filler.errors.isEmpty else { return nil }
        let printed = filler.printed ?? []
        var walk = Walk(content: documents[0], styles: documents[1], printed: printed, compared: compared)
        guard walk.walk() else { return nil }
        compared = walk.compared
        flows = walk.flows
        func hidden(_ texts: [String]) -> [Hidden] {
            texts.flatMap { text in
                ValueMark.numbers(in: text).compactMap { number in
                    printed.indices.contains(number)
                        ? Hidden(printed: printed[number], text: ValueMark.removed(from: text)) : nil
                }
            }
        }
        targets = hidden(walk.targets)
        alternatives = hidden(walk.alternatives)
    }
}

/// Walks through a document in the order in which its text is written on the pages.
private struct Walk {
    private let content: DocumentElement
    private let styles: DocumentElement
    private let printed: [Filler.Printed]
    private(set) var compared: ComparedText
    private(set) var flows = [LetterText.Flow(.text), LetterText.Flow(.notes)]
    private(set) var targets: [String] = []
    private(set) var alternatives: [String] = []
    /// What stands above the cell in hand.
    private var column: String?
    /// The value in hand: its number, and where it begins.
    private var open: (number: Int, start: Int)?

    private static let text = 0
    private static let notes = 1

    init(content: DocumentElement, styles: DocumentElement, printed: [Filler.Printed], compared: ComparedText) {
        self.content = content
        self.styles = styles
        self.printed = printed
        self.compared = compared
    }

    /// False when there is no text.
    mutating func walk() -> Bool {
        let body = content.elements.first { $0.name == .office("body") }
        guard let text = body?.elements.first(where: { $0.name == .office("text") }) else { return false }
        walk(text, in: Self.text)
        walkPages(from: masterPage(of: text))
        return true
    }

    // MARK: Headers and footers

    /// The page that the first paragraph begins (ODF 1.3 part 3 §19.500).
    private func masterPage(of text: DocumentElement) -> String {
        let first = text.elements.first { ParagraphTags.isParagraph($0) }
        let known = [content, styles].flatMap(\.elements).flatMap(\.elements)
        let style = known.first { $0.name == .style("style") && $0[.style("name")] == first?[.text("style-name")] }
        return style?[.style("master-page-name")] ?? "Standard"
    }

    private mutating func walkPages(from first: String) {
        let masters = styles.elements.first { $0.name == .office("master-styles") }?.elements ?? []
        guard let master = masters.first(where: { $0[.style("name")] == first }) else { return }
        let next = master[.style("next-style-name")].flatMap { name in masters.first { $0[.style("name")] == name } }
        walk(master, firstPage: 1)
        // Of a page that follows itself, only what is on the left differs.
        if let next, next[.style("name")] != first { walk(next, firstPage: 2) }
    }

    private mutating func walk(_ master: DocumentElement, firstPage: Int) {
        let names = Set(master.elements.map(\.name.local))
        for region in master.elements {
            let kind = region.name.local.split(separator: "-").first.map(String.init) ?? ""
            guard ["header", "footer"].contains(kind) else { continue }
            let isFirst = region.name.local.hasSuffix("-first")
            let isLeft = region.name.local.hasSuffix("-left")
            var page = firstPage
            if isLeft {
                page = firstPage + firstPage % 2
            } else if !isFirst {
                if names.contains("\(kind)-first") { page += 1 }
                // Left pages are the even ones.
                if names.contains("\(kind)-left"), page % 2 == 0 { page += 1 }
            }
            flow(region, .region(leastPages: page))
        }
    }

    // MARK: Text

    private mutating func flow(_ element: DocumentElement, _ kind: LetterText.Flow.Kind) {
        let outer = (column, open)
        (column, open) = (nil, nil)
        let index = flows.count
        flows.append(LetterText.Flow(kind))
        walk(element, in: index)
        flows[index].ends.append(flows[index].units.count)
        (column, open) = outer
    }

    private mutating func walk(_ element: DocumentElement, in flow: Int) {
        if let target = element[.xlink("href")], element.name == .text("a") { targets.append(target) }
        for child in element.children {
            switch child {
            case .text(let text): append(text, to: flow)
            case .element(let child): walk(child: child, in: flow)
            case .tag: break
            }
        }
        if ParagraphTags.isParagraph(element) {
            flows[flow].ends.append(flows[flow].units.count)
            flows[flow].text += "\n"
        }
    }

    /// Shapes that may have text in them (ODF 1.3 part 3 §10.3, §10.4).
    private static let boxes: Set<XMLName> = [
        .draw("text-box"), .draw("custom-shape"), .draw("rect"), .draw("ellipse"), .draw("circle"), .draw("polygon"),
        .draw("path"), .draw("caption"),
    ]

    private mutating func walk(child: DocumentElement, in flow: Int) {
        switch child.name {
        case .text("note-body"):
            let outer = open
            open = nil
            walk(child, in: Self.notes)
            open = outer
        case _ where Self.boxes.contains(child.name):
            if case .region = flows[flow].kind {
                self.flow(child, flows[flow].kind)
            } else {
                self.flow(child, .box)
            }
        case .svg("title"), .svg("desc"):
            alternatives.append(child.children.map { if case .text(let text) = $0 { text } else { "" } }.joined())
        case .text("page-number"), .text("page-count"):
            // What stands in the file is not what is printed.
            append(ComparedText.Unit(number: ComparedText.gap, offset: 0), at: flows[flow].text.utf8.count, to: flow)
        case .text("note-citation"):
            // Of the program that sets the pages.
            break
        case .text("s"), .text("tab"), .text("line-break"): flows[flow].text += " "
        case .table("table"): walk(table: child, in: flow)
        default: walk(child, in: flow)
        }
    }

    private mutating func walk(table: DocumentElement, in flow: Int) {
        let header = table.elements.first { $0.name == .table("table-header-rows") }?.elements.first
        let columns = header?.elements.map { cell in
            ValueMark.removed(from: cell.elements.map(ParagraphTags.text).joined(separator: " "))
        }
        let outer = column
        func rows(_ element: DocumentElement) -> [DocumentElement] {
            element.elements.flatMap { $0.name == .table("table-row") ? [$0] : rows($0) }
        }
        for row in rows(table) {
            for (index, cell) in row.elements.enumerated() {
                column = columns.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                walk(cell, in: flow)
            }
        }
        column = outer
    }

    private mutating func append(_ text: String, to flow: Int) {
        for piece in ValueMark.pieces(of: text) {
            switch piece {
            case .text(let text):
                let start = flows[flow].text.utf8.count
                flows[flow].text += text
                for unit in compared.units(of: text) { append(unit, at: start, to: flow) }
            case .begin(let number):
                open = (number, flows[flow].units.count)
            case .end:
                guard let (number, start) = open, printed.indices.contains(number) else { continue }
                open = nil
                let end = flows[flow].units.count
                guard start < end else { continue }
                flows[flow].values.append(
                    LetterText.Value(printed: printed[number], range: start..<end, column: column))
            }
        }
    }

    private mutating func append(_ unit: ComparedText.Unit, at start: Int, to flow: Int) {
        flows[flow].units.append(unit.number)
        flows[flow].offsets.append(start + unit.offset)
    }
}

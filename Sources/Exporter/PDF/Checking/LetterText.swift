import Templating
import Workspace

/// What the pages of one letter must show: every value that it prints, each with the text around it, so that a `12`
/// elsewhere is not taken for it.
struct LetterText: Sendable {
    struct Value: Sendable {
        let printed: Filler.Printed
        /// All as compared; never empty.
        let text: [Character]
        let before: [Character]
        let after: [Character]
        /// How many pages a letter has that shows it: more than one for what is in the header of following pages.
        let leastPages: Int

        /// Without text around it: a cell or a line of its own.
        var isAlone: Bool { before.isEmpty && after.isEmpty }
    }

    /// A value in the target of a link, or in what is told of a picture.
    struct Hidden: Sendable {
        let printed: Filler.Printed
        let text: String
    }

    /// Where text may stand that runs on.
    fileprivate struct Flow {
        let leastPages: Int
        var characters: [Character] = []
        var values: [(number: Int, start: Int, end: Int)] = []
    }

    let values: [Value]
    let targets: [Hidden]
    let alternatives: [Hidden]

    /// How much around a value is compared.
    private static let context = 16

    /// Nil when the documents cannot be read again, which they always can.
    init?(_ compiled: CompiledLetter, _ recipient: LetterRecipient) {
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
            return try? XMLReader.read(filling.bytes(of: template), file: "").get()
        }
        guard documents.count == 2, filler.errors.isEmpty else { return nil }
        var walk = Walk(content: documents[0], styles: documents[1])
        guard walk.walk() else { return nil }
        let printed = filler.printed ?? []
        values = walk.flows.flatMap { flow in
            flow.values.compactMap { number, start, end in
                guard start < end, printed.indices.contains(number) else { return nil }
                let before = flow.characters[..<start].suffix(Self.context)
                let after = flow.characters[end...].prefix(Self.context)
                return Value(
                    printed: printed[number], text: Array(flow.characters[start..<end]),
                    before: Array(before.reversed().prefix { $0 != ValueMark.gap }.reversed()),
                    after: Array(after.prefix { $0 != ValueMark.gap }), leastPages: flow.leastPages)
            }
        }
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
    private let content: XMLElement
    private let styles: XMLElement
    private(set) var flows: [LetterText.Flow] = []
    private(set) var targets: [String] = []
    private(set) var alternatives: [String] = []

    init(content: XMLElement, styles: XMLElement) {
        self.content = content
        self.styles = styles
    }

    /// False when there is no text.
    mutating func walk() -> Bool {
        let body = content.elements.first { $0.name == .office("body") }
        guard let text = body?.elements.first(where: { $0.name == .office("text") }) else { return false }
        flow(text, leastPages: 1)
        walkPages(from: masterPage(of: text))
        return true
    }

    // MARK: Headers and footers

    /// The page that the first paragraph begins (ODF 1.3 part 3 §19.500).
    private func masterPage(of text: XMLElement) -> String {
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

    private mutating func walk(_ master: XMLElement, firstPage: Int) {
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
            flow(region, leastPages: page)
        }
    }

    // MARK: Text

    private mutating func flow(_ element: XMLElement, leastPages: Int) {
        let index = flows.count
        flows.append(LetterText.Flow(leastPages: leastPages))
        walk(element, in: index)
    }

    private mutating func walk(_ element: XMLElement, in flow: Int) {
        if let target = element[.xlink("href")], element.name == .text("a") { targets.append(target) }
        for child in element.children {
            switch child {
            case .text(let text): append(text, to: flow)
            case .element(let child): walk(child: child, in: flow)
            case .tag: break
            }
        }
    }

    private mutating func walk(child: XMLElement, in flow: Int) {
        switch child.name {
        case .text("note-body"), .draw("text-box"):
            self.flow(child, leastPages: flows[flow].leastPages)
        case .svg("title"), .svg("desc"):
            alternatives.append(child.children.map { if case .text(let text) = $0 { text } else { "" } }.joined())
        case .text("page-number"), .text("page-count"):
            // What stands in the file is not what is printed.
            flows[flow].characters.append(ValueMark.gap)
        case .text("list-item"), .text("list-header"):
            // A number or a bullet comes before it.
            flows[flow].characters.append(ValueMark.gap)
            walk(child, in: flow)
        default:
            walk(child, in: flow)
        }
    }

    private mutating func append(_ text: String, to flow: Int) {
        for piece in ValueMark.pieces(of: text) {
            switch piece {
            case .text(let text): flows[flow].characters += ComparedText.characters(text)
            case .begin(let number):
                let start = flows[flow].characters.count
                flows[flow].values.append((number, start, start))
            case .end:
                guard let last = flows[flow].values.indices.last else { continue }
                flows[flow].values[last].end = flows[flow].characters.count
            }
        }
    }
}

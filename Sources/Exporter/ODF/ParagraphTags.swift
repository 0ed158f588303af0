import Templating

/// Reads the tags in a paragraph of the house style, wherever an office program has split them over elements.
package struct ParagraphTags {
    private enum Owner: Equatable {
        case text
        case tag(Int)
        case comment
    }

    private var owners: [Owner] = []
    private var position = 0
    private var placed: Set<Int> = []

    /// The text of a paragraph as its reader sees it, notes and frames left aside.
    package static func text(of element: DocumentElement) -> String {
        var text = ""
        for child in element.children {
            switch child {
            case .text(let piece): text += piece
            case .tag: break
            case .element(let element): text += space(element) ?? (isTransparent(element) ? Self.text(of: element) : "")
            }
        }
        return text
    }

    /// The paragraph with its tags as nodes. Unchanged when it has none.
    static func read(_ paragraph: DocumentElement, in file: SourceFile, scanner: inout TagScanner) -> DocumentElement {
        let text = text(of: paragraph)
        guard text.contains("{") || text.contains("}") else { return paragraph }
        let fragment = fragment(text, in: file, line: paragraph.line)
        var reader = ParagraphTags()
        reader.owners = Array(repeating: .comment, count: fragment.scalars.count)
        for segment in scanner.scan(fragment) {
            switch segment {
            case .text(let range): for offset in range { reader.owners[offset] = .text }
            case .tag(let index): for offset in scanner.tags[index].span { reader.owners[offset] = .tag(index) }
            }
        }
        return reader.rebuilt(paragraph)
    }

    private mutating func rebuilt(_ element: DocumentElement) -> DocumentElement {
        var result = element
        result.children = []
        for child in element.children {
            switch child {
            case .tag: result.children.append(child)
            case .text(let text): result.children += pieces(of: text)
            case .element(let element):
                if let space = Self.space(element) {
                    let owner = owners[position]
                    position += space.unicodeScalars.count
                    if owner == .text { result.children.append(child) }
                } else {
                    result.children.append(.element(Self.isTransparent(element) ? rebuilt(element) : element))
                }
            }
        }
        return result
    }

    private mutating func pieces(of text: String) -> [DocumentNode] {
        var nodes: [DocumentNode] = []
        var literal = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let owner = owners[position]
            position += 1
            if owner == .text { literal.append(scalar) }
            guard case .tag(let index) = owner, placed.insert(index).inserted else { continue }
            if !literal.isEmpty { nodes.append(.text(String(literal))) }
            literal = String.UnicodeScalarView()
            nodes.append(.tag(index))
        }
        if !literal.isEmpty { nodes.append(.text(String(literal))) }
        return nodes
    }

    /// Elements whose text is read for tags.
    package static func isParagraph(_ element: DocumentElement) -> Bool {
        [.text("p"), .text("h")].contains(element.name)
    }

    /// Elements whose text belongs to the paragraph's line.
    static func isTransparent(_ element: DocumentElement) -> Bool {
        [.text("span"), .text("a")].contains(element.name)
    }

    /// What an element of white space stands for (ODF 1.3 part 3 §6.1.3 to §6.1.5).
    private static func space(_ element: DocumentElement) -> String? {
        switch element.name {
        case .text("s"): String(repeating: " ", count: ODFSpaces.count(element[.text("c")]))
        case .text("tab"): "\t"
        case .text("line-break"): "\n"
        default: nil
        }
    }

    /// With columns when the paragraph stands in its file as one piece.
    private static func fragment(_ text: String, in file: SourceFile, line: Int) -> Fragment {
        let wanted = Array(text.unicodeScalars)
        let start = file.offset(line: max(1, line), column: 1)
        let end = min(file.scalars.count - wanted.count, start + 5000)
        if start <= end, let found = (start...end).first(where: { file.scalars[$0...].starts(with: wanted) }) {
            return Fragment(text, in: file, at: found)
        }
        return Fragment(text, at: file.linePlace(line))
    }
}

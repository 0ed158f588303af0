internal import Containers
import Templating
import Workspace

/// The house style as a tree: cleaned of what an office program left behind, and with its tags as nodes.
struct HouseStyle {
    /// Where the letter's text goes: stands in place of the paragraph that held `{{ body }}`.
    static let body = DocumentElement(.none("body"))
    /// Stands in place of `{{ signatory.signature }}` when there is a picture for it.
    static let signature = DocumentElement(.none("signature"))

    /// An `office:document` (ODF 1.3 part 3 §3.1.2).
    var root: DocumentElement
    let styles: Styles
    /// The styles of the table that a letter's tables are made to look like.
    let tablePattern: TablePattern?
    /// What was embedded in it, by name in the package.
    let pictures: [Picture]
    /// The frame that it has for the signature, when it has one.
    let signatureFrame: Picture.Extent?

    /// Reads a flat ODF document. `readBody` is called where the letter's text belongs, so that tags keep the order of
    /// the document.
    static func read(
        _ file: HouseStyleFile, hasSignature: Bool, scanner: inout TagScanner, diagnostics: inout Diagnostics,
        readBody: (inout TagScanner) -> Void
    ) -> HouseStyle? {
        let root: DocumentElement
        switch DocumentElement.read(file.bytes, file: file.name) {
        case .failure(let problems):
            diagnostics.add(problems)
            return nil
        case .success(let read): root = read
        }
        let place = Place(file: file.name)
        guard root.name == .office("document"), root[.office("mimetype")] == ODFPackage.textMediaType else {
            diagnostics.add(.notFlatText, at: place)
            return nil
        }
        var cleaner = HouseStyleCleaner(file: file.name)
        guard let clean = cleaner.clean(root) else { return nil }
        diagnostics.add(cleaner.diagnostics)

        let source = SourceFile(name: file.name, text: String(decoding: file.bytes, as: UTF8.self))
        diagnostics.add(HouseStyleInspector.inspect(clean, in: source, pictures: cleaner.pictures))
        var reader = Reader(file: source, styles: Styles(of: clean), hasSignature: hasSignature, scanner: scanner)
        let read = reader.element(clean, readBody)
        scanner = reader.scanner
        if reader.bodyCount != 1 {
            diagnostics.add(.bodyCount(reader.bodyCount), at: place)
            return nil
        }
        return HouseStyle(
            root: read, styles: Styles(of: read), tablePattern: reader.tablePattern, pictures: cleaner.pictures,
            signatureFrame: reader.signatureFrame)
    }
}

extension HouseStyle {
    /// Walks the tree in the order of the document.
    private struct Reader {
        let file: SourceFile
        let styles: Styles
        let hasSignature: Bool
        var scanner: TagScanner
        var bodyCount = 0
        var tablePattern: TablePattern?
        /// The one in hand, nil outside of any, and the one with the signature in it.
        private var frame: Picture.Extent?
        private(set) var signatureFrame: Picture.Extent?

        init(file: SourceFile, styles: Styles, hasSignature: Bool, scanner: TagScanner) {
            (self.file, self.styles, self.hasSignature, self.scanner) = (file, styles, hasSignature, scanner)
        }

        mutating func element(_ element: DocumentElement, _ readBody: (inout TagScanner) -> Void) -> DocumentElement {
            let outer = frame
            defer { frame = outer }
            if element.name == .draw("frame") { frame = extent(of: element) }
            var result = element
            result.children = []
            for child in element.children {
                guard case .element(let element) = child else {
                    result.children.append(child)
                    continue
                }
                if element.isTablePattern {
                    tablePattern = TablePattern(of: element)
                    continue
                }
                let read = self.element(element, readBody)
                guard ParagraphTags.isParagraph(element) else {
                    result.children.append(.element(read))
                    continue
                }
                result.children += paragraph(read, readBody)
            }
            return result
        }

        private mutating func paragraph(
            _ paragraph: DocumentElement, _ readBody: (inout TagScanner) -> Void
        ) -> [DocumentNode] {
            let text = ParagraphTags.text(of: paragraph)
            if Self.isTag(text, of: "body") {
                bodyCount += 1
                readBody(&scanner)
                return [.element(HouseStyle.body)]
            }
            if hasSignature, Self.isTag(text, of: "signatory.signature") {
                signatureFrame = frame
                var picture = paragraph
                picture.children = [.element(HouseStyle.signature)]
                return [.element(picture)]
            }
            var read = ParagraphTags.read(paragraph, in: file, scanner: &scanner)
            var tags: [DocumentNode] = []
            var rest: [DocumentNode] = []
            for node in read.children {
                switch node {
                case .tag(let index) where scanner.tags[index].isBlock: tags.append(node)
                case .text(let text) where text.allSatisfy(\.isWhitespace): continue
                case .text, .tag, .element: rest.append(node)
                }
            }
            // A paragraph of only block tags takes itself away.
            if !tags.isEmpty, rest.isEmpty { return tags }
            read.vanishesWhenEmpty = !tags.isEmpty
            return [.element(read)]
        }

        /// The room in a frame; nil when it does not tell.
        private func extent(of frame: DocumentElement) -> Picture.Extent? {
            func length(_ name: XMLName) -> Double { frame[name].map(Length.millimetres) ?? 0 }
            let style = frame[.draw("style-name")]
            func padding(_ side: String) -> Double {
                let names = [XMLName.fo("padding-\(side)"), .fo("padding")]
                return names.lazy.compactMap { styles.property($0, of: style, family: "graphic") }.first
                    .map(Length.millimetres) ?? 0
            }
            let width = length(.svg("width")) - padding("left") - padding("right")
            let box = frame.elements.first { $0.name == .draw("text-box") }
            let whole = max(length(.svg("height")), box?[.fo("min-height")].map(Length.millimetres) ?? 0)
            let height = whole - padding("top") - padding("bottom")
            return width > 0 && height > 0 ? Picture.Extent(width: width, height: height) : nil
        }

        /// Whether a text is one tag that prints `name`, and nothing else.
        private static func isTag(_ text: String, of name: String) -> Bool {
            let trimmed = text.filter { !$0.isWhitespace }
            return trimmed == "{{\(name)}}" && text.contains("{{") && text.contains("}}") && text.contains(name)
        }
    }
}

extension DocumentElement {
    /// Whether this is the table that a letter's tables are made to look like; it is not itself in the letter.
    var isTablePattern: Bool {
        name == .table("table") && self[.table("name")] == TablePattern.name
    }
}

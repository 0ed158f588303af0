/// The pages of a PDF as they are painted: where each glyph stands, what it stands for, and whether it can be seen.
/// pdftotext tells neither what is hidden nor which glyphs are boxes, and gives words as they were written: those of a
/// second font after those of the first. Tests compare what it reads with what is read here.
struct PDFPages: Sendable {
    struct Page: Sendable {
        let width: Double
        let height: Double
        /// In the order in which they were painted, which is that of the letter.
        let portions: [PDFPortion]
    }

    let pages: [Page]

    /// Nil when it cannot be read.
    init?(_ pdf: [UInt8]) {
        guard let file = QPDFFile(pdf), let count = file.pageCount else { return nil }
        let structure = PDFStructure(file)
        var resources = PDFResources.Reader()
        var pages: [Page] = []
        for number in 0..<count {
            let page = file.page(number)
            guard let content = file.content(ofPage: page), let box = Self.paper(page, file) else { return nil }
            var painter = PDFPainter(
                paper: box, roles: structure.roles[file.identity(page)] ?? [:],
                resources: resources.read(Self.inherited(page, "/Resources", file), file))
            painter.paint(content)
            pages.append(Page(width: box.width, height: box.height, portions: painter.finished()))
        }
        self.pages = pages
    }

    struct Paper: Sendable {
        let left: Double
        let bottom: Double
        let width: Double
        let height: Double
    }

    private static func paper(_ page: UInt32, _ file: borrowing QPDFFile) -> Paper? {
        let numbers = file.items(inherited(page, "/MediaBox", file)).compactMap { file.number($0) }
        guard numbers.count == 4 else { return nil }
        return Paper(
            left: min(numbers[0], numbers[2]), bottom: min(numbers[1], numbers[3]),
            width: abs(numbers[2] - numbers[0]), height: abs(numbers[3] - numbers[1]))
    }

    /// What a page has from the tree above it (ISO 32000-1 §7.7.3.4).
    private static func inherited(_ page: UInt32, _ key: String, _ file: borrowing QPDFFile) -> UInt32 {
        var node = page
        for _ in 0..<64 {
            if file.has(node, key) { break }
            guard file.has(node, "/Parent") else { break }
            node = file.value(node, "/Parent")
        }
        return file.value(node, key)
    }
}

/// Proves what a PDF claims of itself: PDF/UA-1 and PDF/A-2b, as far as a machine can judge it.
struct PDFConformance {
    let objects: PDFObjects
    let tree: StructureTree
    let pages: [PageContent]
    let metadata: XMPMetadata?
    private(set) var broken: [BrokenRule] = []

    /// All rules that a PDF breaks; nil when it is no PDF. Each rule is told once for each thing that breaks it, and at
    /// most ten times.
    static func broken(_ pdf: [UInt8]) -> [BrokenRule]? {
        guard let objects = PDFObjects(pdf) else { return nil }
        var conformance = PDFConformance(objects)
        conformance.checkDocument()
        conformance.checkStructure()
        conformance.checkContent()
        conformance.checkAnnotations()
        conformance.checkFonts()
        conformance.checkArchiving(pdf)
        return conformance.broken
    }

    init(_ objects: PDFObjects) {
        self.objects = objects
        tree = StructureTree(objects)
        pages = objects.pages.map { PageContent($0, of: objects) }
        metadata = objects.stream(objects.root["Metadata"]).flatMap(XMPMetadata.init)
    }

    private static let most = 10

    mutating func report(_ rule: ConformanceRule, _ what: String, suggestion: String? = nil) {
        let broken = BrokenRule(rule, what, suggestion: suggestion)
        guard self.broken.count(where: { $0.rule == rule }) < Self.most, !self.broken.contains(broken) else { return }
        self.broken.append(broken)
    }

    /// From 1.
    func number(ofPage object: Int) -> Int? { pages.firstIndex { $0.page == object }.map { $0 + 1 } }
}

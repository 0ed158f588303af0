/// What is painted: Matterhorn 01 and 30; of PDF/A-2 its operators and the depth of its states.
extension PDFConformance {
    mutating func checkContent() {
        var claimed: [Int: Set<Int>] = [:]
        for element in tree.elements {
            for case .content(let page, let number) in element.kids { claimed[page, default: []].insert(number) }
        }
        for (index, page) in pages.enumerated() {
            let place = "on page \(index + 1)"
            for fault in page.faults.sorted(by: { "\($0)" < "\($1)" }) { add(fault, place) }
            for section in page.sections where !section.paints.isEmpty {
                switch section.mark {
                case .none:
                    report(.unmarkedContent, "paints something \(place) that is neither content nor decoration")
                case .content(let number) where claimed[page.page]?.contains(number) != true:
                    report(.unmarkedContent, "has content \(place) that its structure does not know")
                case .content, .artifact: break
                }
            }
            checkParents(page, claimed[page.page] ?? [], place)
            for intent in page.intents.sorted() where !Self.intents.contains(intent) {
                report(.renderingIntent, "has the rendering intent '\(intent)' \(place)")
            }
        }
        checkForms()
    }

    private static let intents: Set<String> = [
        "RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation",
    ]

    private mutating func add(_ fault: PageContent.Fault, _ place: String) {
        switch fault {
        case .artifactInContent: report(.artifactInContent, "has decoration in the midst of content \(place)")
        case .contentInArtifact: report(.contentInArtifact, "has content in the midst of decoration \(place)")
        case .contentInContent: report(.structureBroken, "has content in the midst of other content \(place)")
        case .unbalanced: report(.contentStream, "has marks or states \(place) that do not end")
        case .unreadable: report(.contentStream, "cannot be read \(place)")
        case .unknownOperator(let name): report(.contentStream, "uses '\(name)' \(place), which PDF does not have")
        case .missing(let name): report(.contentStream, "uses '\(name)' \(place), which is not in it")
        case .tooDeep: report(.fileStructure, "keeps more than 28 states at a time \(place)")
        }
    }

    /// From what is painted a reader must find its element (ISO 32000-1 §14.7.4.4).
    private mutating func checkParents(_ page: PageContent, _ claimed: Set<Int>, _ place: String) {
        guard !claimed.isEmpty else { return }
        let key = objects.dictionary(page.page)["StructParents"]?.integer
        let parents = key.flatMap { tree.parents[$0] }.map { objects.array($0) } ?? []
        let known = Set(tree.elements.map(\.object))
        for number in claimed {
            let parent = parents.indices.contains(number) ? parents[number].reference : nil
            if !(parent.map(known.contains) ?? false) {
                report(.structureBroken, "has content \(place) from which its structure is not found")
            }
        }
    }

    private mutating func checkForms() {
        let counts = pages.reduce(into: [Int: Int]()) { $0.merge($1.forms, uniquingKeysWith: +) }
        for (form, count) in counts.sorted(by: { $0.key < $1.key }) {
            let entries = objects.dictionary(form)
            if entries["Ref"] != nil { report(.referencedPages, "shows a page of another file") }
            if count > 1, entries["StructParents"] != nil || entries["StructParent"] != nil {
                report(.repeatedContent, "paints the same content more than once")
            }
        }
    }
}

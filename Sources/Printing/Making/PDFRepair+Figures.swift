extension PDFRepair {
    /// Makes described pictures the content of their elements, and shapes without description decoration.
    mutating func repairFigures(on page: PageContent) -> [Change] {
        var changes: [Change] = []
        var free = page.sections.filter { $0.mark == .artifact && $0.paints.contains(.image) && $0.text == nil }
        for element in tree.elements("Figure") where objects.dictionary(element.object)["Pg"]?.reference == page.page {
            let entries = objects.dictionary(element.object)
            let isDescribed = ["Alt", "ActualText"].contains { !(objects.resolved(entries[$0]).text ?? "").isEmpty }
            if !isDescribed {
                changes += makeDecoration(of: element, page)
            } else if element.kids.isEmpty, let box = box(of: element),
                let index = free.firstIndex(where: { $0.images.contains { box.holds($0.middle) } })
            {
                changes += makeContent(of: element, free.remove(at: index), page)
            }
        }
        return changes
    }

    private func box(of element: StructureTree.Element) -> PDFRectangle? {
        objects.array(objects.dictionary(element.object)["A"]).lazy
            .compactMap { self.objects.dictionary($0)["BBox"] }.compactMap { PDFRectangle(self.objects.resolved($0)) }
            .first
    }

    private mutating func makeContent(
        of element: StructureTree.Element, _ section: PageContent.Section, _ page: PageContent
    ) -> [Change] {
        guard let opening = section.opening else { return [] }
        var owners = owners(on: page.page)
        let number = owners.count
        owners.append(.reference(element.object))
        setOwners(owners, on: page.page)
        setKids([.integer(number)], of: element.object)
        return [Change(range: opening, text: "/Figure<</MCID \(number)>>BDC")]
    }

    /// A shape with text in it stays a part of the letter, and must be described.
    private mutating func makeDecoration(of element: StructureTree.Element, _ page: PageContent) -> [Change] {
        var numbers: Set<Int> = []
        for kid in element.kids {
            guard case .content(page.page, let number) = kid else { return [] }
            numbers.insert(number)
        }
        let sections = page.sections.filter {
            if case .content(let number) = $0.mark { numbers.contains(number) } else { false }
        }
        guard sections.allSatisfy({ $0.text == nil }) else { return [] }
        let parent = tree.parent(of: element)?.object ?? root
        setKids(kids(of: parent).filter { $0 != .reference(element.object) }, of: parent)
        var owners = owners(on: page.page)
        for number in numbers where owners.indices.contains(number) { owners[number] = .null }
        setOwners(owners, on: page.page)
        return sections.compactMap(\.opening).map { Change(range: $0, text: "/Artifact BMC") }
    }
}

/// Mends what LibreOffice leaves undone of PDF/UA-1 (ISO 14289-1), so that what it claims for the PDF is true:
/// - lines around and under text are neither content nor decoration (§7.1);
/// - pictures are decoration, and what describes them stands for nothing (§7.3);
/// - styles named like a type of PDF change what that means (§7.1);
/// - the numbers of footnotes are links that nobody finds (§7.18.5), and notes have no identifiers (§7.9);
/// - the order of links is written as a text, not as a name (§7.18.3);
/// - characters that are shown only where a text stands for several have none of their own (§7.21.7).
struct PDFRepair {
    let objects: PDFObjects
    /// The root of the structure.
    let root: Int
    private(set) var tree: StructureTree
    private(set) var pages: [PageContent]
    /// By key, as the structure has them: changed here, written at the end.
    var parents: [Int: PDFValue]

    /// Does nothing to a PDF without structure, which its check refuses.
    static func repair(_ objects: PDFObjects) {
        guard let root = objects.root["StructTreeRoot"]?.reference else { return }
        var repair = PDFRepair(objects, root)
        repair.renameTypes()
        repair.repairPages()
        repair.repairLinks()
        repair.identifyNotes()
        repair.nameCharacters()
        repair.finish()
    }

    private init(_ objects: PDFObjects, _ root: Int) {
        self.objects = objects
        self.root = root
        tree = StructureTree(objects)
        pages = objects.pages.map { PageContent($0, of: objects) }
        parents = tree.parents
    }

    /// After changes in the structure.
    private mutating func readTree() { tree = StructureTree(objects) }

    /// Takes what the role map says of standard types out of it. A paragraph or span of a style named so becomes one; what
    /// LibreOffice itself means by the type stays as it is.
    private mutating func renameTypes() {
        let wrong = tree.roleMap.keys.filter { StandardType.all.contains($0) && StandardType.level(of: $0) == nil }
        guard !wrong.isEmpty else { return }
        for element in tree.elements where wrong.contains(element.type) && !isGenuine(element) {
            let parent = tree.parent(of: element)
            let isInline = parent.map { ["P", "Span"].contains($0.role) || StandardType.level(of: $0.role) != nil }
            objects.set("S", of: element.object, to: .name(isInline == true ? "Span" : "P"))
        }
        let map = objects.dictionary(objects.dictionary(root)["RoleMap"]).filter { !wrong.contains($0.key) }
        objects.set("RoleMap", of: root, to: .dictionary(map))
        readTree()
    }

    /// Whether an element is of the type that it says, and is not named after a style.
    private func isGenuine(_ element: StructureTree.Element) -> Bool {
        let entries = objects.dictionary(element.object)
        let attributes = objects.array(entries["A"]).map { objects.dictionary($0) }
        let isPlaced = entries["Alt"] != nil || attributes.contains { $0["BBox"] != nil }
        switch element.type {
        case "P", "Document": return true
        case "Link": return element.kids.contains { if case .object = $0 { true } else { false } }
        case "Figure", "Formula": return isPlaced
        default:
            return element.kids.allSatisfy { kid in
                guard case .element(let index) = kid else { return false }
                return tree.elements[index].role != "Span" && tree.elements[index].role != "Link"
            }
        }
    }

    private mutating func repairPages() {
        for page in pages {
            let entries = objects.dictionary(page.page)
            if entries["Annots"] != nil || entries["Tabs"] != nil {
                objects.set("Tabs", of: page.page, to: .name("S"))
            }
            guard !page.faults.contains(.unreadable), objects.array(entries["Contents"]).count == 1 else { continue }
            var changes = decorations(of: page)
            changes += repairFigures(on: page)
            guard !changes.isEmpty, var content = objects.content(of: page.page) else { continue }
            for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
                content.replaceSubrange(change.range, with: Array(change.text.utf8))
            }
            _ = objects.replace(stream: objects.array(entries["Contents"]).first, with: content)
        }
        readTree()
    }

    struct Change {
        let range: Range<Int>
        let text: String
    }

    /// Lines and areas that have no mark; text and pictures that have none are no decoration, and are refused.
    private func decorations(of page: PageContent) -> [Change] {
        page.sections.filter { $0.mark == .none && $0.paints == [.path] }.compactMap(\.painted).flatMap { range in
            [
                Change(range: range.lowerBound..<range.lowerBound, text: "/Artifact BMC\n"),
                Change(range: range.upperBound..<range.upperBound, text: "\nEMC"),
            ]
        }
    }

    /// Identifiers, and where they are found (ISO 32000-1 §14.7.2).
    private func identifyNotes() {
        let notes = tree.elements("Note")
        guard !notes.isEmpty else { return }
        var names: [PDFValue] = []
        for (index, note) in notes.enumerated() {
            // A tree of names is in order.
            let digits = String(index + 1)
            let id = Array("note-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)".utf8)
            objects.set("ID", of: note.object, to: .string(id))
            names += [.string(id), .reference(note.object)]
        }
        objects.set("IDTree", of: root, to: .dictionary(["Names": .array(names)]))
    }

    private func finish() {
        let keys = parents.keys.sorted()
        let numbers = keys.flatMap { [.integer($0), parents[$0] ?? .null] }
        objects.set("ParentTree", of: root, to: .reference(objects.add(.dictionary(["Nums": .array(numbers)]))))
        objects.set("ParentTreeNextKey", of: root, to: .integer((keys.last ?? -1) + 1))
    }
}

extension PDFRepair {
    /// The elements of what has a mark on a page, by its number.
    func owners(on page: Int) -> [PDFValue] {
        guard let key = objects.dictionary(page)["StructParents"]?.integer else { return [] }
        return parents[key].map { objects.array($0) } ?? []
    }

    mutating func setOwners(_ owners: [PDFValue], on page: Int) {
        guard let key = objects.dictionary(page)["StructParents"]?.integer else { return }
        parents[key] = .array(owners)
    }

    func kids(of element: Int) -> [PDFValue] { objects.array(objects.dictionary(element)["K"]) }

    func setKids(_ kids: [PDFValue], of element: Int) {
        objects.set("K", of: element, to: .array(kids))
    }
}

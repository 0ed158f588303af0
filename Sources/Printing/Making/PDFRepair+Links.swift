extension PDFRepair {
    /// Puts links that stand nowhere in the structure around the text that they lie over: the number of a footnote. What
    /// lies over decoration, as in a footer, stands at the end of the letter.
    mutating func repairLinks() {
        for page in pages {
            for annotation in objects.array(objects.dictionary(page.page)["Annots"]) {
                let entries = objects.dictionary(annotation)
                guard let number = annotation.reference, entries["Subtype"]?.name == "Link",
                    entries["StructParent"] == nil, let area = PDFRectangle(objects.resolved(entries["Rect"]))
                else { continue }
                let key = (parents.keys.max() ?? -1) + 1
                let link = wrap(number, over: area, page) ?? append(number, page)
                parents[key] = .reference(link)
                objects.set("StructParent", of: number, to: .integer(key))
            }
        }
    }

    /// Returns the new element's number; nil when there is no text of the structure.
    private mutating func wrap(_ annotation: Int, over area: PDFRectangle, _ page: PageContent) -> Int? {
        for section in page.sections {
            guard case .content(let number) = section.mark, let start = section.text, area.holds(start) else {
                continue
            }
            var owners = owners(on: page.page)
            guard owners.indices.contains(number), let owner = owners[number].reference else { continue }
            var kids = kids(of: owner)
            let place = kids.firstIndex { isContent($0, number, of: owner, page.page) }
            guard let place else { continue }
            // The number of a note is its label (ISO 32000-1 Table 338).
            let note = place == 0 ? note(beginningWith: owner) : nil
            let parent = note.map { objects.add(element("Lbl", in: $0, page.page, [])) } ?? owner
            let link = objects.add(
                element("Link", in: parent, page.page, [.integer(number), reference(to: annotation, page.page)]))
            if let note {
                kids.remove(at: place)
                setKids([.reference(link)], of: parent)
                setKids([.reference(parent)] + self.kids(of: note), of: note)
            } else {
                kids[place] = .reference(link)
            }
            setKids(kids, of: owner)
            owners[number] = .reference(link)
            setOwners(owners, on: page.page)
            return link
        }
        return nil
    }

    private func note(beginningWith paragraph: Int) -> Int? {
        guard let element = tree.elements.first(where: { $0.object == paragraph }),
            let parent = tree.parent(of: element),
            parent.role == "Note", kids(of: parent.object).first == .reference(paragraph)
        else { return nil }
        return parent.object
    }

    private func isContent(_ kid: PDFValue, _ number: Int, of owner: Int, _ page: Int) -> Bool {
        if let integer = objects.resolved(kid).integer {
            return integer == number && objects.dictionary(owner)["Pg"]?.reference == page
        }
        let entries = objects.dictionary(kid)
        return entries["MCID"] == .integer(number) && entries["Pg"] == .reference(page)
    }

    private func append(_ annotation: Int, _ page: PageContent) -> Int {
        let document = tree.elements.first { $0.role == "Document" }?.object ?? root
        let paragraph = objects.add(element("P", in: document, page.page, []))
        let link = objects.add(element("Link", in: paragraph, page.page, [reference(to: annotation, page.page)]))
        // Nothing that is read stands in it.
        objects.set("Alt", of: link, to: objects.resolved(objects.dictionary(annotation)["Contents"]))
        setKids([.reference(link)], of: paragraph)
        setKids(kids(of: document) + [.reference(paragraph)], of: document)
        return link
    }

    private func element(_ type: String, in parent: Int, _ page: Int, _ kids: [PDFValue]) -> PDFValue {
        .dictionary([
            "Type": .name("StructElem"), "S": .name(type), "P": .reference(parent), "Pg": .reference(page),
            "K": .array(kids),
        ])
    }

    private func reference(to annotation: Int, _ page: Int) -> PDFValue {
        .dictionary(["Type": .name("OBJR"), "Obj": .reference(annotation), "Pg": .reference(page)])
    }
}

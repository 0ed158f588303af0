/// Links and other annotations: Matterhorn 28; of PDF/A-2 §6.3.
extension PDFConformance {
    mutating func checkAnnotations() {
        let owners = self.owners
        for (index, page) in pages.enumerated() {
            let place = "on page \(index + 1)"
            let entries = objects.dictionary(page.page)
            let annotations = objects.array(entries["Annots"])
            if !annotations.isEmpty, entries["Tabs"]?.name != "S" {
                report(.tabOrder, "does not lead from one link to the next in the order of reading \(place)")
            }
            for annotation in annotations {
                let own = objects.dictionary(annotation)
                let owner = annotation.reference.flatMap { owners[$0] }
                check(own, owner, place)
                checkFlags(own, place)
                if let key = own["StructParent"]?.integer, owner != nil,
                    tree.parents[key]?.reference != owner?.object
                {
                    report(.structureBroken, "has a link \(place) from which its structure is not found")
                }
            }
        }
    }

    /// The element that an annotation stands in, by the number of its object.
    private var owners: [Int: StructureTree.Element] {
        var owners: [Int: StructureTree.Element] = [:]
        for element in tree.elements {
            for case .object(let number) in element.kids { owners[number] = element }
        }
        return owners
    }

    private mutating func check(
        _ annotation: [String: PDFValue], _ owner: StructureTree.Element?, _ place: String
    ) {
        let subtype = annotation["Subtype"]?.name ?? ""
        let hasText = !(objects.resolved(annotation["Contents"]).text ?? "").isEmpty
        switch subtype {
        case "Link":
            if owner?.role != "Link" || annotation["StructParent"] == nil {
                report(.linkOutside, "has a link \(place) that stands in no link of its structure")
            }
            if !hasText { report(.linkWithoutText, "has a link \(place) without a description") }
        case "Widget":
            if owner?.role != "Form" { report(.fieldOutside, "has a field \(place) that stands in no form") }
            if annotation["TU"] == nil { report(.fieldWithoutText, "has a field \(place) without a description") }
        case "TrapNet":
            report(.trapNet, "has a trap network \(place)")
        case "Popup":
            break
        case _ where Self.subtypes.contains(subtype):
            if owner?.role != "Annot" { report(.annotationOutside, "has a note \(place) that stands in no Annot") }
            let alternative = owner.map { objects.dictionary($0.object)["Alt"] != nil } ?? false
            if !hasText, !alternative { report(.annotationWithoutText, "has a note \(place) without a description") }
        default:
            report(.unknownAnnotation, "has an annotation '\(subtype)' \(place), which PDF does not have")
        }
    }

    /// Those that PDF/A-2 lets through (ISO 19005-2 §6.3.1).
    private static let subtypes: Set<String> = [
        "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly",
        "StrikeOut", "Stamp", "Caret", "Ink", "PrinterMark", "Watermark", "Redact",
    ]

    /// Printed, and never hidden (ISO 19005-2 §6.3.2): bit 3, and not bits 1, 2, 6 and 9.
    private mutating func checkFlags(_ annotation: [String: PDFValue], _ place: String) {
        let flags = annotation["F"]?.integer ?? 0
        if annotation["Subtype"]?.name != "Popup", flags & 0b1_0010_0111 != 0b100 {
            report(.annotation, "has a link or note \(place) that is not printed")
        }
    }
}

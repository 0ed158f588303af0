/// The structure: Matterhorn 02, 09, 13 to 15, 17 and 19.
extension PDFConformance {
    mutating func checkStructure() {
        if tree.isBroken { report(.structureBroken, "has a structure that cannot be followed") }
        checkRoles()
        for element in tree.elements { checkPlace(of: element) }
        checkHeadings()
        for element in tree.elements("Figure") + tree.elements("Formula") where !hasText(element) {
            let rule = element.role == "Figure" ? ConformanceRule.figureWithoutText : .formulaWithoutText
            report(
                rule, "has a picture without a description",
                suggestion: "describe it: ![Kaart van Overijssel](kaart.png); in the house style under Alt Text")
        }
        for element in tree.elements("TH") where !hasScope(element) {
            report(.headerWithoutScope, "has a table of which a header names neither column nor row")
        }
        checkNotes()
    }

    private mutating func checkRoles() {
        for (type, role) in tree.roleMap.sorted(by: { $0.key < $1.key }) {
            if StandardType.all.contains(type) {
                report(
                    .remappedStandardType, "gives the type \(type) of PDF another meaning, \(role)",
                    suggestion: "give the style '\(type)' of the house style another name")
            } else if isCircular(type) {
                report(.circularRoles, "has a type '\(type)' that stands for itself")
            }
        }
        for element in tree.elements where element.role == nil {
            report(.roleWithoutStandardType, "has a part '\(element.type)' of which nobody can know what it is")
        }
    }

    private func isCircular(_ type: String) -> Bool {
        var seen: Set<String> = [type]
        var next = tree.roleMap[type]
        while let type = next {
            if !seen.insert(type).inserted { return true }
            next = tree.roleMap[type]
        }
        return false
    }

    /// What stands in it, and what it stands in.
    private mutating func checkPlace(of element: StructureTree.Element) {
        guard let role = element.role else { return }
        let parent = tree.parent(of: element)?.role
        if let parents = StandardType.parents[role], !parents.contains(parent ?? "") {
            report(Self.rule(for: role), "has \(role) in \(parent ?? "nothing"), where it cannot stand")
        }
        guard let allowed = StandardType.kids[role] else { return }
        for kid in tree.roles(in: element) where !allowed.contains(kid ?? "") {
            report(Self.rule(for: role), "has \(kid ?? "something") in \(role), where it cannot stand")
        }
    }

    private static func rule(for role: String) -> ConformanceRule {
        switch role {
        case "L", "LI", "LBody", "Lbl": .listParts
        case "TOC", "TOCI": .contentsParts
        default: .tableParts
        }
    }

    private mutating func checkHeadings() {
        if tree.elements.contains(where: { $0.role == "H" }) {
            report(.mixedHeadings, "has headings without a level")
        }
        var last = 0
        for level in tree.elements.compactMap({ StandardType.level(of: $0.role) }) {
            if last == 0, level != 1 {
                report(
                    .firstHeading, "has a heading of level \(level) for its first",
                    suggestion: "make the subject a heading of level 1 in the house style")
            } else if last > 0, level > last + 1 {
                report(
                    .skippedHeading, "has a heading of level \(level) under one of level \(last)",
                    suggestion: "is a heading left out that stands between {% if … %} and {% endif %}?")
            }
            last = level
        }
    }

    private func hasText(_ element: StructureTree.Element) -> Bool {
        let entries = objects.dictionary(element.object)
        return ["Alt", "ActualText"].contains { !(objects.resolved(entries[$0]).text ?? "").isEmpty }
    }

    private func hasScope(_ element: StructureTree.Element) -> Bool {
        let entries = objects.dictionary(element.object)
        if entries["ID"] != nil { return true }
        return objects.array(entries["A"]).map { objects.dictionary($0) }.contains { $0["Scope"]?.name != nil }
    }

    private mutating func checkNotes() {
        var ids: Set<[UInt8]> = []
        for element in tree.elements("Note") {
            let id = objects.resolved(objects.dictionary(element.object)["ID"]).string ?? []
            if id.isEmpty {
                report(.noteWithoutID, "has a footnote without an identifier")
            } else if !ids.insert(id).inserted {
                report(.equalNoteIDs, "has two footnotes of the same identifier")
            }
        }
    }
}

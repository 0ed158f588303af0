internal import Containers
import Templating
import Workspace

/// A letter's document as a tree, and its division over the files of a package (ODF 1.3 part 3 §3.1).
struct ODFDocument {
    /// An `office:document`, whole.
    let root: DocumentElement
    let pictures: [Picture]

    /// Pours the body into the house style.
    init(
        houseStyle: HouseStyle, body: [DocumentNode], writer: BodyWriter, signature: DocumentElement?,
        about: DocumentFacts
    ) {
        var root = houseStyle.root.replacing(HouseStyle.body, with: body)
        root = root.replacing(HouseStyle.signature, with: signature.map { [.element($0)] } ?? [])
        root.attributes = [
            DocumentAttribute(.office("version"), "1.3"),
            DocumentAttribute(.office("mimetype"), ODFPackage.textMediaType),
        ]
        root.children.insert(.element(about.meta), at: 0)
        root.children = root.children.map { child in
            guard case .element(var group) = child else { return child }
            switch group.name {
            case .office("styles"): group = about.settingLanguage(in: group)
            case .office("automatic-styles"): group.children += writer.automaticStyles.map(DocumentNode.element)
            default: break
            }
            return .element(group)
        }
        self.root = root
        pictures = houseStyle.pictures + writer.pictures.filter { !houseStyle.pictures.contains($0) }
    }

    private func group(_ name: String) -> DocumentElement? {
        root.elements.first { $0.name == .office(name) }
    }

    /// The text and the automatic styles that it uses.
    var content: DocumentElement {
        document("document-content", ["font-face-decls", "automatic-styles", "body"], stylesFor: ["body"])
    }

    /// The common styles, the pages, and the automatic styles that these use.
    var styles: DocumentElement {
        document(
            "document-styles", ["font-face-decls", "styles", "automatic-styles", "master-styles"],
            stylesFor: ["styles", "master-styles"])
    }

    var meta: DocumentElement {
        document("document-meta", ["meta"], stylesFor: [])
    }

    /// The whole as one file, with its pictures in it.
    var flat: DocumentElement {
        root.embedding(Dictionary(pictures.map { ($0.path, $0) }) { first, _ in first })
    }

    private func document(_ name: String, _ groups: [String], stylesFor users: [String]) -> DocumentElement {
        let used = usedAutomaticStyles(by: users.compactMap(group))
        let children = groups.compactMap { name -> DocumentNode? in
            guard var group = group(name) else { return nil }
            if name == "automatic-styles" { group.children = used.map(DocumentNode.element) }
            return .element(group)
        }
        return DocumentElement(.office(name), [DocumentAttribute(.office("version"), "1.3")], children)
    }

    /// Flat ODF holds all automatic styles in one place; of a package each file holds those that it uses.
    private func usedAutomaticStyles(by users: [DocumentElement]) -> [DocumentElement] {
        let all = group("automatic-styles")?.elements ?? []
        var values = Set<String>()
        for user in users { user.collectAttributeValues(&values) }
        var byName: [String: [DocumentElement]] = [:]
        for style in all { byName[style[.style("name")] ?? "", default: []].append(style) }
        var used: Set<String> = []
        while let name = values.popFirst() {
            guard let styles = byName[name], used.insert(name).inserted else { continue }
            for style in styles { style.collectAttributeValues(&values) }
        }
        return all.filter { used.contains($0[.style("name")] ?? "") }
    }
}

extension DocumentElement {
    fileprivate func collectAttributeValues(_ values: inout Set<String>) {
        for attribute in attributes { if let text = attribute.text { values.insert(text) } }
        for element in elements { element.collectAttributeValues(&values) }
    }

    fileprivate func replacing(_ placeholder: DocumentElement, with nodes: [DocumentNode]) -> DocumentElement {
        var result = self
        result.children = children.flatMap { child -> [DocumentNode] in
            guard case .element(let element) = child else { return [child] }
            return element == placeholder ? nodes : [.element(element.replacing(placeholder, with: nodes))]
        }
        return result
    }

    /// By their path.
    fileprivate func embedding(_ pictures: [String: Picture]) -> DocumentElement {
        var result = self
        result.children = children.map { child in
            if case .element(let element) = child { .element(element.embedding(pictures)) } else { child }
        }
        guard let picture = self[.xlink("href")].flatMap({ pictures[$0] }) else { return result }
        result.attributes.removeAll { $0.name.namespace == .xlink }
        let data = DocumentElement(.office("binary-data"), [], [.text(picture.base64)])
        result.children.insert(.element(data), at: 0)
        return result
    }
}
